"""Moran's I and its local parts: whether neighbouring regions are alike."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse, special

from grappe.engines.specialisation.discovery import benjamini_hochberg
from grappe.engines.specialisation.errors import TableShapeError, UniformTableError, UnknownFigureError
from grappe.engines.specialisation.tables import Booleans, Floats


@dataclass(frozen=True)
class Moran:
    """Spatial autocorrelation of one figure.

    Parameters
    ----------
    value : I; its mean without autocorrelation is `expected`.
    expected : -1 / (n - 1).
    error : standard deviation under random permutation of the values (randomisation).
    p_value : two-sided, by the normal approximation.
    p_permuted : chance of an I as far from its mean on the same side, by permutation, one more counted in both.
    islands : which regions have no neighbour; they count in n.
    """

    value: float
    expected: float
    error: float
    p_value: float
    p_permuted: float
    islands: Booleans


@dataclass(frozen=True)
class LocalMoran:
    """Local parts; every array has the shape (regions,).

    Parameters
    ----------
    value : I of each region; their sum is I times the sum of weights. NaN for an island.
    p_value : by conditional permutation, one-sided towards the observed side.
    q_value : the same adjusted over all regions (Benjamini and Hochberg), of twice the p-value.
    quarter : `high-high`, `low-low`, `high-low` (high among low), `low-high`, or empty for an island.
    """

    value: Floats
    p_value: Floats
    q_value: Floats
    quarter: np.ndarray[tuple[int, ...], np.dtype[np.str_]]


def row_standardised(weights: sparse.sparray | ArrayLike) -> sparse.csr_array:
    """Return neighbours' weights that sum to 1 in each row; an island keeps a row of 0."""
    matrix = sparse.csr_array(weights, dtype=np.float64)
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    return sparse.csr_array(sparse.diags_array(1 / np.where(sums > 0, sums, 1)) @ matrix)


def moran(values: ArrayLike, weights: sparse.sparray | ArrayLike, *, permutations: int = 999, seed: int = 0) -> Moran:
    """Compute Moran's I with its tests.

    Parameters
    ----------
    values : shape (regions,).
    weights : shape (regions, regions), 0 on the diagonal; see `row_standardised`.
    permutations : how many.
    seed : of the permutations.

    Returns
    -------
    Moran
        I = (n / S0) z'Wz / z'z.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, a value that is no number, values that are all alike.

    Notes
    -----
    P. A. P. Moran, Biometrika 37 (1950) 17-23; moments of A. D. Cliff and J. K. Ord, *Spatial Processes* (1981).
    """
    z, matrix = _centred(values, weights)
    n, total = z.size, float(matrix.sum())
    scale = n / total / float(z @ z)
    value = scale * float(z @ (matrix @ z))
    chance = np.random.default_rng(seed)
    dealt = np.array([chance.permutation(z) for _ in range(permutations)])
    simulated = scale * (dealt * (matrix @ dealt.T).T).sum(axis=1)
    beyond = int((simulated >= value).sum())
    expected, error = -1 / (n - 1), _randomisation_error(z, matrix)
    return Moran(
        value=value,
        expected=expected,
        error=error,
        p_value=float(2 * special.ndtr(-abs(value - expected) / error)),
        p_permuted=(1 + min(beyond, permutations - beyond)) / (1 + permutations),
        islands=np.diff(matrix.indptr) == 0,
    )


def local_moran(
    values: ArrayLike, weights: sparse.sparray | ArrayLike, *, permutations: int = 999, seed: int = 0
) -> LocalMoran:
    """Compute the local parts of Moran's I, tested region by region and adjusted over all.

    Parameters
    ----------
    values : shape (regions,).
    weights : shape (regions, regions), 0 on the diagonal.
    permutations : how many; a region keeps its value and its neighbours' are drawn from all others.
    seed : of the draws.

    Returns
    -------
    LocalMoran
        I_i = z_i (sum of w_ij z_j) / m2 with m2 the mean of z squared.

    Raises
    ------
    SpecialisationError
        As `moran`.

    Notes
    -----
    L. Anselin, Geographical Analysis 27 (1995) 93-115; the adjustment is that of M. C. de Castro and B. H. Singer,
    Geographical Analysis 38 (2006) 180-208.
    """
    z, matrix = _centred(values, weights)
    lag, spread = matrix @ z, float(z @ z) / z.size
    number = np.diff(matrix.indptr)
    chance = np.random.default_rng(seed)
    most = int(number.max(initial=0))
    drawn = np.array([chance.choice(z.size - 1, most, replace=False) for _ in range(permutations)])
    p = np.full(z.size, np.nan)
    for i in np.flatnonzero(number):
        others = drawn[:, : number[i]]
        simulated = z[others + (others >= i)] @ matrix.data[matrix.indptr[i] : matrix.indptr[i + 1]]
        beyond = int((simulated * z[i] >= lag[i] * z[i] - 1e-15).sum())
        p[i] = (1 + min(beyond, permutations - beyond)) / (1 + permutations)
    known = number > 0
    names = np.where(z > 0, np.where(lag > 0, "high-high", "high-low"), np.where(lag > 0, "low-high", "low-low"))
    return LocalMoran(
        value=np.where(known, z * lag / spread, np.nan),
        p_value=p,
        q_value=benjamini_hochberg(np.minimum(2 * p, 1)),
        quarter=np.where(known, names, ""),
    )


def _centred(values: ArrayLike, weights: sparse.sparray | ArrayLike) -> tuple[Floats, sparse.csr_array]:
    figures, matrix = np.asarray(values, dtype=np.float64), sparse.csr_array(weights, dtype=np.float64)
    if figures.ndim != 1 or matrix.shape != (figures.size, figures.size):
        raise TableShapeError(f"{figures.size} regions have no neighbours of shape {matrix.shape}.")
    matrix.eliminate_zeros()
    if matrix.diagonal().any() or (matrix.data < 0).any() or not matrix.nnz:
        raise TableShapeError("Weights are 0 on the diagonal, nowhere below, and somewhere above.")
    if not np.isfinite(figures).all():
        raise UnknownFigureError(f"Region {int(np.argmin(np.isfinite(figures)))} has no figure.")
    if figures.size < 4 or np.ptp(figures) == 0:  # noqa: PLR2004
        raise UniformTableError("Four regions at least are needed, not all alike.")
    return figures - figures.mean(), matrix


def _randomisation_error(z: Floats, matrix: sparse.csr_array) -> float:
    n, s0 = z.size, float(matrix.sum())
    both = matrix + matrix.T
    s1 = float((both.multiply(both)).sum()) / 2
    s2 = float(((np.asarray(matrix.sum(axis=0)).ravel() + np.asarray(matrix.sum(axis=1)).ravel()) ** 2).sum())
    kurtosis = float((z**4).mean() / (z**2).mean() ** 2)
    first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0**2)
    square = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0**2)
    return float(np.sqrt(square - 1 / (n - 1) ** 2))
