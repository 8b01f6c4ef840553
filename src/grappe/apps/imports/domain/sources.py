"""The source that the values of a file are said to come from."""

from datetime import date
from typing import Any

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Source
from grappe.apps.imports.models import ImportRun

TITLES = {
    "cordis": "CORDIS, European Union (CC BY 4.0)",
    "anr": "Agence nationale de la recherche (Licence Ouverte)",
    "sirene": "INSEE, SIRENE (Licence Ouverte)",
}


def register_source(code: str) -> Source:
    """The source of an official register."""
    source, _created = Source.objects.get_or_create(code=code, defaults={"title": TITLES.get(code, code)})
    return source


def office_source(run: ImportRun) -> Source:
    """The source of what one cluster's office keeps."""
    if run.cluster is None:
        source, _created = Source.objects.get_or_create(code="programme-office", defaults={"title": "Programme office"})
        return source
    source, _created = Source.objects.get_or_create(
        code=f"office-{run.cluster.slug}"[:80], defaults={"title": f"{run.cluster.name}: list of members"[:300]}
    )
    return source


def entry_for(source: Source, observed_on: date, confidence: Confidence) -> dict[str, Any]:
    """The provenance entry that every value of a run carries."""
    return {"source": source.code, "on": observed_on.isoformat(), "confidence": int(confidence), "by": None}
