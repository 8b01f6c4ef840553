"""What the pages ask of regional tables: which there are, their codes' names, rankings and strengths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Sum

from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import TOTAL, CodeName, RegionalCell, RegionalTable

# The version of the territory that a French officer asks about first.
FIRST_TERRITORY = TerritoryVersion.FR_2016


def tables_listed() -> list[RegionalTable]:
    """All tables: regions of today first, those with industries before single figures."""
    held = RegionalTable.objects.defer("provenance")
    return sorted(held, key=lambda one: (one.territory != FIRST_TERRITORY, not one.has_industries, one.code))


def tables_of(territory: str) -> list[RegionalTable]:
    return [one for one in tables_listed() if one.territory == territory]


def names_of(scheme: str) -> dict[str, CodeName]:
    return {one.code: one for one in CodeName.objects.filter(scheme=scheme)}


@dataclass(frozen=True)
class Ranked:
    """One region in a ranking; ``best`` and ``worst`` are the places that the intervals leave open."""

    place: int
    best: int
    worst: int
    code: str
    amount: float
    sites: float | None
    quotient: float | None
    low: float | None
    high: float | None
    stars: int
    earned: str

    @property
    def is_sure(self) -> bool:
        """Whether the interval says that the industry is over-represented."""
        return self.low is not None and self.low > 1


def year_of(table: RegionalTable, asked: int | None) -> int | None:
    """The year asked for if the table has it, else its last."""
    return asked if asked in table.years else table.last_year


def ranking(table: RegionalTable, *, year: int | None, industry: str, by: str) -> list[Ranked]:
    """Regions by amount or by quotient, the greatest first; all industries together when none is named."""
    wanted = industry or (TOTAL if not table.has_industries else "")
    rows = cells_of(table, year=year, industry=wanted) if wanted else sums_of(table, year=year)
    key = "quotient" if by == "quotient" and wanted else "amount"
    rows.sort(key=lambda row: (-(row[key] or 0), str(row["region"])))
    return [ranked(place, row, rows, key) for place, row in enumerate(rows, start=1)]


def cells_of(table: RegionalTable, *, year: int | None, industry: str) -> list[dict[str, Any]]:
    names = ("region", "amount", "sites", "quotient", "low", "high", "stars", "earned")
    return list(RegionalCell.objects.filter(table=table, year=year, industry=industry).values(*names))


def sums_of(table: RegionalTable, *, year: int | None) -> list[dict[str, Any]]:
    rows = RegionalCell.objects.filter(table=table, year=year).order_by().values("region")
    bare = {"quotient": None, "low": None, "high": None, "stars": 0, "earned": ""}
    return [{**row, **bare} for row in rows.annotate(amount=Sum("amount"), sites=Sum("sites"))]


def ranked(place: int, row: Mapping[str, Any], rows: list[dict[str, Any]], key: str) -> Ranked:
    best, worst = (place, place) if key == "amount" else places(row, rows)
    values = {name: value for name, value in row.items() if name != "region"}
    return Ranked(place=place, best=best, worst=worst, code=str(row["region"]), **values)


def places(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """The places that are possible while intervals overlap."""
    held = [(one["low"], one["high"]) for one in rows if one["low"] is not None and one["high"] is not None]
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return len(held), len(held)
    above = sum(other > high for other, _high in held)
    below = sum(other < low for _low, other in held)
    return above + 1, len(held) - below


def strengths(table: RegionalTable, *, region: str, year: int | None, count: int) -> list[RegionalCell]:
    """The industries in which a region is surely specialised, the shrunk quotient's greatest first."""
    rows = RegionalCell.objects.filter(table=table, region=region, year=year, low__gt=1)
    return list(rows.order_by(F("shrunk").desc(nulls_last=True), "industry")[:count])


def since(table: RegionalTable, *, region: str, industries: Iterable[str], until: int | None) -> dict[str, int]:
    """By industry, the first year from which every later one up to ``until`` shows it as surely specialised."""
    years = sorted(year for year in table.years if year is not None and until is not None and year <= until)
    rows = RegionalCell.objects.filter(table=table, region=region, industry__in=list(industries), low__gt=1)
    held: dict[str, set[int]] = {}
    for industry, year in rows.values_list("industry", "year"):
        if year is not None:
            held.setdefault(industry, set()).add(year)
    return {code: first_of(years, found) for code, found in held.items() if years and years[-1] in found}


def first_of(years: list[int], found: set[int]) -> int:
    first = years[-1]
    for year in reversed(years):
        if year not in found:
            break
        first = year
    return first


@dataclass(frozen=True)
class Alike:
    """Another region and Krugman's distance of its industries' shares: 0 the same, 2 nothing in common."""

    code: str
    distance: float


def regions_alike(table: RegionalTable, *, region: str, year: int | None, count: int) -> list[Alike]:
    """The regions whose industries' shares are nearest."""
    shares = shares_by_region(table, year=year)
    own = shares.pop(region, None)
    if own is None:
        return []
    found = [Alike(code, krugman(own, other)) for code, other in shares.items()]
    return sorted(found, key=lambda one: (one.distance, one.code))[:count]


def shares_by_region(table: RegionalTable, *, year: int | None) -> dict[str, dict[str, float]]:
    held: dict[str, dict[str, float]] = {}
    rows = RegionalCell.objects.filter(table=table, year=year).values_list("region", "industry", "amount")
    for region, industry, amount in rows:
        held.setdefault(region, {})[industry] = amount
    totals = {region: sum(amounts.values()) for region, amounts in held.items()}
    return {
        region: {code: amount / totals[region] for code, amount in amounts.items()}
        for region, amounts in held.items()
        if totals[region]
    }


def krugman(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(abs(one.get(code, 0) - other.get(code, 0)) for code in one.keys() | other.keys())


def series(table: RegionalTable, *, region: str, industry: str) -> list[tuple[int, float]]:
    """Year and amount, in order."""
    rows = RegionalCell.objects.filter(table=table, region=region, industry=industry, year__isnull=False)
    return [(year or 0, amount) for year, amount in rows.order_by("year").values_list("year", "amount")]
