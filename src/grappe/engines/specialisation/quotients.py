"""The location quotient of every cell, with how sure it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from grappe.engines.specialisation.errors import UnsupportedParameterError
from grappe.engines.specialisation.tables import Booleans, Floats, ratio, same_shape, table_of


@dataclass(frozen=True)
class LocationQuotients:
    """Location quotients of all cells; each array has the shape (regions, industries).

    Parameters
    ----------
    value : share of the industry in the region over its share in the whole; NaN where the region or the industry has
        no jobs at all, 0 where only the cell has none.
    log : natural logarithm of the value (minus infinity where it is 0).
    symmetric : (value - 1) / (value + 1), between -1 and 1.
    log_error : standard error of the logarithm; NaN where the cell has no jobs.
    low, high : interval of the value at the confidence asked for; 0 and the largest quotient that seeing no site would
        still leave likely, where the cell has no jobs.
    shrunk : the value drawn towards 1, the more so the fewer the independent draws behind it.
    shrunk_error : standard deviation of what is believed after the draw (posterior).
    p_value : chance of as many jobs or more if the region had the industry's mean share.
    shown : whether the cell reaches the floors of jobs and sites.
    """

    value: Floats
    log: Floats
    symmetric: Floats
    log_error: Floats
    low: Floats
    high: Floats
    shrunk: Floats
    shrunk_error: Floats
    p_value: Floats
    shown: Booleans


def location_quotients(
    jobs: ArrayLike,
    *,
    squares: ArrayLike | None = None,
    sites: ArrayLike | None = None,
    confidence: float = 0.95,
    minimum_jobs: float = 0,
    minimum_sites: float = 0,
) -> LocationQuotients:
    """Compare the share of each industry in each region with its share in the whole.

    Parameters
    ----------
    jobs : shape (regions, industries).
    squares : same shape, the sum over the cell's establishments of their jobs squared. Jobs come in establishments:
        without the squares every job counts as its own draw, and intervals are too narrow.
    sites : same shape, number of establishments; needed for `minimum_sites` only.
    confidence : of the intervals, between 0 and 1.
    minimum_jobs, minimum_sites : floors below which a cell is not to be shown.

    Returns
    -------
    LocationQuotients
        Values, intervals, shrunk values and tests.

    Raises
    ------
    SpecialisationError
        Arrays that are no tables, unknown or negative figures, a confidence outside 0 to 1.

    Notes
    -----
    P. S. Florence, *Investment, location and size of plant* (1948). The error is the delta method over cells that are
    compound Poisson sums of establishments; with every job its own draw it is the multinomial error,
    1/E_ri - 1/E_r - 1/E_i + (2 LQ - 1)/E, in the manner of R. Moineddin, J. Beyene and E. Boyle, Geographical Analysis
    35 (2003) 249-256. Shrinkage: R. J. Marshall, Applied Statistics 40 (1991) 283-294, a prior of mean 1 per industry.
    Symmetric form: B. Dalum, K. Laursen and G. Villumsen, International Review of Applied Economics 12 (1998) 423-443.
    """
    if not 0 < confidence < 1:
        raise UnsupportedParameterError(f"A confidence of {confidence} is not between 0 and 1.")
    table = table_of(jobs)
    sums = table if squares is None else same_shape(squares, table, name="squares")
    value = quotients(table)
    with np.errstate(divide="ignore"):
        log = np.log(value)
    error = np.sqrt(_log_variance(table, sums, value))
    expected, lump = _expected(table), _lumps(table, sums)
    shrunk, shrunk_error = _shrink(value, expected, lump)
    low, high = _interval(value, error, expected / lump, confidence)
    return LocationQuotients(
        value=value,
        log=log,
        symmetric=ratio(value - 1, value + 1),
        log_error=error,
        low=low,
        high=high,
        shrunk=shrunk,
        shrunk_error=shrunk_error,
        p_value=_chance_of_as_many(table, expected, lump),
        shown=_reaches(table, sites, minimum_jobs, minimum_sites),
    )


def location_quotient(part: float, region: float, industry: float, whole: float) -> float:
    """Return the location quotient of one cell.

    Parameters
    ----------
    part, region, industry, whole : jobs of the cell, of its region, of its industry and of the whole.

    Raises
    ------
    UnsupportedParameterError
        A region, an industry or a whole without jobs.
    """
    if min(region, industry, whole) <= 0:
        raise UnsupportedParameterError("The region, the industry and the whole must have jobs.")
    return (part / region) / (industry / whole)


def quotients(table: Floats) -> Floats:
    """Return the bare location quotients of a checked table."""
    totals = table.sum(axis=1)
    shares = ratio(table, totals[:, None])
    return ratio(shares, table.sum(axis=0) / table.sum())


def _expected(table: Floats) -> Floats:
    whole = table.sum()
    expected: Floats = np.outer(table.sum(axis=1), table.sum(axis=0) / whole)
    return expected


def _lumps(table: Floats, squares: Floats) -> Floats:
    """Jobs of the establishment in which a job of the industry is found, on average: shape (industries,)."""
    lumps: Floats = np.where(table.any(axis=0), squares.sum(axis=0) / np.maximum(table.sum(axis=0), 1e-300), 1)
    return np.where(lumps > 0, lumps, 1)


def _log_variance(table: Floats, squares: Floats, value: Floats) -> Floats:
    """Delta method: the logarithm moves by a with the cell, -b with its region, -c with its industry, d with all."""
    rows, columns, whole = table.sum(axis=1), table.sum(axis=0), table.sum()
    a = ratio(np.ones_like(table), table)
    b, c, d = ratio(np.ones_like(rows), rows)[:, None], ratio(np.ones_like(columns), columns), 1 / whole
    variance: Floats = (
        squares * (a * (a - 2 * b - 2 * c + 2 * d) + 2 * b * c)
        + squares.sum(axis=1)[:, None] * (b * b - 2 * b * d)
        + squares.sum(axis=0) * (c * c - 2 * c * d)
        + squares.sum() * d * d
    )
    return np.where(value > 0, np.maximum(variance, 0), np.nan)


def _interval(value: Floats, error: Floats, draws: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Normal on the logarithm; where no job was seen, the mean under which seeing none is still likely."""
    reach = float(special.ndtri((1 + confidence) / 2))
    with np.errstate(over="ignore"):
        low, high = value * np.exp(-reach * error), value * np.exp(reach * error)
    empty = value == 0
    none_seen = ratio(np.full_like(draws, -np.log1p(-confidence)), draws)
    return np.where(empty, 0, low), np.where(empty, none_seen, high)


def _shrink(value: Floats, expected: Floats, lump: Floats) -> tuple[Floats, Floats]:
    """Towards the mean 1 of the industry, by the variance between regions that chance does not explain."""
    known = np.isfinite(value)
    weight = np.where(known, expected, 0).sum(axis=0)
    spread = np.where(known, expected * (value - 1) ** 2, 0).sum(axis=0)
    between = np.maximum(ratio(spread - lump * known.sum(axis=0), weight), 0)
    noise = ratio(np.broadcast_to(lump, expected.shape), expected)
    trust = ratio(np.broadcast_to(between, noise.shape), between + noise)
    shrunk = 1 + trust * (value - 1)
    return shrunk, np.sqrt(shrunk * trust * noise)


def _chance_of_as_many(table: Floats, expected: Floats, lump: Floats) -> Floats:
    """Upper tail of a Poisson count of establishments of the industry's size."""
    seen, mean = table / lump, expected / lump
    chance: Floats = special.gammainc(np.where(seen > 0, seen, 1), mean)
    return np.where(expected > 0, np.where(seen > 0, chance, 1), np.nan)


def _reaches(table: Floats, sites: ArrayLike | None, minimum_jobs: float, minimum_sites: float) -> Booleans:
    shown: Booleans = table >= minimum_jobs
    if sites is not None:
        shown &= same_shape(sites, table, name="sites") >= minimum_sites
    elif minimum_sites:
        raise UnsupportedParameterError("A floor of sites needs the number of sites of each cell.")
    return shown
