"""One pass over establishments: jobs, sites and squares of each cell, and how lumpy each industry is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import NegativeFigureError, TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats, Integers, ratio, table_of


@dataclass(frozen=True)
class Cells:
    """Sums over the establishments of each cell, shape (regions, industries).

    Parameters
    ----------
    jobs, squares : sum of jobs, and of jobs squared.
    sites : number of establishments.
    """

    jobs: Floats
    squares: Floats
    sites: Floats


@dataclass(frozen=True)
class PlantSizes:
    """Sums over an industry's establishments of powers of their share z of its jobs, shape (industries,).

    Parameters
    ----------
    herfindahl : of z squared.
    third, fourth : of the third and fourth powers; they are needed for tests only.
    """

    herfindahl: Floats
    third: Floats | None = None
    fourth: Floats | None = None


def cells_of(region: ArrayLike, industry: ArrayLike, jobs: ArrayLike, shape: tuple[int, int]) -> Cells:
    """Add up establishments.

    Parameters
    ----------
    region, industry : shape (establishments,), row and column of each.
    jobs : shape (establishments,).
    shape : number of regions, number of industries.

    Returns
    -------
    Cells
        Sums of each cell.

    Raises
    ------
    TableShapeError, NegativeFigureError
        Lengths that differ, codes outside the shape, jobs below 0.
    """
    rows, columns, sizes = _establishments(region, industry, jobs)
    if rows.size and not (0 <= rows.min() <= rows.max() < shape[0] and 0 <= columns.min() <= columns.max() < shape[1]):
        raise TableShapeError(f"Rows and columns must lie within {shape}.")
    place, number = rows * shape[1] + columns, shape[0] * shape[1]
    jobs_, squares, sites = (_sums(place, w, number).reshape(shape) for w in (sizes, sizes**2, np.ones_like(sizes)))
    return Cells(jobs_, squares, sites)


def plant_sizes(industry: ArrayLike, jobs: ArrayLike, industries: int) -> PlantSizes:
    """Measure how few establishments hold an industry's jobs.

    Parameters
    ----------
    industry : shape (establishments,), column of each.
    jobs : shape (establishments,).
    industries : how many there are.

    Returns
    -------
    PlantSizes
        NaN for an industry without jobs.
    """
    columns, _, sizes = _establishments(industry, industry, jobs)
    total = _sums(columns, sizes, industries)
    return PlantSizes(*(ratio(_sums(columns, sizes**k, industries), total**k) for k in (2, 3, 4)))


@dataclass(frozen=True)
class BandedHerfindahl:
    """Plant Herfindahl of industries whose establishments are known by band of size only.

    Parameters
    ----------
    middle : every establishment at the middle of its band.
    low, high : bounds that hold wherever establishments stand in their bands.
    """

    middle: Floats
    low: Floats
    high: Floats


def banded_herfindahl(sites: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> BandedHerfindahl:
    """Bound the plant Herfindahl by bands of size.

    Parameters
    ----------
    sites : shape (industries, bands), number of establishments.
    lower, upper : shape (bands,), least and greatest jobs of each band; the last band needs an upper end too.

    Returns
    -------
    BandedHerfindahl
        Middle and bounds; NaN for an industry without jobs.

    Raises
    ------
    UnsupportedParameterError
        A band that is open, or upside down.
    """
    counts = table_of(sites, name="sites")
    least, most = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    if least.shape != most.shape or least.shape != counts.shape[1:]:
        raise TableShapeError(f"{counts.shape[1]} bands need as many lower and upper ends.")
    if not np.isfinite(most).all() or (least < 0).any() or (least > most).any():
        raise UnsupportedParameterError("Every band needs a lower and an upper end: choose one for the open band.")
    middle = (least + most) / 2
    smallest = np.maximum(
        ratio(counts @ least**2, (counts @ most) ** 2), ratio(np.ones(len(counts)), counts.sum(axis=1))
    )
    greatest = np.minimum(np.nan_to_num(ratio(counts @ most**2, (counts @ least) ** 2), nan=1), 1)
    return BandedHerfindahl(ratio(counts @ middle**2, (counts @ middle) ** 2), smallest, greatest)


def _sums(place: Integers, weights: Floats, number: int) -> Floats:
    return np.asarray(np.bincount(place, weights=weights, minlength=number), dtype=np.float64)


def _establishments(first: ArrayLike, second: ArrayLike, jobs: ArrayLike) -> tuple[Integers, Integers, Floats]:
    one, other = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    sizes = np.asarray(jobs, dtype=np.float64)
    if not (one.ndim == 1 and one.shape == other.shape == sizes.shape):
        raise TableShapeError("Regions, industries and jobs of establishments must have one length.")
    if not np.isfinite(sizes).all() or (sizes < 0).any():
        raise NegativeFigureError(
            f"Establishment {int(np.argmin(np.nan_to_num(sizes, nan=-1)))} has no number of jobs."
        )
    return one, other, sizes
