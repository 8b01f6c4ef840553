"""Commands that compute an indicator from a file of cells, as `grappe observatory cells` writes it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    import pyarrow as pa

    from grappe.analytics.pipelines.matrix import Matrix

CELLS = typer.Option(..., "--in", help="A Parquet file written by `grappe observatory cells`.")
OUT = typer.Option(..., "--out", help="A .parquet or .csv file; its provenance is written beside.")
YEAR = typer.Option(None, help="Which year, where the file has several.")


Compute = Callable[["Matrix"], "pa.Table"]


def register(app: typer.Typer) -> None:
    """Add the commands to the observatory's."""
    app.command("lq")(quotients)
    app.command("stars")(stars)
    app.command("strong")(strong)
    app.command("indices")(indices)
    app.command("shift-share")(shift_share)
    app.command("eci")(eci)
    app.command("eg")(eg)


def quotients(
    cells: Path = CELLS,
    out: Path = OUT,
    *,
    year: int | None = YEAR,
    confidence: float = typer.Option(0.95, help="Of the intervals."),
    minimum_jobs: float = typer.Option(0, help="Below these jobs a cell is marked as not to be shown."),
    minimum_sites: float = typer.Option(0, help="The same for establishments."),
) -> None:
    """Location quotients with intervals, values shrunk for small cells, and tests corrected for their number."""
    asked = {"confidence": confidence, "minimum_jobs": minimum_jobs, "minimum_sites": minimum_sites}

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators

        return indicators.quotients(
            matrix, confidence=confidence, minimum_jobs=minimum_jobs, minimum_sites=minimum_sites
        )

    _compute("lq", (cells, out), year, asked, compute)


def stars(
    cells: Path = CELLS,
    out: Path = OUT,
    *,
    year: int | None = YEAR,
    edition: str = typer.Option("eco-2007", help="Whose rules: eu10-2006, eco-2007, panorama-2014 ..."),
) -> None:
    """Stars of every region's industries in the rules of one edition of the European observatories."""

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators

        return indicators.starred(matrix, edition)

    _compute("stars", (cells, out), year, {"edition": edition}, compute)


def strong(
    cells: Path = CELLS,
    out: Path = OUT,
    *,
    year: int | None = YEAR,
    top: float = typer.Option(0.25, help="The share of regions that count as strong, by quotient."),
    minimum_jobs: float = typer.Option(0, help="A cell below is never strong."),
) -> None:
    """Strong clusters in the manner of US Cluster Mapping."""

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators

        return indicators.strong(matrix, top=top, minimum_jobs=minimum_jobs)

    _compute("strong", (cells, out), year, {"top": top, "minimum_jobs": minimum_jobs}, compute)


def indices(cells: Path = CELLS, out: Path = OUT, *, year: int | None = YEAR) -> None:
    """Krugman, Gini, Herfindahl, entropy, Theil and Hachman of every region."""

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators

        return indicators.profiles(matrix)

    _compute("indices", (cells, out), year, {}, compute)


def eci(cells: Path = CELLS, out: Path = OUT, *, year: int | None = YEAR) -> None:
    """Economic complexity and fitness of every region, with the spectral gap."""

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators

        return indicators.complex_regions(matrix)

    _compute("eci", (cells, out), year, {}, compute)


def eg(cells: Path = CELLS, out: Path = OUT, *, year: int | None = YEAR) -> None:
    """Concentration of every industry beyond its plants: Ellison-Glaeser and Maurel-Sedillot."""

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators

        return indicators.concentrated(matrix)

    _compute("eg", (cells, out), year, {}, compute)


def shift_share(
    cells: Path = CELLS,
    out: Path = OUT,
    *,
    start: int = typer.Option(..., help="First year."),
    end: int = typer.Option(..., help="Last year."),
) -> None:
    """Growth between two years: the nation's, the mix of industries, the region's own."""

    def compute(matrix: "Matrix") -> "pa.Table":
        from grappe.analytics.pipelines import indicators
        from grappe.analytics.pipelines.matrix import matrix_of

        return indicators.shares_of_change(matrix_of(cells, start), matrix)

    _compute("shift-share", (cells, out), end, {"start": start, "end": end}, compute)


def _compute(name: str, files: tuple[Path, Path], year: int | None, asked: dict[str, Any], compute: Compute) -> None:
    from grappe.analytics.pipelines import provenance_of, write_result
    from grappe.analytics.pipelines.matrix import matrix_of
    from grappe.analytics.pipelines.provenance import made_by
    from grappe.analytics.sources.files import hash_of, input_of

    cells, out = files
    with _explained():
        input_of(str(cells))
        matrix = matrix_of(cells, year)
        table = compute(matrix)
        provenance = {
            "made_by": made_by(),
            "indicator": name,
            "parameters": {"year": matrix.year, **asked},
            "inputs": {cells.name: hash_of(cells)},
            "rows": {"regions": len(matrix.regions), "industries": len(matrix.industries), "out": table.num_rows},
            "cells": provenance_of(cells),
        }
        write_result(table, out, provenance)
    typer.echo(
        f"{len(matrix.regions):,} regions, {len(matrix.industries):,} industries: {table.num_rows:,} rows in {out}, "
        "provenance beside it."
    )


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, KeyError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
