"""Everything the page of one industry shows: how concentrated it is, where, how surely and since when."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from grappe.apps.observatory.models import CodeName, RegionalTable
from grappe.apps.observatory.queries.industries import IndustryYear, industry_course, strong_since
from grappe.apps.observatory.queries.tables import names_of, ranking, tables_listed
from grappe.web.public.observatory.charts import Bars, Line, bars_of, line_of
from grappe.web.public.observatory.map_features import map_context
from grappe.web.public.observatory.map_figures import map_of
from grappe.web.public.observatory.rows import NamedRow, figure_of, named
from grappe.web.ui.templatetags.naming import in_language

SHOWN = 12


@dataclass(frozen=True)
class TopRow:
    """A region of the industry, with the year since which it is surely specialised."""

    row: NamedRow
    since: int | None


def industry_name(industry: str, names: dict[str, CodeName]) -> str:
    return in_language(names[industry]) if industry in names else industry


def page_of(table: RegionalTable, industry: str, *, year: int | None) -> dict[str, Any] | None:
    """Nothing where the table has no such industry."""
    course = industry_course(table, industry=industry)
    held = next((one for one in course if one.year == year), course[-1] if course else None)
    if held is None:
        return None
    names = names_of(table.territory)
    ranked = ranking(table, year=held.year, industry=industry, by="quotient" if table.has_industries else "amount")
    rows = list(named(table, ranked, names))
    since = strong_since(table, industry=industry, until=held.year)
    top = [TopRow(one, since.get(one.code)) for one in rows[:SHOWN]]
    figures = [figure_of(one, by_quotient=True) for one in rows]
    query = f"?table={table.code}&industry={industry}&figure=quotient" + (f"&year={held.year}" if held.year else "")
    return {
        "held": held,
        "course": course,
        "years": [one.year for one in reversed(course)],
        "top": top,
        "all_regions": held.all_regions,
        "sure": sum(one.is_sure for one in ranked),
        "chart": chart_of([one.row for one in top]),
        "amounts": line_of([(one.year, one.amount) for one in course if one.year is not None]),
        "ginis": ginis_of(course),
        **map_context(query, map_of(table.territory, figures, names, shaded=True)),
        "tile_url": settings.TILE_URL,
        "ranking": f"{reverse('public:regions')}{query}",
        "others": others_with(table, industry),
    }


def chart_of(rows: list[NamedRow]) -> Bars | None:
    return bars_of([(one.name, one.quotient or 0, one.low or 0, one.high or 0) for one in rows if one.low is not None])


def ginis_of(course: list[IndustryYear]) -> Line | None:
    held = [(one.year, one.concentration.gini) for one in course if one.year and one.concentration]
    return line_of([(year, gini) for year, gini in held if gini is not None])


def others_with(table: RegionalTable, industry: str) -> list[tuple[RegionalTable, str]]:
    """Other tables in the same nomenclature that know the industry."""
    alike = [one for one in tables_listed() if one.pk != table.pk and one.nomenclature == table.nomenclature]
    return [
        (one, reverse("public:industry", args=[one.code, industry]))
        for one in alike
        if one.has_industries and one.cells.filter(industry=industry).exists()
    ]
