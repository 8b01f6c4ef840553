"""What the page of one cluster tells of its strength: its industries in its territory, patents, participations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from grappe.apps.directory.models import Cluster
from grappe.apps.observatory.models import TOTAL, CodeName, RegionalTable
from grappe.apps.observatory.queries.clusters import (
    Standing,
    member_groups,
    parts_of_members,
    standings,
    territory_of,
)
from grappe.apps.observatory.queries.networks import place_of_cluster
from grappe.apps.observatory.queries.tables import Ranked, names_of, ranking, tables_listed
from grappe.web.ui.templatetags.naming import in_language

SHOWN = 12
PATENTS = "patents_per_million"


@dataclass(frozen=True)
class NamedStanding:
    """One industry of the cluster in one region, with names and addresses."""

    standing: Standing
    region: str
    region_address: str
    industry: str
    industry_address: str


@dataclass(frozen=True)
class Strength:
    """What one table says of the cluster's industries."""

    table: RegionalTable
    year: int | None
    rows: list[NamedStanding]
    left_out: int

    @property
    def has_shares(self) -> bool:
        return any(one.standing.share_of_sites is not None for one in self.rows)


@dataclass(frozen=True)
class Patents:
    """Patents of one region of the cluster, and its place among the regions."""

    table: RegionalTable
    region: str
    address: str
    place: Ranked
    regions: int


def strength_of(cluster: Cluster, *, today: date) -> dict[str, Any]:
    territory = territory_of(cluster)
    held = [one for one in tables_listed() if one.territory in territory]
    names = {version: names_of(version) for version in {one.territory for one in held}}
    groups = member_groups(cluster, today=today) if any(one.has_industries for one in held) else []
    strengths = []
    for table in held:
        if table.has_industries:
            found = standings(table, cluster, regions=territory[table.territory], groups=groups)
            if found:
                strengths.append(strength_in(table, found, names[table.territory]))
    patents = [
        one
        for table in held
        if table.measure == PATENTS
        for one in patents_in(table, territory[table.territory], names[table.territory])
    ]
    parts = parts_of_members(cluster, today=today)
    return {
        "strengths": strengths,
        "patents": patents,
        "parts": parts,
        "regions": regions_of(territory, names),
        "network": place_of_cluster(cluster),
    }


def strength_in(table: RegionalTable, found: list[Standing], regions: Mapping[str, CodeName]) -> Strength:
    industries = names_of(table.nomenclature)
    rows = [
        NamedStanding(
            one,
            name_in(regions, one.cell.region),
            reverse("public:region", args=[table.territory, one.cell.region]),
            name_in(industries, one.cell.industry),
            reverse("public:industry", args=[table.code, one.cell.industry]),
        )
        for one in found[:SHOWN]
    ]
    return Strength(table, table.last_year, rows, max(len(found) - SHOWN, 0))


def patents_in(table: RegionalTable, codes: list[str], names: Mapping[str, CodeName]) -> list[Patents]:
    rows = ranking(table, year=table.last_year, industry=TOTAL, by="amount")
    return [
        Patents(
            table, name_in(names, one.code), reverse("public:region", args=[table.territory, one.code]), one, len(rows)
        )
        for one in rows
        if one.code in codes
    ]


def regions_of(
    territory: Mapping[str, list[str]], names: Mapping[str, Mapping[str, CodeName]]
) -> list[tuple[str, str, str]]:
    """Version, code and name of the regions whose pages say more: those of today where they are known."""
    for version in sorted(territory, key=lambda one: one != "fr-2016"):
        return [(version, code, name_in(names.get(version, {}), code)) for code in territory[version]]
    return []


def name_in(names: Mapping[str, CodeName], code: str) -> str:
    return in_language(names[code]) if code in names else code
