"""Cells that an office withheld, carried as intervals through to the quotient."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import BoundsError
from grappe.engines.specialisation.tables import Floats, ratio, row_of, same_shape, table_of


@dataclass(frozen=True)
class Interval:
    """Least and greatest values that the figures allow; two arrays of one shape.

    Parameters
    ----------
    low, high : bounds that are both reached by some table within the cells' bounds.
    """

    low: Floats
    high: Floats


def tightened_cells(low: ArrayLike, high: ArrayLike, regions: ArrayLike, industries: ArrayLike) -> Interval:
    """Narrow the bounds of cells by known totals, until nothing moves.

    Parameters
    ----------
    low, high : shape (regions, industries), equal where the cell is known.
    regions : shape (regions,), totals of all industries.
    industries : shape (industries,), totals of all regions.

    Returns
    -------
    Interval
        Bounds of cells by propagation: valid, not always the narrowest.

    Raises
    ------
    BoundsError
        No table lies within the bounds and has these totals, as far as propagation sees.
    """
    least, most = _bounds(low, high)
    rows = row_of(regions, least.shape[0], name="regions")[:, None]
    columns = row_of(industries, least.shape[1], name="industries")[None, :]
    for _ in range(100):
        before = least.copy(), most.copy()
        for axis, totals in ((1, rows), (0, columns)):
            spare_low = totals - (most.sum(axis=axis, keepdims=True) - most)
            spare_high = totals - (least.sum(axis=axis, keepdims=True) - least)
            least, most = np.maximum(least, spare_low), np.minimum(most, spare_high)
        if (least > most + 1e-6).any():
            place = tuple(int(k) for k in np.argwhere(least > most + 1e-6)[0])
            raise BoundsError(f"Cell {place} would have to be {least[place]:g} at least and {most[place]:g} at most.")
        if np.array_equal(before[0], least) and np.array_equal(before[1], most):
            break
    return Interval(np.minimum(least, most), most)


def suppressed_quotients(
    low: ArrayLike,
    high: ArrayLike,
    *,
    regions: ArrayLike | None = None,
    industries: ArrayLike | None = None,
) -> Interval:
    """Bound the location quotients of a table with withheld cells.

    Parameters
    ----------
    low, high : shape (regions, industries), equal where the cell is known.
    regions, industries : totals that were published although cells were not; give both or none.

    Returns
    -------
    Interval
        Of the quotient of each cell. Without totals the bounds are the narrowest for cells that vary on their own; with
        them the quotient moves with its cell only. NaN where a total is or may be 0.

    Raises
    ------
    BoundsError
        Bounds that contradict each other, or only one of the two kinds of totals.
    """
    if (regions is None) != (industries is None):
        raise BoundsError("Give the totals of regions and of industries, or neither.")
    if regions is not None and industries is not None:
        cells = tightened_cells(low, high, regions, industries)
        rows, columns = np.asarray(regions, dtype=np.float64), np.asarray(industries, dtype=np.float64)
        expected = np.outer(rows, columns) / rows.sum()
        return Interval(ratio(cells.low, expected), ratio(cells.high, expected))
    least, most = _bounds(low, high)
    a_low, b_low, d_low = _others(least)
    a_high, b_high, d_high = _others(most)
    smallest = np.minimum(_quotient(least, a_high, b_high, d_low), _quotient(most, a_high, b_high, d_low))
    peak = np.clip(_peak(a_low, b_low, d_high), least, most)
    greatest = np.maximum(_quotient(least, a_low, b_low, d_high), _quotient(most, a_low, b_low, d_high))
    return Interval(smallest, np.maximum(greatest, _quotient(peak, a_low, b_low, d_high)))


def _bounds(low: ArrayLike, high: ArrayLike) -> tuple[Floats, Floats]:
    most = table_of(high, name="high")
    least = same_shape(low, most, name="low")
    if (least > most).any():
        place = tuple(int(k) for k in np.argwhere(least > most)[0])
        raise BoundsError(f"Cell {place}: {least[place]:g} at least is more than {most[place]:g} at most.")
    return least, most


def _others(table: Floats) -> tuple[Floats, Floats, Floats]:
    """The region's other industries, the industry's other regions, and all the rest."""
    a = table.sum(axis=1)[:, None] - table
    b = table.sum(axis=0) - table
    return a, b, np.maximum(table.sum() - table - a - b, 0)


def _quotient(x: Floats, a: Floats, b: Floats, d: Floats) -> Floats:
    return ratio(x * (x + a + b + d), (x + a) * (x + b))


def _peak(a: Floats, b: Floats, d: Floats) -> Floats:
    """Where the quotient is greatest as its own cell grows: it rises first, then is the whole region."""
    root = np.sqrt((a * b) ** 2 + d * a * b * (a + b + d))
    return np.where(d > 0, ratio(a * b + root, d), np.inf)
