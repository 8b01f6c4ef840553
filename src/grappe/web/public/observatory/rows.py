"""Ranked regions with their names and addresses, and what a map draws of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format

from grappe.apps.observatory.models import CodeName, RegionalTable
from grappe.apps.observatory.queries.tables import Ranked
from grappe.web.public.observatory.map_figures import Figure
from grappe.web.ui.templatetags.naming import in_language

LEAST_WHOLE = 1000


@dataclass(frozen=True)
class NamedRow:
    """A ranked region with its name and the address of its page."""

    ranked: Ranked
    name: str
    address: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ranked, name)


def named(table: RegionalTable, rows: Iterable[Ranked], names: dict[str, CodeName]) -> Iterator[NamedRow]:
    for one in rows:
        name = in_language(names[one.code]) if one.code in names else one.code
        yield NamedRow(one, name, reverse("public:region", args=[table.territory, one.code]))


def figure_of(one: NamedRow, *, by_quotient: bool) -> Figure:
    value = (one.quotient or 0) if by_quotient else one.amount
    digits = 2 if by_quotient or value < LEAST_WHOLE else 0
    told = number_format(value, digits, use_l10n=True, force_grouping=True)
    return Figure(one.code, f"{one.name}: {told}", value, one.address)
