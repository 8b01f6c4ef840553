"""Tables of regions by industries, checked once before anything is computed."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grappe.engines.specialisation.errors import (
    EmptyTableError,
    NegativeFigureError,
    TableShapeError,
    UnknownFigureError,
)

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]


def table_of(values: ArrayLike, *, name: str = "jobs") -> Floats:
    """Check a table of regions by industries.

    Parameters
    ----------
    values : shape (regions, industries), finite and not negative.
    name : how an error calls the table.

    Returns
    -------
    array
        The same figures as float64.

    Raises
    ------
    TableShapeError, UnknownFigureError, NegativeFigureError, EmptyTableError
        With the first cell at fault.
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2 or not table.size:  # noqa: PLR2004
        raise TableShapeError(f"{name}: a table of regions by industries is needed, not the shape {table.shape}.")
    _refuse_unknown(table, name)
    if not table.any():
        raise EmptyTableError(f"{name}: every cell is 0.")
    return table


def row_of(values: ArrayLike, length: int, *, name: str) -> Floats:
    """Check one figure per region or per industry.

    Parameters
    ----------
    values : shape (length,), finite and not negative.
    length : how many there must be.
    name : how an error calls them.

    Returns
    -------
    array
        The same figures as float64.

    Raises
    ------
    TableShapeError, UnknownFigureError, NegativeFigureError
        With the first place at fault.
    """
    row = np.asarray(values, dtype=np.float64)
    if row.shape != (length,):
        raise TableShapeError(f"{name}: {length} figures are needed, not an array of shape {row.shape}.")
    _refuse_unknown(row, name)
    return row


def same_shape(values: ArrayLike, table: Floats, *, name: str) -> Floats:
    """Check a table that stands beside another.

    Parameters
    ----------
    values : finite and not negative, of the other table's shape.
    table : the other table.
    name : how an error calls the first.

    Returns
    -------
    array
        The figures as float64.

    Raises
    ------
    TableShapeError, UnknownFigureError, NegativeFigureError
        With the first cell at fault.
    """
    beside = np.asarray(values, dtype=np.float64)
    if beside.shape != table.shape:
        raise TableShapeError(f"{name}: shape {beside.shape} does not fit {table.shape}.")
    _refuse_unknown(beside, name)
    return beside


def ratio(part: Floats, whole: Floats) -> Floats:
    """Divide, and give NaN where the whole is 0: what is undefined is missing, not 0.

    Parameters
    ----------
    part, whole : arrays that broadcast together.

    Returns
    -------
    array
        part / whole.
    """
    part, whole = np.broadcast_arrays(part, whole)
    quotient: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole != 0)
    return quotient


def _refuse_unknown(values: Floats, name: str) -> None:
    if not np.isfinite(values).all():
        place = tuple(int(k) for k in np.argwhere(~np.isfinite(values))[0])
        raise UnknownFigureError(
            f"{name}: place {place} holds {values[place]}. Suppressed cells go to `suppressed_quotients`."
        )
    if (values < 0).any():
        place = tuple(int(k) for k in np.argwhere(values < 0)[0])
        raise NegativeFigureError(f"{name}: place {place} holds {values[place]:g}, below 0.")
