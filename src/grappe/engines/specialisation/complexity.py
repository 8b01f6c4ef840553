"""Economic complexity: what regions that do many rare things have in common."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg, sparse
from scipy.sparse.csgraph import connected_components

from grappe.engines.specialisation.errors import (
    DisconnectedTableError,
    TableShapeError,
    UniformTableError,
    UnsupportedParameterError,
)
from grappe.engines.specialisation.tables import Booleans, Floats, ratio


@dataclass(frozen=True)
class Complexity:
    """Economic complexity of regions and of what they do.

    Parameters
    ----------
    regions : shape (regions,), the index ECI: mean 0, standard deviation 1, of the sign that goes with diversity; NaN
        for a region specialised in nothing.
    industries : shape (industries,), the index PCI, standardised likewise; NaN for an industry nobody is specialised
        in.
    diversity : number of industries of each region.
    ubiquity : number of regions of each industry.
    eigenvalues : the first four, of which the first is 1 and the second belongs to the indices.
    gap : second eigenvalue less the third. Near 0 the index is one of many that fit as well, and should not be used.
    """

    regions: Floats
    industries: Floats
    diversity: Floats
    ubiquity: Floats
    eigenvalues: Floats
    gap: float


def complexity(specialised: ArrayLike) -> Complexity:
    """Compute ECI and PCI by the eigenproblem.

    Parameters
    ----------
    specialised : shape (regions, industries), whether the region has the industry (location quotient of 1 and above).

    Returns
    -------
    Complexity
        Both indices with the spectral gap.

    Raises
    ------
    TableShapeError
        Fewer than three regions or industries that count.
    DisconnectedTableError
        Groups of regions that share no industry with the others: no index compares them.
    UniformTableError
        All regions have the same industries.

    Notes
    -----
    C. A. Hidalgo and R. Hausmann, PNAS 106 (2009) 10570-10575; as an eigenproblem, R. Hausmann, C. A. Hidalgo et al.,
    *The Atlas of Economic Complexity* (2014). With D and U the diagonals of diversity and ubiquity, ECI is the second
    eigenvector of D^-1 M U^-1 M'. That matrix is similar to B B' with B = D^-1/2 M U^-1/2: symmetric, and B' B has the
    same eigenvalues, so that the smaller of the two is solved. The method of reflections is a power iteration that
    loses the index to rounding; it is not offered.
    """
    held = incidence(specialised)
    diversity, ubiquity = held.sum(axis=1), held.sum(axis=0)
    rows, columns = diversity > 0, ubiquity > 0
    if min(rows.sum(), columns.sum()) < 3:  # noqa: PLR2004
        raise TableShapeError("Three regions and three industries at least must be specialised in something.")
    kept = held if rows.all() and columns.all() else held[np.ix_(rows, columns)]
    eigenvalues, region, industry = _indices(kept, diversity[rows], ubiquity[columns])
    sign = np.sign(np.corrcoef(region, diversity[rows])[0, 1]) if np.ptp(diversity[rows]) else 1.0
    return Complexity(
        regions=_spread(region * (sign or 1.0), rows),
        industries=_spread(industry * (sign or 1.0), columns),
        diversity=diversity,
        ubiquity=ubiquity,
        eigenvalues=eigenvalues,
        gap=float(eigenvalues[1] - eigenvalues[2]),
    )


def incidence(specialised: ArrayLike) -> Floats:
    """Return a matrix of true and false as 1.0 and 0.0, or say that it is none."""
    held = np.asarray(specialised)
    if held.ndim != 2 or not held.size:  # noqa: PLR2004
        raise TableShapeError(f"A matrix of regions by industries is needed, not the shape {held.shape}.")
    if held.dtype != np.bool_ and not ((held == 0) | (held == 1)).all():
        raise UnsupportedParameterError("Give whether each region has each industry: true or false, 1 or 0.")
    return held.astype(np.float64)


def _indices(held: Floats, diversity: Floats, ubiquity: Floats) -> tuple[Floats, Floats, Floats]:
    """Eigenvalues, and the unsigned standardised vectors of regions and of industries."""
    few_regions = held.shape[0] <= held.shape[1]
    balanced = held / np.sqrt(diversity)[:, None]
    balanced /= np.sqrt(ubiquity)
    # dsyrk computes one triangle of the product of a matrix with itself: half the work of a general product.
    square = linalg.blas.dsyrk(1.0, balanced.T, trans=int(few_regions), lower=1)
    n = square.shape[0]
    values, vectors = linalg.eigh(
        square, subset_by_index=(max(n - 4, 0), n - 1), overwrite_a=True, check_finite=False, driver="evr"
    )
    values, vector = values[::-1], vectors[:, -2]
    if values[1] > 1 - 1e-9:
        _refuse_islands(held)
    if values[1] < 1e-9:  # noqa: PLR2004
        raise UniformTableError("All regions have the same industries: no index tells them apart.")
    if few_regions:
        region = vector / np.sqrt(diversity)
        industry = (region @ held) / ubiquity
    else:
        industry = vector / np.sqrt(ubiquity)
        region = (held @ industry) / diversity
    return values, _standardised(region), _standardised(industry)


def _refuse_islands(held: Floats) -> None:
    number, of_region = connected_components(sparse.csr_array(held.astype(np.int32) @ held.T.astype(np.int32)))
    sizes = np.bincount(of_region)
    first = int(np.flatnonzero(of_region == sizes.argmin())[0])
    raise DisconnectedTableError(
        f"{number} groups of regions share no industry; row {first} of those that count is in one of {sizes.min()}. "
        "Leave the small groups out, or take the groups one by one."
    )


def _standardised(values: Floats) -> Floats:
    standard: Floats = (values - values.mean()) / values.std()
    return standard


def _spread(values: Floats, places: Booleans) -> Floats:
    whole = np.full(places.size, np.nan)
    whole[places] = values
    return whole


@dataclass(frozen=True)
class Fitness:
    """Fitness of regions and complexity of industries.

    Parameters
    ----------
    regions : shape (regions,), of mean 1; 0 for a region specialised in nothing.
    industries : shape (industries,), of mean 1; 0 for an industry nobody is specialised in.
    iterations : how many were made.
    change : greatest change of a region's fitness in the last one. Fitness of the least regions tends to 0 for ever:
        orders settle, values need not.
    """

    regions: Floats
    industries: Floats
    iterations: int
    change: float


def fitness(specialised: ArrayLike, *, iterations: int = 20) -> Fitness:
    """Compute fitness and complexity by the nonlinear map.

    Parameters
    ----------
    specialised : shape (regions, industries), whether the region has the industry.
    iterations : 20 by custom.

    Returns
    -------
    Fitness
        Both, with how much the last iteration still moved.

    Raises
    ------
    UnsupportedParameterError
        Fewer than one iteration.

    Notes
    -----
    A. Tacchella, M. Cristelli, G. Caldarelli, A. Gabrielli and L. Pietronero, Scientific Reports 2 (2012) 723.
    """
    if iterations < 1:
        raise UnsupportedParameterError("One iteration at least is needed.")
    held = incidence(specialised)
    rows, columns = held.sum(axis=1) > 0, held.sum(axis=0) > 0
    kept = held[np.ix_(rows, columns)]
    region, industry, change = np.ones(kept.shape[0]), np.ones(kept.shape[1]), 0.0
    for _ in range(iterations):
        after = kept @ industry
        easy = ratio(np.ones_like(region), region) @ kept
        after, industry = after / after.mean(), 1 / easy
        industry /= industry.mean()
        change, region = float(np.abs(after - region).max()), after
    return Fitness(
        regions=np.nan_to_num(_spread(region, rows)),
        industries=np.nan_to_num(_spread(industry, columns)),
        iterations=iterations,
        change=change,
    )
