"""Everything the page of one region shows: what it is strong in, since when, whom it resembles, its figures."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Cluster, Territory
from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import TOTAL, CodeName, RegionalCell, RegionalTable
from grappe.apps.observatory.queries.tables import (
    Alike,
    Ranked,
    names_of,
    ranking,
    regions_alike,
    series,
    since,
    strengths,
    tables_of,
)
from grappe.web.public.observatory.charts import Bars, Line, bars_of, line_of
from grappe.web.ui.templatetags.naming import in_language

SHOWN = 10
ALIKE = 5
KINDS = {
    TerritoryVersion.FR_2016: TerritoryKind.REGION,
    TerritoryVersion.FR_BEFORE_2016: TerritoryKind.FORMER_REGION,
    TerritoryVersion.FR_DEPARTMENTS: TerritoryKind.DEPARTMENT,
}
VERSIONS = {kind: version for version, kind in KINDS.items()}


@dataclass(frozen=True)
class Strong:
    """An industry in which the region is surely specialised."""

    cell: RegionalCell
    name: str
    since: int | None


@dataclass(frozen=True)
class Strengths:
    """What one table says of the region."""

    table: RegionalTable
    year: int | None
    rows: list[Strong]
    chart: Bars | None
    alike: list[tuple[Alike, str]]
    compare: str


@dataclass(frozen=True)
class Course:
    """One figure of the region over the years."""

    table: RegionalTable
    points: list[tuple[int, float]]
    chart: Line | None
    place: Ranked | None
    regions: int
    digits: int


def region_name(territory: str, code: str, names: dict[str, CodeName]) -> str | None:
    """The region's name in the reader's language; None where no such region is known."""
    if code in names:
        return in_language(names[code])
    kind = KINDS.get(TerritoryVersion(territory))
    held = Territory.objects.filter(kind=kind, code=code).first() if kind else None
    return in_language(held) if held else None


def page_of(territory: str, code: str, names: dict[str, CodeName]) -> dict[str, Any]:
    tables = tables_of(territory)
    return {
        "strong": [strengths_in(one, code, names) for one in tables if one.has_industries],
        "courses": [course_of(one, code) for one in tables if not one.has_industries],
        "clusters": clusters_in(territory, code),
        "kin": kin_of(territory, code),
    }


def strengths_in(table: RegionalTable, code: str, names: dict[str, CodeName]) -> Strengths:
    year = table.last_year
    held = strengths(table, region=code, year=year, count=SHOWN)
    industries = names_of(table.nomenclature)
    began = since(table, region=code, industries=[one.industry for one in held], until=year)
    rows = [
        Strong(one, in_language(industries[one.industry]) if one.industry in industries else one.industry,
               began.get(one.industry))
        for one in held
    ]  # fmt: skip
    bars = bars_of([(one.name, one.cell.quotient or 0, one.cell.low or 0, one.cell.high or 0) for one in rows])
    alike = regions_alike(table, region=code, year=year, count=ALIKE)
    together = "&".join(f"region={one}" for one in [code, *(other.code for other in alike)])
    return Strengths(
        table, year, rows, bars,
        [(one, in_language(names[one.code]) if one.code in names else one.code) for one in alike],
        f"{reverse('public:compare')}?table={table.code}&{together}",
    )  # fmt: skip


def course_of(table: RegionalTable, code: str) -> Course:
    points = series(table, region=code, industry=TOTAL)
    rows = ranking(table, year=table.last_year, industry=TOTAL, by="amount")
    place = next((one for one in rows if one.code == code), None)
    return Course(table, points, line_of(points), place, len(rows), 1 if table.measure == "patents_per_million" else 0)


def clusters_in(territory: str, code: str) -> list[Cluster]:
    kind = KINDS.get(TerritoryVersion(territory))
    if kind is None:
        return []
    wanted = {"department__code": code} if kind == TerritoryKind.DEPARTMENT else {
        "territories__kind": kind, "territories__code": code,
    }  # fmt: skip
    return list(Cluster.objects.filter(**wanted).distinct().order_by("name_key"))


def kin_of(territory: str, code: str) -> list[tuple[str, str]]:
    """Name and address of the regions this one was made of, went into, or holds."""
    kind = KINDS.get(TerritoryVersion(territory))
    held = Territory.objects.filter(kind=kind, code=code).first() if kind else None
    if held is None:
        return []
    found = Territory.objects.none()
    if kind == TerritoryKind.REGION:
        former = Territory.objects.filter(former_departments__region=held)
        found = (former | Territory.objects.filter(region=held)).distinct()
    elif kind == TerritoryKind.FORMER_REGION:
        found = Territory.objects.filter(departments__former_region=held).distinct()
    else:
        found = Territory.objects.filter(pk__in=[held.region_id, held.former_region_id])
    name = "name_fr" if get_language() == "fr" else "name_en"
    return [
        (in_language(one), reverse("public:region", args=[VERSIONS[TerritoryKind(one.kind)], one.code]))
        for one in found.order_by("-kind", name)
    ]
