"""Cells as tables of regions by industries, the form the engines work on, and back to rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
from numpy.typing import NDArray

from grappe.analytics.sources.faults import SourceError

Floats = NDArray[np.float64]
# A table of this many cells takes about a gigabyte in the engines.
LARGEST = 10_000_000


@dataclass(frozen=True)
class Matrix:
    """Cells of one year.

    Parameters
    ----------
    year : the figures speak of; None where the source has none.
    regions, industries : codes in order.
    jobs : shape (regions, industries); 0 where the file has no cell.
    sites, squares : same shape; None where any cell lacks them.
    """

    year: int | None
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    jobs: Floats
    sites: Floats | None
    squares: Floats | None


def years_in(path: Path) -> list[int | None]:
    """Years of a file of cells, in order."""
    found = set(pq.read_table(path, columns=["year"])["year"].to_pylist())
    return sorted(found, key=lambda year: -1 if year is None else year)


def matrix_of(path: Path, year: int | None = None) -> Matrix:
    """Read one year of a file of cells.

    Parameters
    ----------
    path : as `build_cells` writes it.
    year : needed where the file has several.

    Returns
    -------
    Matrix
        Regions and industries in the order of their codes.

    Raises
    ------
    SourceError
        There are several years and none was named, or the one named is not there, or the table is too large.
    """
    years = years_in(path)
    if year is None and len(years) != 1:
        raise SourceError(f"The cells are of {', '.join(map(str, years))}: name one with --year.")
    wanted = years[0] if year is None else year
    if wanted not in years:
        raise SourceError(f"No cells of {wanted}; there are {', '.join(map(str, years))}.")
    table = pq.read_table(path)
    if wanted is not None:
        table = table.filter(pa.compute.equal(table["year"], wanted))
    return _matrix(table, wanted)


def _matrix(table: pa.Table, year: int | None) -> Matrix:
    regions, rows = np.unique(np.asarray(table["region"].to_pylist(), dtype=str), return_inverse=True)
    industries, columns = np.unique(np.asarray(table["industry"].to_pylist(), dtype=str), return_inverse=True)
    shape = (len(regions), len(industries))
    if shape[0] * shape[1] > LARGEST:
        raise SourceError(
            f"{shape[0]} regions by {shape[1]} industries are too many for this indicator: choose a coarser --level "
            "or --territory. `grappe observatory cells` gives location quotients of any number of cells."
        )

    def spread(name: str) -> Floats | None:
        if table[name].null_count:
            return None
        held = np.zeros(shape)
        held[rows, columns] = table[name].to_numpy()
        return held

    jobs = spread("jobs")
    if jobs is None:
        raise SourceError("Some cells have no jobs: read them with `grappe observatory cells` first.")
    return Matrix(year, tuple(regions.tolist()), tuple(industries.tolist()), jobs, spread("sites"), spread("squares"))


def rows_of_cells(matrix: Matrix, figures: Mapping[str, NDArray[np.generic]], *, all_cells: bool = False) -> pa.Table:
    """One row a cell.

    Parameters
    ----------
    matrix : names the cells.
    figures : name -> array of shape (regions, industries); NaN becomes null.
    all_cells : also those without jobs.

    Returns
    -------
    Table
        year, region, industry, jobs and the figures.
    """
    rows, columns = np.nonzero(np.ones_like(matrix.jobs) if all_cells else matrix.jobs > 0)
    held = {"jobs": matrix.jobs, **figures}
    return pa.table(
        {
            "year": pa.array([matrix.year] * len(rows), pa.int64()),
            "region": pa.array(np.array(matrix.regions)[rows]),
            "industry": pa.array(np.array(matrix.industries)[columns]),
            **{name: pa.array(values[rows, columns], from_pandas=True) for name, values in held.items()},
        }
    )


def rows_of_regions(matrix: Matrix, figures: Mapping[str, Floats]) -> pa.Table:
    """One row a region.

    Parameters
    ----------
    matrix : names the regions.
    figures : name -> array of shape (regions,); NaN becomes null.

    Returns
    -------
    Table
        year, region, jobs and the figures.
    """
    held = {"jobs": matrix.jobs.sum(axis=1), **figures}
    return pa.table(
        {
            "year": pa.array([matrix.year] * len(matrix.regions), pa.int64()),
            "region": pa.array(matrix.regions),
            **{name: pa.array(values, from_pandas=True) for name, values in held.items()},
        }
    )
