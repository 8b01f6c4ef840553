"""Places of establishments, checked, and the cells that keep neighbours together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import (
    NegativeFigureError,
    TableShapeError,
    UnknownFigureError,
    UnsupportedParameterError,
)
from grappe.engines.specialisation.tables import Floats, Integers

MOST_CELLS = 4_000_000
PAIRS_AT_ONCE = 2_000_000


def points_of(values: ArrayLike, *, least: int = 2) -> Floats:
    """Check plane coordinates.

    Parameters
    ----------
    values : shape (points, 2), in one projected unit (metres, kilometres). Degrees are no plane coordinates.
    least : how many there must be.

    Returns
    -------
    array
        The same as float64.

    Raises
    ------
    TableShapeError, UnknownFigureError
        Another shape, too few, or a coordinate that is no number.
    """
    points = np.asarray(values, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or len(points) < least:  # noqa: PLR2004
        raise TableShapeError(f"{least} points or more with two coordinates are needed, not the shape {points.shape}.")
    if not np.isfinite(points).all():
        raise UnknownFigureError(f"Point {int(np.argwhere(~np.isfinite(points))[0][0])} has no place.")
    return points


def weights_of(values: ArrayLike | None, number: int) -> Floats:
    """Check weights of points, or weigh each as one.

    Parameters
    ----------
    values : shape (number,), 0 and above, or None.
    number : of points.

    Returns
    -------
    array
        Weights as float64.
    """
    if values is None:
        return np.ones(number)
    weights = np.asarray(values, dtype=np.float64)
    if weights.shape != (number,):
        raise TableShapeError(f"{number} points have no weights of shape {weights.shape}.")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise NegativeFigureError("Weights are numbers of 0 and above.")
    return weights


def radii_of(values: ArrayLike) -> Floats:
    """Check distances: at least one, rising, none below 0."""
    radii = np.asarray(values, dtype=np.float64)
    if radii.ndim != 1 or not radii.size or not np.isfinite(radii).all():
        raise TableShapeError("Distances are a list of numbers.")
    if radii[0] < 0 or (np.diff(radii) <= 0).any() or radii[-1] <= 0:
        raise UnsupportedParameterError("Distances must rise from 0 or above.")
    return radii


@dataclass(frozen=True)
class Cells2D:
    """Points sorted by the square cell they lie in.

    Parameters
    ----------
    points : shape (points, 2), sorted.
    order : which point each of them is.
    row, column : shape (points,), the cell of each.
    starts : shape (rows x columns + 1,), where each cell begins among the sorted points.
    shape : rows, columns.
    side : of a cell, in the unit of the coordinates.
    """

    points: Floats
    order: Integers
    row: Integers
    column: Integers
    starts: Integers
    shape: tuple[int, int]
    side: float

    def ranges(self, row: Integers, column: Integers, down: int, left: int, right: int) -> tuple[Integers, Integers]:
        """Return where points of a stretch of cells begin and end among the sorted ones.

        Parameters
        ----------
        row, column : cells from which one looks.
        down : rows further.
        left, right : first and last column, as differences; the last is within.
        """
        target = row + down
        first, last = np.maximum(column + left, 0), np.minimum(column + right, self.shape[1] - 1)
        inside = (target >= 0) & (target < self.shape[0]) & (first <= last)
        base = np.where(inside, target, 0) * self.shape[1]
        begin = self.starts[base + np.where(inside, first, 0)]
        end = self.starts[base + np.where(inside, last, 0) + 1]
        return np.where(inside, begin, 0), np.where(inside, end, 0)


def cells_over(points: Floats, side: float, *, corner: Floats | None = None, far: Floats | None = None) -> Cells2D:
    """Sort points into square cells.

    Parameters
    ----------
    points : shape (points, 2).
    side : of a cell; made greater where more than four million cells would be needed.
    corner, far : least and greatest coordinates to be covered; those of the points when not given.

    Returns
    -------
    Cells2D
        The sorted points.
    """
    low = points.min(axis=0) if corner is None else corner
    extent = (points.max(axis=0) if far is None else far) - low
    side = max(side, float(np.sqrt(max(extent.prod(), 0) / MOST_CELLS)), float(extent.max()) / MOST_CELLS * 2)
    columns, rows = (int(e // side) + 1 for e in extent)
    place = ((points - low) // side).astype(np.int64)
    flat = np.minimum(place[:, 1], rows - 1) * columns + np.minimum(place[:, 0], columns - 1)
    order = np.argsort(flat, kind="stable")
    flat = flat[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(flat, minlength=rows * columns))]).astype(np.int64)
    return Cells2D(points[order], order, flat // columns, flat % columns, starts, (rows, columns), side)


def expanded(begin: Integers, end: Integers) -> tuple[Integers, Integers]:
    """Return all pairs of a range's number and a place within it.

    Parameters
    ----------
    begin, end : shape (ranges,).
    """
    number = end - begin
    which = np.repeat(np.arange(number.size), number)
    shift = np.repeat(begin - (np.cumsum(number) - number), number)
    return which, np.arange(which.size) + shift


def near_pairs(cells: Cells2D, looking: Integers, reach: int) -> Iterator[tuple[Integers, Integers]]:
    """Yield pairs of points whose cells lie at most so many rows and columns apart; a point pairs with itself too.

    Parameters
    ----------
    cells : sorted points.
    looking : sorted places of the points that look.
    reach : cells.

    Yields
    ------
    tuple
        Positions in `looking`, and sorted places of what they see; some two million pairs at a time.
    """
    row, column = cells.row[looking], cells.column[looking]
    for down in range(-reach, reach + 1):
        begin, end = cells.ranges(row, column, down, -reach, reach)
        upto = np.cumsum(end - begin)
        cuts = np.searchsorted(upto, np.arange(PAIRS_AT_ONCE, int(upto[-1]), PAIRS_AT_ONCE))
        for first, last in pairwise(np.unique([0, *cuts, looking.size])):
            which, seen = expanded(begin[first:last], end[first:last])
            yield which + first, seen
