"""The values of an organisation as workspace and office show them: grouped, named and readable."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grappe.apps.directory.fields import EDITABLE, column_of
from grappe.apps.directory.models import Organisation
from grappe.kernel.countries import countries

GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Identity"), ("legal_name", "short_name", "kind", "activity_code", "website", "email_domain")),
    (_("Place"), ("street", "postcode", "city", "country", "longitude", "latitude")),
    (_("What it does"), ("capabilities_fr", "capabilities_en")),
    (_("Offers and needs"), ("offers_fr", "offers_en", "needs_fr", "needs_en")),
)


@dataclass(frozen=True)
class HeldValue:
    field: str
    label: str
    shown: str
    is_held: bool


def held_values(organisation: Organisation) -> list[tuple[str | Promise, list[HeldValue]]]:
    """Every editable value, in its group."""
    return [(title, [held_value(organisation, field) for field in fields]) for title, fields in GROUPS]


def held_value(organisation: Organisation, field: str) -> HeldValue:
    value = getattr(organisation, field)
    label = str(column_of(field).verbose_name)
    return HeldValue(field, label, readable(field, value), value not in {"", None})


def readable(field: str, value: Any) -> str:
    """A value of one field as a person reads it."""
    if value in {"", None}:
        return "—"
    if field == "country":
        known = countries().get(value)
        if known is None:
            return str(value)
        return known.name_en if get_language() == "en" else known.name_fr
    choices = dict(column_of(field).flatchoices) if field in EDITABLE else {}
    return str(choices.get(value, value))


@dataclass(frozen=True)
class ProposedRow:
    """A value offered beside the one held now."""

    record: Any
    label: str
    held: str
    offered: str


def proposed_rows(records: Iterable[Any]) -> list[ProposedRow]:
    """Corrections or conflicts, each with what the register holds today."""
    return [
        ProposedRow(
            record=one,
            label=str(column_of(one.field).verbose_name),
            held=readable(one.field, getattr(one.organisation, one.field)),
            offered=readable(one.field, one.offered),
        )
        for one in records
        if one.field in EDITABLE
    ]
