"""Up to ten regions side by side: the industries that tell them apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from grappe.apps.observatory.models import CodeName, RegionalCell, RegionalTable
from grappe.apps.observatory.queries.tables import names_of, tables_listed, year_of
from grappe.web.public.observatory.asked import MOST_COMPARED, year_in_text
from grappe.web.public.observatory.unmet import unmet_regions, unmet_table_and_year
from grappe.web.ui.templatetags.naming import in_language

INDUSTRIES = 20


@dataclass(frozen=True)
class Side:
    """One region of the comparison."""

    code: str
    name: str
    amount: float
    strong: int


@dataclass(frozen=True)
class Row:
    """One industry, and its cell in each region in order; None where the region has none."""

    code: str
    name: str
    cells: list[RegionalCell | None]


@dataclass(frozen=True)
class Comparison:
    table: RegionalTable | None
    year: int | None
    sides: list[Side]
    rows: list[Row]
    names: dict[str, CodeName]
    tables: list[RegionalTable]
    unmet: list[str] = field(default_factory=list)

    @property
    def chosen(self) -> list[str]:
        return [one.code for one in self.sides]


def comparison_of(data: QueryDict) -> Comparison:
    """What the address asks to compare; what cannot be is told."""
    tables = [one for one in tables_listed() if one.has_industries]
    table = next((one for one in tables if one.code == data.get("table")), tables[0] if tables else None)
    if table is None:
        return Comparison(None, None, [], [], {}, tables)
    year = year_of(table, year_in_text(data.get("year", "")))
    names = names_of(table.territory)
    asked = list(dict.fromkeys(code for code in data.getlist("region") if code))
    wanted = [code for code in asked if code in names][:MOST_COMPARED]
    unmet = unmet_table_and_year(data, table, year=year) + unmet_regions(asked, names, most=MOST_COMPARED)
    held: dict[str, dict[str, RegionalCell]] = {code: {} for code in wanted}
    for cell in RegionalCell.objects.filter(table=table, year=year, region__in=wanted):
        held[cell.region][cell.industry] = cell
    sides = [side_of(code, held[code], names) for code in wanted]
    return Comparison(table, year, sides, list(rows_of(table, held)), names, tables, unmet)


def side_of(code: str, cells: dict[str, RegionalCell], names: dict[str, CodeName]) -> Side:
    strong = sum(cell.low is not None and cell.low > 1 for cell in cells.values())
    return Side(code, in_language(names[code]), sum(cell.amount for cell in cells.values()), strong)


def rows_of(table: RegionalTable, held: dict[str, dict[str, RegionalCell]]) -> Iterator[Row]:
    """The industries in which one of the regions is most surely specialised."""
    best: dict[str, float] = {}
    for cells in held.values():
        for industry, cell in cells.items():
            best[industry] = max(best.get(industry, 0), cell.low or 0)
    industries: dict[str, Any] = names_of(table.nomenclature)
    for code in sorted(best, key=lambda one: (-best[one], one))[:INDUSTRIES]:
        name = in_language(industries[code]) if code in industries else code
        yield Row(code, name, [cells.get(code) for cells in held.values()])
