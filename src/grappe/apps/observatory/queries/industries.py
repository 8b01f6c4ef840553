"""What the page of one industry asks: how concentrated it is, year by year, and since when each region is strong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from grappe.apps.observatory.bridge.concentration import Concentration, concentration_of
from grappe.apps.observatory.models import RegionalCell, RegionalTable
from grappe.apps.observatory.queries.tables import first_of


@dataclass(frozen=True)
class IndustryYear:
    """One industry in one year: its amount in all regions, and how concentrated it is."""

    year: int | None
    amount: float
    share: float
    regions: int
    all_regions: int
    sites: float | None
    concentration: Concentration | None

    @property
    def percent(self) -> float:
        return 100 * self.share


def industry_course(table: RegionalTable, *, industry: str) -> list[IndustryYear]:
    """The table's years in order; those without the industry are left out."""
    own = Q(industry=industry)
    rows = (
        RegionalCell.objects.filter(table=table)
        .order_by()
        .values("year", "region")
        .annotate(
            whole=Sum("amount"),
            own=Sum("amount", filter=own, default=0.0),
            plants=Sum("squares", filter=own),
            unsquared=Count("pk", filter=own & Q(squares__isnull=True, amount__gt=0)),
            counted=Sum("sites", filter=own),
        )
        .order_by("year", "region")
    )
    held: dict[int | None, list[Mapping[str, Any]]] = {}
    for row in rows:
        held.setdefault(row["year"], []).append({**row})
    return [year_of_industry(year, cells) for year, cells in held.items() if any(one["own"] for one in cells)]


def year_of_industry(year: int | None, cells: list[Mapping[str, Any]]) -> IndustryYear:
    amounts, totals = [one["own"] for one in cells], [one["whole"] for one in cells]
    whole = not any(one["unsquared"] for one in cells)
    squares = sum(one["plants"] or 0 for one in cells) if whole else None
    sites = [one["counted"] for one in cells if one["counted"] is not None]
    return IndustryYear(
        year=year,
        amount=sum(amounts),
        share=sum(amounts) / sum(totals),
        regions=sum(one > 0 for one in amounts),
        all_regions=len(cells),
        sites=sum(sites) if sites else None,
        concentration=concentration_of(amounts, totals, squares or None),
    )


def strong_since(table: RegionalTable, *, industry: str, until: int | None) -> dict[str, int]:
    """By region, the first year from which every later one up to ``until`` shows it as surely specialised."""
    years = sorted(year for year in table.years if year is not None and until is not None and year <= until)
    rows = RegionalCell.objects.filter(table=table, industry=industry, low__gt=1)
    held: dict[str, set[int]] = {}
    for region, year in rows.values_list("region", "year"):
        if year is not None:
            held.setdefault(region, set()).add(year)
    return {region: first_of(years, found) for region, found in held.items() if years and years[-1] in found}
