"""Write a regional table: all of its cells in one transaction, and nothing where the same was written before."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from grappe.analytics.pipelines import Report
from grappe.analytics.pipelines.stages import quiet
from grappe.analytics.sources.declared import Declared
from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.observatory.bridge.tables import Read, fingerprint_of, read_table
from grappe.apps.observatory.models import CodeName, RegionalCell, RegionalTable

FIGURES = ("sites", "squares", "location_quotient", "low", "high", "shrunk", "q_value")
COLUMNS = (
    "table_id", "year", "region", "industry", "amount", "sites", "squares", "quotient", "low", "high", "shrunk",
    "q_value", "earned", "stars",
)  # fmt: skip


class TablesNotAllowedError(RefusedError):
    """The person may not load regional tables."""


@dataclass(frozen=True)
class Loaded:
    """What became of a table; ``is_new`` is false where the same file had been loaded in the same way."""

    table: RegionalTable
    cells: int
    is_new: bool


def load_table(
    *, declared: Declared, folder: Path, by: User | None, report: Report = quiet, is_simulated: bool = False
) -> Loaded:
    """Read a declared file and put it in the place of what the table held."""
    if by is not None and not by.has_perm("observatory.load_tables"):
        raise TablesNotAllowedError(_("Only the programme office loads tables of regions."))
    fingerprint = fingerprint_of(declared, folder)
    held = RegionalTable.objects.filter(code=declared.code, fingerprint=fingerprint).first()
    if held is not None:
        return Loaded(held, held.cells.count(), is_new=False)
    read = read_table(declared, folder, work=settings.DATA_DIR / "observatory", report=report)
    with recorded(by=by, verb="load_regional_table"):
        table = write_table(declared, read, fingerprint=fingerprint, is_simulated=is_simulated)
        rows = read.provenance.get("rows", {})
        record_action(by=by, verb="load_regional_table", target=table, cells=read.rows.num_rows, rows=dict(rows))
    return Loaded(table, read.rows.num_rows, is_new=True)


@transaction.atomic
def write_table(declared: Declared, read: Read, *, fingerprint: str, is_simulated: bool) -> RegionalTable:
    years = sorted(set(read.rows["year"].to_pylist()), key=lambda year: -1 if year is None else year)
    values = {
        **{name: getattr(declared, name) for name in ("name_fr", "name_en", "publisher", "url", "licence")},
        "measure": declared.measure,
        "edition": declared.edition,
        "territory": read.provenance["territory"],
        "nomenclature": read.provenance["nomenclature"],
        "years": years,
        "industries": len(set(read.rows["industry"].to_pylist())),
        "is_simulated": is_simulated,
        "fingerprint": fingerprint,
        "provenance": dict(read.provenance),
    }
    table, _created = RegionalTable.objects.update_or_create(code=declared.code, defaults=values)
    table.cells.all().delete()
    write_cells(table, read.rows.to_pylist())
    regions = {*read.rows["region"].to_pylist(), *read.provenance["without_figures"]}
    write_names(table.territory, read.regions, regions)
    write_names(table.nomenclature, read.industries, set(read.rows["industry"].to_pylist()))
    return table


def write_cells(table: RegionalTable, rows: Iterable[Mapping[str, Any]]) -> None:
    """By COPY: a table by state and industry has tens of thousands of cells."""
    target = RegionalCell._meta.db_table
    with connection.cursor() as cursor, cursor.copy(f'COPY "{target}" ({", ".join(COLUMNS)}) FROM STDIN') as copy:
        for row in as_written(table, rows):
            copy.write_row(row)


def as_written(table: RegionalTable, rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        earned = row["earned"] or ""
        named = (table.pk, row["year"], row["region"], row["industry"], row["jobs"])
        yield (*named, *(finite(row[name]) for name in FIGURES), earned, len(earned.split()))


def finite(value: float | None) -> float | None:
    """The database keeps what is not known as null, never as a number that is none."""
    return value if value is not None and math.isfinite(value) else None


def write_names(scheme: str, names: Mapping[str, Any], wanted: set[str]) -> None:
    rows = [
        CodeName(
            scheme=scheme,
            code=code,
            name_fr=one.name_fr,
            name_en=one.name_en,
            longitude=one.longitude,
            latitude=one.latitude,
        )
        for code, one in names.items()
        if code in wanted
    ]
    fields = ["name_fr", "name_en", "longitude", "latitude"]
    CodeName.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["scheme", "code"], update_fields=fields, batch_size=1000
    )
