"""Conflicts about clusters and projects as the queue shows them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format, number_format

from grappe.apps.directory.models import ClusterConflict
from grappe.web.ui.templatetags.naming import country_name, in_language
from grappe.web.ui.values import ProposedRow


def contested_rows(conflicts: Iterable[Any]) -> list[ProposedRow]:
    """Each with the value held today beside the imported one."""
    return [
        ProposedRow(
            record=one,
            label=str(one.target._meta.get_field(one.field).verbose_name),
            held=readable(one.target, one.field, held_value(one)),
            offered=readable(one.target, one.field, one.offered),
        )
        for one in conflicts
    ]


def held_value(conflict: Any) -> Any:
    if isinstance(conflict, ClusterConflict) and conflict.field == "themes":
        return [in_language(theme) for theme in conflict.cluster.themes.all()]
    return getattr(conflict.target, conflict.field)


def readable(target: Model, field: str, value: Any) -> str:
    """A value as a person reads it, whether it is held or was written down."""
    if value in ("", None):
        return "—"
    column = target._meta.get_field(field)
    if isinstance(value, list):
        return ", ".join(value)
    if field == "country":
        return country_name(str(value))
    if column.get_internal_type() == "DateField":
        return date_format(value if isinstance(value, date) else date.fromisoformat(value), "DATE_FORMAT")
    if column.get_internal_type() == "DecimalField":
        return number_format(value, decimal_pos=2, force_grouping=True)
    return str(dict(getattr(column, "flatchoices", ())).get(value, value))
