"""The register to Parquet, so that the analytics never reads the database: memberships of each year."""

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
# The programme's first clusters were named in July 2005.
FIRST_YEAR = 2005

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
    """Count memberships by year, region and theme, a cluster of several themes in each; how many are simulated.

    A year that is over is counted on its last day, this year today; the first is the programme's first, or the year
    of the first membership.
    """
    rows = Membership.objects.filter(organisation__department__region__kind=TerritoryKind.REGION).order_by()
    held: Counter[tuple[int, str, str]] = Counter()
    simulated = 0
    found = rows.values_list(
        "period", "organisation__department__region__code", "cluster__themes__code", "is_simulated"
    )
    for period, region, theme, made in found.iterator(chunk_size=CHUNK):
        if theme:
            years = years_in(period.lower, period.upper, today)
            held.update((year, region, theme) for year in years)
            simulated += bool(made and years)
    keys = sorted(held)
    counts = [float(held[key]) for key in keys]
    table = pa.table(
        {
            "year": pa.array([year for year, _region, _theme in keys], pa.int64()),
            "region": pa.array([region for _year, region, _theme in keys], pa.string()),
            "industry": pa.array([theme for _year, _region, theme in keys], pa.string()),
            "jobs": pa.array(counts, pa.float64()),
            "sites": pa.array(counts, pa.float64()),
        }
    )
    written(table, folder / MEMBERS)
    return len(keys), simulated


def years_in(begins: date | None, ends: date | None, today: date) -> list[int]:
    """The years of the programme on whose last day, this year today, a half-open period runs; none known, this one."""
    first = begins.year if begins else today.year
    days = [min(date(year, 12, 31), today) for year in range(max(first, FIRST_YEAR), today.year + 1)]
    return [day.year for day in days if (not begins or begins <= day) and (not ends or day < ends)]


def written(table: pa.Table, path: Path) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}.part.parquet")
    pq.write_table(table, part, compression="zstd")
    part.replace(path)


def theme_names() -> dict[str, tuple[str, str]]:
    return {one.code: (one.name_fr, one.name_en) for one in Theme.objects.all()}
