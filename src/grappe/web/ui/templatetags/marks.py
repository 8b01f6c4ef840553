"""Marks that say what a value is worth: where it comes from, whether it is invented, which tier it stands for."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language, gettext

from grappe.apps.core.enums import Confidence
from grappe.apps.core.models import Sourced
from grappe.apps.directory.domain.values import PERSON_SOURCE, PERSON_TITLE
from grappe.apps.directory.enums import LabelStatus, Tier
from grappe.apps.projects.domain.funded import SOURCE as AGREEMENT_SOURCE
from grappe.kernel.sources import sources

register = template.Library()
LABEL_TONES = {
    LabelStatus.LABELLED: "leaf",
    LabelStatus.ON_PROBATION: "must",
    LabelStatus.RECONFIGURATION: "must",
    LabelStatus.LOST: "rust",
}
# What nobody published: the mark alone says so.
COMPILED = "compiled"
TIER_BERRIES = {Tier.WORLD_CLASS: 3, Tier.WORLD_VOCATION: 2, Tier.NATIONAL: 1}


@register.inclusion_tag("ui/components/origin.html")
def provenance(record: Sourced, field: str, sources: dict[str, Any] | None = None) -> dict[str, Any]:
    """Source and date of one value of a record; ``sources`` maps codes to Source rows, for their titles."""
    entry = record.origin_of(field)
    code = entry.get("source", "")
    source = (sources or {}).get(code, code)
    confidence = entry.get("confidence", Confidence.UNVERIFIED)
    return origin(source, confidence, on=entry.get("on", ""))


@register.inclusion_tag("ui/components/origin.html")
def stated(fact: Any) -> dict[str, Any]:
    """Source of a fact that holds its own (names, tiers and labels of a cluster)."""
    return origin(fact.source, fact.confidence)


def origin(source: Any, confidence: int, on: str = "") -> dict[str, Any]:
    verified = bool(source) and confidence > Confidence.UNVERIFIED
    return {
        "source": "" if source_code(source) == COMPILED else source,
        "title": source_title(source),
        "on": date.fromisoformat(on) if on else None,
        "verified": verified,
        "confirmed": confidence >= Confidence.CONFIRMED,
    }


def source_code(source: Any) -> str:
    return str(getattr(source, "code", "") or getattr(source, "key", "") or source or "")


@register.filter
def source_title(source: Any) -> str:
    """A source's title, in the reader's language where the packaged facts hold it in both."""
    packaged = sources().get(source_code(source).replace("-", "_"))
    french = get_language() == "fr"
    if packaged is not None:
        return packaged.title_fr if french else packaged.title_en
    # What people state is a source too, whose title is written in English.
    if str(source) in {PERSON_TITLE, PERSON_SOURCE}:
        return gettext(PERSON_TITLE)
    if str(source) == AGREEMENT_SOURCE:
        return gettext("Funding agreement")
    translated = str(getattr(source, "title_fr", "")) if french else ""
    return translated or str(source or "")


@register.inclusion_tag("ui/components/simulated.html")
def simulated(record: Any) -> dict[str, Any]:
    """The mark of an invented record; nothing on a real one."""
    return {"shown": record.is_simulated}


@register.inclusion_tag("ui/components/tier.html")
def tier_mark(tier: str) -> dict[str, Any]:
    """A tier as berries, with its name."""
    if not tier:
        return {"tier": ""}
    known = Tier(tier)
    return {"tier": known.value, "label": known.label, "full": TIER_BERRIES[known]}


@register.inclusion_tag("ui/components/badge.html")
def label_mark(status: str) -> dict[str, Any]:
    """A cluster's label status."""
    known = LabelStatus(status)
    return {"label": known.label, "tone": LABEL_TONES[known], "icon": ""}
