"""From files of any layout to cells of regions by industries, with an account of every row."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from grappe.analytics.backends.backend import Backend, Tell
from grappe.analytics.pipelines.counting import Rows, counted
from grappe.analytics.pipelines.judging import Account, Read, account_of
from grappe.analytics.pipelines.provenance import made_by
from grappe.analytics.pipelines.recoding import recoded, with_quotients
from grappe.analytics.pipelines.repeats import Repeats, without_repeats
from grappe.analytics.pipelines.request import Request
from grappe.analytics.pipelines.stages import Report, Stages, Step, quiet
from grappe.analytics.sources.eurostat import converted, is_eurostat
from grappe.analytics.sources.faults import OnBad, UnknownLayoutError
from grappe.analytics.sources.files import Input, hash_of, input_of
from grappe.analytics.sources.layout import Layout, Shape
from grappe.analytics.sources.layouts import EUROSTAT, EUROSTAT_FIGURES, layout_named, layout_of

# Eurostat's dimensions beside region, activity and time: figures of two of their codes must not be added up.
SINGLE = ("unit", "indic_sb", "sizeclas", "sex", "age", "wstatus", "freq", "input_var_code")


@dataclass(frozen=True)
class Built:
    """Cells that were built.

    Parameters
    ----------
    path : Parquet file of year, region, industry, jobs, sites, squares, bounds and location quotient.
    provenance : what they were made from, and the account of rows.
    """

    path: Path
    provenance: Mapping[str, Any]


def build_cells(request: Request, backend: Backend, folder: Path, report: Report = quiet) -> Built:
    """Read files into cells.

    Parameters
    ----------
    request : which files, and in which codes.
    backend : computes.
    folder : where finished stages are kept.
    report : is told what is being done.

    Returns
    -------
    Built
        The cells with their provenance.

    Raises
    ------
    SourceError
        A file cannot be read, or holds rows that `request.on_bad` refuses: the message names and locates them.
    """
    stages = Stages(folder, report)
    files = _as_read(input_of(request.pattern), folder)
    layout = layout_named(request.layout) if request.layout else layout_of(files.header, files.files[0].name)
    if request.columns:
        layout = dataclasses.replace(
            layout, columns={**layout.columns, **{target: (name,) for target, name in request.columns.items()}}
        )
    layout.refuse_other(files.header, files.files[0].name)
    report(Step("hashing", None))
    hashes = input_of(request.pattern).hashes()
    key = {"inputs": hashes, "layout": layout.code, "columns": request.columns, "where": request.where}
    rows = _rows_of(backend, files, layout, request.where)
    _refuse_mixtures(backend, rows, files.files[0].name)
    repeats = _repeats(backend, rows, report)
    used = repeats.rows if repeats and request.on_bad is not OnBad.REFUSE else rows
    tell = _teller(report, "counting")
    counting = {**key, "alone": used is not rows}
    raw_path = stages.run("counting", counting, lambda path: backend.write(counted(used), path, tell))
    raw = backend.read_parquet(str(raw_path))
    read = Read(layout, files, lambda path: _rows_of(backend, _one(files, path), layout, request.where), repeats)
    account = account_of(backend, raw, request, read)
    if request.concordance:
        key["concordance"] = hash_of(request.concordance)
    final = stages.run(
        "cells",
        {**key, **request.record(), "territory": account.territory, "nomenclature": account.nomenclature},
        lambda path: backend.write(
            with_quotients(backend, recoded(backend, raw, account.regions, account.industries, request.on_bad)),
            path,
            _teller(report, "cells"),
        ),
    )
    return Built(final, _provenance(backend, hashes, layout, request, account))


def _provenance(
    backend: Backend, hashes: Mapping[str, str], layout: Layout, request: Request, account: Account
) -> dict[str, Any]:
    return {
        "made_by": made_by(),
        "engine": backend.version(),
        "inputs": dict(hashes),
        "source": layout.title,
        "layout": layout.code,
        "territory": account.territory,
        "nomenclature": account.nomenclature,
        "parameters": request.record(),
        "size_classes": {code: [one.low, one.high, one.middle] for code, one in layout.bands.items()},
        "rows": account.rows,
        "repeats": account.repeats,
        "troubles": [one.record() for one in account.troubles],
    }


def _as_read(files: Input, folder: Path) -> Input:
    """Eurostat's own formats are brought to Parquet first."""
    if files.is_parquet or len(files.files) > 1 or not is_eurostat(files.files[0]):
        return files
    folder.mkdir(parents=True, exist_ok=True)
    return input_of(str(converted(files.files[0], folder)))


def _one(files: Input, path: Path) -> Input:
    return dataclasses.replace(files, pattern=str(path), files=(path,))


def _rows_of(backend: Backend, files: Input, layout: Layout, where: Mapping[str, str]) -> Rows:
    table = (
        backend.read_parquet(files.pattern)
        if files.delimiter is None
        else backend.read_csv(files.pattern, files.delimiter)
    )
    for name, value in where.items():
        if name not in table.columns:
            raise UnknownLayoutError(f"{files.files[0].name}: no column {name} to look at (--where {name}={value}).")
        table = table.filter(table[name].cast("string") == value)
    columns = layout.found_in(files.header)
    bands = layout.bands_in(files.header) if layout.shape is Shape.COUNTS else {}
    sound = layout.shape is Shape.SITES and "jobs" in columns and files.states_no_fault(columns["jobs"])
    return Rows(table, layout, columns, bands, sound=sound)


def _refuse_mixtures(backend: Backend, rows: Rows, file: str) -> None:
    """Two units or two sexes must not be added up."""
    held = [name for name in rows.table.columns if name.casefold() in SINGLE]
    if rows.layout.code not in {EUROSTAT.code, EUROSTAT_FIGURES.code} or not held:
        return
    counts = backend.fetch(rows.table.aggregate(**{name: rows.table[name].nunique() for name in held})).to_pylist()[0]
    mixed = [name for name in held if counts[name] > 1]
    if mixed:
        raise UnknownLayoutError(
            f"{file}: {', '.join(mixed)} has several values, whose figures must not be added up: "
            f"choose one with --where {mixed[0]}=VALUE."
        )


def _repeats(backend: Backend, rows: Rows, report: Report) -> Repeats | None:
    if "key" not in rows.columns or rows.layout.shape is not Shape.SITES:
        return None
    report(Step("looking for repeated rows", None))
    return without_repeats(backend, rows)


def _teller(report: Report, stage: str) -> Tell:
    return lambda share: report(Step(stage, share))


def read_cells(path: Path) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a file of cells one by one."""
    for batch in pq.ParquetFile(path).iter_batches():
        yield from batch.to_pylist()
