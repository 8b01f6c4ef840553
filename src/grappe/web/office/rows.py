"""Rows of the office's lists, made readable."""

from dataclasses import dataclass
from typing import Any

from grappe.apps.directory.fields import EDITABLE, column_of
from grappe.web.ui.values import readable


@dataclass(frozen=True)
class ProposedRow:
    """A value offered beside the one held now."""

    record: Any
    label: str
    held: str
    offered: str


def correction_rows(records: list[Any]) -> list[ProposedRow]:
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
