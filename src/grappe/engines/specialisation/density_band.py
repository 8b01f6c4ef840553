"""Bands of K_d: as many sites drawn from all those where an establishment could be."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.bands import Band, band_of
from grappe.engines.specialisation.distance_density import distance_density, kernel_rows
from grappe.engines.specialisation.errors import UnsupportedParameterError
from grappe.engines.specialisation.gridded_density import (
    CLASSES,
    class_counts,
    density_rows,
    gridded_distance_density,
    lattice_of,
)
from grappe.engines.specialisation.pair_distances import distance_counts
from grappe.engines.specialisation.points import cells_over, points_of, radii_of, weights_of
from grappe.engines.specialisation.ratio_function import mask_of
from grappe.engines.specialisation.tables import Floats, Integers

EXACT_UP_TO = 2_000
NEAR_PAIRS = 2e6
Draws = Iterator[Integers]


def density_band(
    sites: ArrayLike,
    cases: ArrayLike,
    radii: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    simulations: int = 100,
    level: float = 0.05,
    seed: int = 0,
    exact_up_to: int = EXACT_UP_TO,
) -> Band:
    """Hold an industry's K_d to that of random sites.

    Parameters
    ----------
    sites : shape (sites, 2), projected coordinates of all sites.
    cases : shape (sites,), which are the industry's.
    radii : distances, rising, in the same unit.
    weights : shape (sites,), jobs; those of the industry's establishments are taken along to the sites drawn.
    simulations : how many draws, without replacement.
    level : left outside on each side of a band.
    seed : of the draws.
    exact_up_to : number of establishments up to which every pair of every draw is counted. The time grows with its
        square: 50,000 establishments take some four seconds a draw.

    Returns
    -------
    Band
        Gridded beyond `exact_up_to`, with the error measured on a sample. The bandwidth is that of
        the industry throughout.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, fewer than two establishments, too few simulations.

    Notes
    -----
    Duranton and Overman (2005), section 3.
    """
    places, distances = points_of(sites), radii_of(radii)
    mine = np.flatnonzero(mask_of(cases, len(places), "cases"))
    if mine.size < 2:  # noqa: PLR2004
        raise UnsupportedParameterError("Two establishments at least make a distance.")
    jobs = None if weights is None else weights_of(weights, len(places))[mine]
    chance = np.random.default_rng(seed)
    draws = (chance.choice(len(places), mine.size, replace=False) for _ in range(simulations))
    curves = _exact if mine.size <= exact_up_to else _gridded
    observed, simulated, error = curves(places, mine, jobs, distances, draws)
    return band_of(distances, observed, simulated, level=level, error=error)


def _exact(
    places: Floats, mine: Integers, jobs: Floats | None, radii: Floats, draws: Draws
) -> tuple[Floats, Floats, Floats]:
    found = distance_density(places[mine], radii, weights=jobs)
    reach = 2 * float(radii[-1])
    rows = kernel_rows(CLASSES, reach, radii, found.bandwidth) / _pairs(jobs, mine.size)
    simulated = [rows @ distance_counts(places[drawn], reach, CLASSES, weights=jobs, shared=True) for drawn in draws]
    return found.value, np.array(simulated), found.error


def _gridded(
    places: Floats, mine: Integers, jobs: Floats | None, radii: Floats, draws: Draws
) -> tuple[Floats, Floats, Floats]:
    found = gridded_distance_density(places[mine], radii, weights=jobs)
    low, high = places.min(axis=0), places.max(axis=0)
    grid = cells_over(places[mine], float(radii[-1]) / 200, corner=low, far=high)
    lattice = lattice_of(grid.shape, grid.side, 2 * float(radii[-1]))
    rows = density_rows(lattice, radii, found.bandwidth) / _pairs(jobs, mine.size)
    simulated = []
    for drawn in draws:
        cells = cells_over(places[drawn], grid.side, corner=low, far=high)
        simulated.append(rows @ class_counts(cells, lattice, jobs, most=NEAR_PAIRS).ravel())
    return found.value, np.array(simulated), found.error


def _pairs(jobs: Floats | None, number: int) -> float:
    if jobs is None:
        return number * (number - 1) / 2
    return float((jobs.sum() ** 2 - (jobs**2).sum()) / 2)
