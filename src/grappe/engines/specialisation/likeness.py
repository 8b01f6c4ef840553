"""How alike industries are, from where they are found: the matrices that categories of clusters are built on."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats, table_of


def locational_correlation(figures: ArrayLike) -> Floats:
    """Return the correlation over regions of jobs (LC-Emp) or of establishments (LC-Est) of every two industries.

    Parameters
    ----------
    figures : shape (regions, industries).

    Notes
    -----
    M. E. Porter, Regional Studies 37 (2003) 549-578. An industry that is the same everywhere has no correlation: 0.
    """
    table = table_of(figures)
    apart = table - table.mean(axis=0)
    length = np.sqrt((apart**2).sum(axis=0))
    alike = apart.T @ apart
    alike /= np.outer(np.where(length > 0, length, 1), np.where(length > 0, length, 1))
    np.fill_diagonal(alike, 1)
    return np.asarray(np.clip(alike, -1, 1), dtype=np.float64)


def largest_link(flows: ArrayLike) -> Floats:
    """Return the greatest of the four shares of input and output between every two industries.

    Parameters
    ----------
    flows : shape (industries, industries), from row to column: sales, or people who change jobs.

    Notes
    -----
    Ellison, Glaeser and Kerr (2010); Delgado, Porter and Stern (2016), matrix IO.
    """
    table = table_of(flows, name="flows")
    if table.shape[0] != table.shape[1]:
        raise TableShapeError("Flows go from every industry to every industry.")
    out, into = table.sum(axis=1), table.sum(axis=0)
    sold = table / np.where(out > 0, out, 1)[:, None]
    bought = table / np.where(into > 0, into, 1)
    link = np.maximum(np.maximum(sold, sold.T), np.maximum(bought, bought.T))
    return np.asarray(link, dtype=np.float64)


def blended(matrices: Sequence[ArrayLike]) -> Floats:
    """Return the mean of several matrices, each brought to mean 0 and standard deviation 1 off its diagonal.

    Parameters
    ----------
    matrices : each of shape (industries, industries), symmetric.

    Notes
    -----
    Delgado, Porter and Stern (2016): their combinations such as LC-IO-Occ.
    """
    if not matrices:
        raise UnsupportedParameterError("One matrix at least is needed.")
    standard = []
    for values in matrices:
        matrix = likeness_of(values)
        off = matrix[~np.eye(len(matrix), dtype=bool)]
        if off.std() == 0:
            raise UnsupportedParameterError("A matrix in which all pairs are equally alike tells nothing.")
        standard.append((matrix - off.mean()) / off.std())
    if len({matrix.shape for matrix in standard}) > 1:
        raise TableShapeError("The matrices must be of the same industries.")
    whole = np.mean(standard, axis=0)
    np.fill_diagonal(whole, whole.max())
    return np.asarray(whole, dtype=np.float64)


def likeness_of(values: ArrayLike) -> Floats:
    """Check a symmetric matrix of likeness between three industries or more."""
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or len(matrix) < 3:  # noqa: PLR2004
        raise TableShapeError(f"A square matrix of three industries or more is needed, not the shape {matrix.shape}.")
    if not np.isfinite(matrix).all() or not np.allclose(matrix, matrix.T):
        raise UnsupportedParameterError("Likeness is symmetric, and a number for every pair.")
    return matrix
