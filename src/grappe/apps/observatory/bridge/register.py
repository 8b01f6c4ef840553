"""The register to Parquet, so that the analytics never reads the database: memberships."""

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from grappe.analytics.sources.declared import Declared
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Membership, Theme

MEMBERS = "register-members.parquet"
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


def written(table: pa.Table, path: Path) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.part.parquet")
    pq.write_table(table, part, compression="zstd")
    part.replace(path)


def theme_names() -> dict[str, tuple[str, str]]:
    return {one.code: (one.name_fr, one.name_en) for one in Theme.objects.all()}
