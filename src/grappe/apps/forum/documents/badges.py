"""Badges as PDF."""

import io
import json
from collections.abc import Iterable
from datetime import timedelta
from importlib import resources
from typing import Any

import segno
import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import CategoryKind
from grappe.apps.forum.models import Edition, Registration
from grappe.apps.forum.phrases.categories import category_name
from grappe.kernel.countries import countries

# A colour and a drawing a kind: no two are alike when all is grey.
KINDS = {
    CategoryKind.MEMBER: ("#2b5d34", "full"),
    CategoryKind.FOREIGN_CLUSTER: ("#1d5471", "rising"),
    CategoryKind.INVESTOR: ("#7d590a", "dots"),
    CategoryKind.PUBLIC_BODY: ("#233a7c", "across"),
    CategoryKind.STUDENT: ("#9b2f14", "upright"),
    CategoryKind.PRESS: ("#6b1d4b", "squares"),
    CategoryKind.SPEAKER: ("#4b1034", "net"),
    CategoryKind.EXHIBITOR: ("#8a4b00", "falling"),
    CategoryKind.OTHER: ("#ffffff", "none"),
}


def badges_pdf(edition: Edition, people: Iterable[Registration], *, four: bool) -> bytes:
    """Badges in the order given: four on a sheet of A4 to be cut, or one on a page of A6 for a badge printer."""
    template = resources.files(__package__).joinpath("badges.typ").read_bytes()
    sheet = {
        "title": _("Forum %(year)d") % {"year": edition.year},
        "four": four,
        "simulated": edition.is_simulated,
        "kinds": {str(kind): drawing for kind, drawing in KINDS.items()},
        "people": [words_of(edition, one) for one in people],
    }
    pdf: bytes = typst.compile(template, sys_inputs={"sheet": json.dumps(sheet)}, ignore_system_fonts=True)
    return pdf


def words_of(edition: Edition, person: Registration) -> dict[str, Any]:
    with translation.override(person.language):
        return {
            "name": person.full_name or "–",
            "organisation": person.organisation_name or " ",
            "position": person.job_title or " ",
            "country": country_name(person.country) if person.country != edition.country else "",
            "category": category_name(person.category),
            "kind": person.category.kind,
            "number": _("N° %(number)s") % {"number": str(person.pk)},
            "when": when_and_where(edition),
            "simulated": _("simulated"),
            "qr": qr_drawing(person.code),
        }


def when_and_where(edition: Edition) -> str:
    if edition.days is None:
        return edition.place
    first, last = edition.days.lower, edition.days.upper - timedelta(days=1)
    days = date_format(first, "DATE_FORMAT")
    if last > first:
        days = f"{days} – {date_format(last, 'DATE_FORMAT')}"
    return " · ".join(part for part in (days, edition.place) if part)


def country_name(code: str) -> str:
    found = countries().get(code)
    if found is None:
        return code
    return found.name_en if translation.get_language() == "en" else found.name_fr


def qr_drawing(code: str) -> str:
    """A QR code that stands some dirt: a quarter of it may be lost."""
    drawing = io.BytesIO()
    segno.make(code, error="q", micro=False, boost_error=False).save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()
