"""Where bad rows stand: a second look at the files, taken only when the count found some."""

from collections.abc import Callable, Iterator
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr import types as ir

from grappe.analytics.backends.backend import Backend
from grappe.analytics.pipelines.counting import Rows, in_use, jobs_of, number
from grappe.analytics.sources.faults import Place, Reason
from grappe.analytics.sources.files import Input
from grappe.analytics.sources.layout import Shape

FIRST = 3
LONGEST = 40
Reader = Callable[[Path], Rows]


def places_of(
    backend: Backend, files: Input, reader: Reader, reason: Reason, codes: tuple[str, ...] = ()
) -> tuple[Place, ...]:
    """Find the first rows with a fault.

    Parameters
    ----------
    backend : reads the files again, one after the other.
    files : the input.
    reader : from one file to its rows.
    reason : the fault looked for.
    codes : the codes at fault, where the fault is one of codes.

    Returns
    -------
    tuple
        At most `FIRST` places, in the order of the files.
    """
    found: list[Place] = []
    for path in files.files:
        found += list(_in_file(backend, path, reader(path), reason, codes, header=0 if files.is_parquet else 1))
        if len(found) >= FIRST:
            break
    return tuple(found[:FIRST])


def _in_file(
    backend: Backend, path: Path, rows: Rows, reason: Reason, codes: tuple[str, ...], *, header: int
) -> Iterator[Place]:
    numbered = backend.numbered(rows.table)
    again = Rows(numbered, rows.layout, rows.columns, rows.bands)
    shown = [
        *dict.fromkeys(
            rows.columns[name]
            for name in ("key", "region", "industry", "jobs", "band", "x", "y")
            if name in rows.columns
        )
    ]
    wrong = numbered.filter(_condition(again, reason, codes)).select("line", *shown).order_by("line").limit(FIRST)
    for row in _rows(backend.fetch(wrong)):
        line = row.pop("line")
        value = ", ".join(f"{name}={str(held)[:LONGEST]}" for name, held in row.items())
        yield Place(path.name, None if line is None else int(str(line)) + header, value)


def _rows(table: pa.Table) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


def _condition(rows: Rows, reason: Reason, codes: tuple[str, ...]) -> ir.BooleanValue:
    if reason in {Reason.NEGATIVE_JOBS, Reason.UNREADABLE_JOBS}:
        return _bad_jobs(rows, reason)
    if reason in {Reason.REPEATED_ROW, Reason.KEY_WITH_SEVERAL_ROWS}:
        return rows.table[rows.columns["key"]].cast("string").isin(list(codes))
    target = "industry" if "industry" in reason.value else "region"
    column = rows.table[rows.columns[target]].cast("string").fill_null("")
    return column.isin(list(codes)) if codes else column.strip() == ""


def _bad_jobs(rows: Rows, reason: Reason) -> ir.BooleanValue:
    if rows.layout.shape is Shape.COUNTS:
        held = [number(rows.table[name]) for name in rows.bands]
        bad = [one < 0 if reason is Reason.NEGATIVE_JOBS else one.isnull() for one in held]
        return ibis.or_(*bad)
    jobs = jobs_of(rows)[0]
    bad_one = jobs < 0 if reason is Reason.NEGATIVE_JOBS else jobs.isnull()
    used = in_use(rows)
    return bad_one if used is None else bad_one & used
