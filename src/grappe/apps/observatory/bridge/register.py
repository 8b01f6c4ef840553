"""The register to Parquet, so that the analytics never reads the database: memberships and participations."""

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from grappe.analytics.sources.declared import Declared
from grappe.apps.directory.enums import OrganisationKind, TerritoryKind
from grappe.apps.directory.models import Membership, Theme
from grappe.apps.observatory.queries.scoreboard import SME
from grappe.apps.projects.models import Participation

MEMBERS = "register-members.parquet"
PARTICIPATIONS = "register-participations.parquet"
NATIONAL = 100
CHUNK = 10_000

REGISTER_TABLE = Declared(
    code="register-members",
    file=MEMBERS,
    name_fr="Adhésions aux pôles par région et thème",
    name_en="Memberships of clusters by region and theme",
    publisher="Grappe",
    measure="members",
    request={"layout": "cells", "territory": "fr-2016"},
)


def write_members(folder: Path, *, today: date) -> tuple[int, int]:
    """Count memberships of the day by region and theme, a cluster of several themes in each; how many are simulated."""
    rows = Membership.objects.filter(
        period__contains=today, organisation__department__region__kind=TerritoryKind.REGION
    ).order_by()
    held: Counter[tuple[str, str]] = Counter()
    simulated = 0
    found = rows.values_list("organisation__department__region__code", "cluster__themes__code", "is_simulated")
    for region, theme, made in found.iterator(chunk_size=CHUNK):
        if theme:
            held[region, theme] += 1
            simulated += bool(made)
    keys = sorted(held)
    counts = [float(held[key]) for key in keys]
    table = pa.table(
        {
            "year": pa.array([today.year] * len(keys), pa.int64()),
            "region": pa.array([region for region, _theme in keys], pa.string()),
            "industry": pa.array([theme for _region, theme in keys], pa.string()),
            "jobs": pa.array(counts, pa.float64()),
            "sites": pa.array(counts, pa.float64()),
        }
    )
    written(table, folder / MEMBERS)
    return len(keys), simulated


def write_participations(folder: Path) -> int:
    """One row a participation, for the analytics and for indicators of networks."""
    rows = Participation.objects.order_by("project", "organisation").values_list(
        "project_id", "organisation_id", "organisation__country", "organisation__kind", "organisation__size_category",
        "organisation__department__region__code", "project__starts_on__year", "project__is_simulated",
    )  # fmt: skip
    columns: tuple[list[object], ...] = tuple([] for _ in range(8))
    for row in rows.iterator(chunk_size=CHUNK):
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    project, body, country, kind, size, region, year, simulated = columns
    small = [one == OrganisationKind.FIRM and held in SME for one, held in zip(kind, size, strict=True)]
    table = pa.table(
        {
            "project": pa.array(project, pa.int64()),
            "body": pa.array(body, pa.int64()),
            "country": pa.array(country, pa.string()),
            "kind": pa.array(kind, pa.string()),
            "is_sme": pa.array(small, pa.bool_()),
            "region": pa.array(region, pa.string()),
            "year": pa.array(year, pa.int32()),
            "is_simulated": pa.array(simulated, pa.bool_()),
        }
    )
    written(table, folder / PARTICIPATIONS)
    return len(project)


def written(table: pa.Table, path: Path) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.part.parquet")
    pq.write_table(table, part, compression="zstd")
    part.replace(path)


def theme_names() -> dict[str, tuple[str, str]]:
    return {one.code: (one.name_fr, one.name_en) for one in Theme.objects.all()}
