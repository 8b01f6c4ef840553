"""Concentration beyond what a few large plants would bring: as darts thrown at a map."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.establishments import PlantSizes
from grappe.engines.specialisation.tables import Floats, ratio, row_of, table_of


@dataclass(frozen=True)
class Dartboard:
    """Concentration of each industry; every array has the shape (industries,).

    Parameters
    ----------
    gamma : 0 for plants thrown at random on the map of all jobs, 1 for all in one place; NaN for one plant or none.
    raw : concentration before plants are allowed for (G of Ellison and Glaeser, or its analogue of Maurel and
        Sedillot).
    herfindahl : of plants.
    error : standard deviation of gamma when plants are thrown at random.
    p_value : chance of a gamma as great or greater under random throws, by the normal approximation; NaN without the
        third and fourth powers of plant sizes.
    room : 1 less the sum of squared regional shares, one number.
    """

    gamma: Floats
    raw: Floats
    herfindahl: Floats
    error: Floats
    p_value: Floats
    room: float


def ellison_glaeser(jobs: ArrayLike, sizes: PlantSizes, *, regions: ArrayLike | None = None) -> Dartboard:
    """Compute the index of Ellison and Glaeser with its test.

    Parameters
    ----------
    jobs : shape (regions, industries).
    sizes : plants of each industry.
    regions : shape (regions,), jobs of all kinds in each region; the sum of the table when not given.

    Returns
    -------
    Dartboard
        gamma = (G / X - H) / (1 - H), with G the sum of (s - x) squared and X = 1 - the sum of x squared.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, all jobs in one region.

    Notes
    -----
    G. Ellison and E. L. Glaeser, Journal of Political Economy 105 (1997) 889-927, with the variance of G of its page
    907.
    """
    shares, x, room = _shares(jobs, regions)
    h = _herfindahl(sizes, shares)
    raw = ((shares - x[:, None]) ** 2).sum(axis=0)
    gamma = ratio(raw / room - h, 1 - h)
    if sizes.fourth is None:
        return _untested(gamma, raw, h, room)
    p2, p3 = float((x**2).sum()), float((x**3).sum())
    variance = 2 * (h**2 * (p2 - 2 * p3 + p2**2) - sizes.fourth * (p2 - 4 * p3 + 3 * p2**2))
    return _tested(gamma, raw, h, room, variance)


def maurel_sedillot(jobs: ArrayLike, sizes: PlantSizes, *, regions: ArrayLike | None = None) -> Dartboard:
    """Compute the index of Maurel and Sédillot with its test.

    Parameters
    ----------
    jobs : shape (regions, industries).
    sizes : plants of each industry.
    regions : shape (regions,), jobs of all kinds in each region; the sum of the table when not given.

    Returns
    -------
    Dartboard
        gamma = ((sum of s squared - sum of x squared) / X - H) / (1 - H).

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, all jobs in one region.

    Notes
    -----
    F. Maurel and B. Sédillot, Regional Science and Urban Economics 29 (1999) 575-604. It weighs places where all jobs
    are more than the index of Ellison and Glaeser does. The variance is worked out from pairs and triples of plants
    that fall into one region.
    """
    shares, x, room = _shares(jobs, regions)
    h = _herfindahl(sizes, shares)
    p2, p3 = float((x**2).sum()), float((x**3).sum())
    raw = (shares**2).sum(axis=0) - p2
    gamma = ratio(raw / room - h, 1 - h)
    if sizes.third is None or sizes.fourth is None:
        return _untested(gamma, raw, h, room)
    triples = h - h**2 - 2 * sizes.third + 2 * sizes.fourth
    variance = 2 * (h**2 - sizes.fourth) * (p2 - p2**2) + 4 * triples * (p3 - p2**2)
    return _tested(gamma, raw, h, room, variance)


def coagglomeration(jobs: ArrayLike, sizes: PlantSizes, *, regions: ArrayLike | None = None) -> float:
    """Return how far plants of different industries of a set stand together, beyond what each does alone.

    Parameters
    ----------
    jobs : shape (regions, industries), the industries of the set.
    sizes : plants of each industry.
    regions : shape (regions,), jobs of all kinds in each region; the sum of the table when not given.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, fewer than two industries.

    Notes
    -----
    Ellison and Glaeser (1997), section VI: gamma_c = (G / X - H - sum of gamma w squared (1 - H_i)) / (1 - sum of w
    squared), with w the industries' shares of the set's jobs and H the sum of w squared H_i.
    """
    table = table_of(jobs)
    if table.shape[1] < 2:  # noqa: PLR2004
        raise UnsupportedParameterError("A set of two industries at least is needed.")
    each = ellison_glaeser(jobs, sizes, regions=regions)
    _, x, room = _shares(jobs, regions)
    w = table.sum(axis=0) / table.sum()
    together = table.sum(axis=1) / table.sum()
    own = np.where(each.herfindahl < 1, np.nan_to_num(each.gamma) * (1 - each.herfindahl), each.raw / room - 1)
    raw = float(((together - x) ** 2).sum())
    within = float((w**2 * (each.herfindahl + own)).sum())
    return (raw / room - within) / (1 - float((w**2).sum()))


def pairwise_coagglomeration(jobs: ArrayLike, *, regions: ArrayLike | None = None) -> Floats:
    """Return the coagglomeration of every pair of industries.

    Parameters
    ----------
    jobs : shape (regions, industries).
    regions : shape (regions,), jobs of all kinds in each region; the sum of the table when not given.

    Returns
    -------
    array
        Shape (industries, industries), sum of (s_i - x)(s_j - x) over X; the diagonal is G / X. NaN without jobs.

    Notes
    -----
    G. Ellison, E. L. Glaeser and W. R. Kerr, American Economic Review 100 (2010) 1195-1213. It equals `coagglomeration`
    of the pair, and needs no plant.
    """
    shares, x, room = _shares(jobs, regions)
    apart = shares - x[:, None]
    return np.asarray(apart.T @ apart / room, dtype=np.float64)


@dataclass(frozen=True)
class Throws:
    """What random throws of an industry's plants gave.

    Parameters
    ----------
    gamma : of the plants where they are.
    simulated : shape (throws,), of plants thrown at random.
    p_value : chance of as great a gamma or greater, one more counted in both.
    low, high : the middle 90 % of the throws.
    """

    gamma: float
    simulated: Floats
    p_value: float
    low: float
    high: float


def throw_plants(
    region: ArrayLike, jobs: ArrayLike, regions: ArrayLike, *, throws: int = 999, seed: int = 0, chunk: int = 2_000_000
) -> Throws:
    """Test one industry's Ellison-Glaeser index by throwing its plants at the map.

    Parameters
    ----------
    region : shape (plants,), where each plant of the industry is.
    jobs : shape (plants,).
    regions : shape (regions,), jobs of all kinds in each region: the size of the targets.
    throws : how many.
    seed : of the draws.
    chunk : plants thrown at once, which bounds memory.

    Returns
    -------
    Throws
        A test that needs no normal approximation: few plants, or one giant, bend it.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, one plant only.
    """
    places, sizes = np.asarray(region, dtype=np.int64), np.asarray(jobs, dtype=np.float64)
    if places.ndim != 1 or places.shape != sizes.shape or places.size < 2:  # noqa: PLR2004
        raise TableShapeError("Two plants at least are needed, each with its region and its jobs.")
    x = row_of(regions, np.asarray(regions).size, name="regions")
    x /= x.sum()
    z, room = sizes / sizes.sum(), 1 - float((x**2).sum())
    h = float((z**2).sum())

    def gamma_of(where: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Floats:
        rows = np.arange(len(where))[:, None] * x.size
        weights = np.broadcast_to(z, where.shape).ravel()
        shares = np.bincount((where + rows).ravel(), weights=weights, minlength=len(where) * x.size)
        raw = ((shares.reshape(len(where), x.size) - x) ** 2).sum(axis=1)
        return np.asarray((raw / room - h) / (1 - h), dtype=np.float64)

    chance, edges = np.random.default_rng(seed), np.cumsum(x)
    step = max(1, chunk // max(places.size, x.size))
    parts = [min(step, throws - k) for k in range(0, throws, step)]
    draws = [np.minimum(np.searchsorted(edges, chance.random((n, z.size)), side="right"), x.size - 1) for n in parts]
    simulated = np.concatenate([gamma_of(where) for where in draws])
    own = float(gamma_of(places[None, :])[0])
    low, high = np.quantile(simulated, [0.05, 0.95])
    return Throws(own, simulated, float((1 + (simulated >= own).sum()) / (1 + throws)), float(low), float(high))


def _shares(jobs: ArrayLike, regions: ArrayLike | None) -> tuple[Floats, Floats, float]:
    table = table_of(jobs)
    own = table.sum(axis=1) if regions is None else row_of(regions, table.shape[0], name="regions")
    if not own.sum():
        raise UnsupportedParameterError("The regions have no jobs.")
    x = own / own.sum()
    room = 1 - float((x**2).sum())
    if room <= 0:
        raise UnsupportedParameterError("All jobs are in one region: nothing can be more concentrated.")
    return ratio(table, table.sum(axis=0)), x, room


def _herfindahl(sizes: PlantSizes, shares: Floats) -> Floats:
    h = np.asarray(sizes.herfindahl, dtype=np.float64)
    if h.shape != shares.shape[1:]:
        raise TableShapeError(f"{shares.shape[1]} industries have no plant Herfindahl of shape {h.shape}.")
    if (h < 0).any() or (h > 1 + 1e-12).any():
        raise UnsupportedParameterError("A plant Herfindahl lies between 0 and 1.")
    return h


def _tested(gamma: Floats, raw: Floats, h: Floats, room: float, variance: Floats) -> Dartboard:
    error = ratio(np.sqrt(np.maximum(variance, 0)) / room, 1 - h)
    return Dartboard(gamma, raw, h, error, special.ndtr(-ratio(gamma, error)), room)


def _untested(gamma: Floats, raw: Floats, h: Floats, room: float) -> Dartboard:
    unknown = np.full_like(gamma, np.nan)
    return Dartboard(gamma, raw, h, unknown, unknown, room)
