"""K_d of Duranton and Overman: the density of distances between an industry's establishments."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial.distance import cdist, pdist

from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.pair_distances import distance_counts, distance_counts_between
from grappe.engines.specialisation.points import points_of, radii_of, weights_of
from grappe.engines.specialisation.tables import Floats

CLASSES = 1 << 14
# From here on what sorting into classes does to each pair averages out; fewer are shared between two classes.
MANY_PAIRS = 1e7
TOO_FEW = "Fewer than two pairs lie within twice the greatest distance: give a bandwidth."


@dataclass(frozen=True)
class DistanceDensity:
    """Density of distances.

    Parameters
    ----------
    radii : distances at which it is told.
    value : density, per unit of distance.
    bandwidth : of the Gaussian kernel.
    pairs : number of pairs within twice the greatest radius.
    error : shape (radii,), stated error. Exact: bound of what sorting distances into narrow classes does, relative to
        the kernel's peak; over many pairs it cancels far below. Gridded: relative to the value, and measured, see
        `gridded_distance_density`.
    """

    radii: Floats
    value: Floats
    bandwidth: float
    pairs: float
    error: Floats


def distance_density(
    points: ArrayLike,
    radii: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    others: ArrayLike | None = None,
    other_weights: ArrayLike | None = None,
    bandwidth: float | None = None,
) -> DistanceDensity:
    """Estimate K_d from every pair of points.

    Parameters
    ----------
    points : shape (points, 2), projected coordinates of the industry's establishments.
    radii : distances, rising, in the same unit.
    weights : shape (points,), jobs of each, for the density weighted by jobs (K_emp).
    others, other_weights : the establishments of another industry: pairs are then of one and the other.
    bandwidth : of the kernel; Silverman's rule over the distances up to twice the greatest radius when not given.

    Returns
    -------
    DistanceDensity
        Values at the radii.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, fewer than two points, distances that do not rise.

    Notes
    -----
    G. Duranton and H. G. Overman, Review of Economic Studies 72 (2005) 1077-1106. Reflection at 0 as they do; the rule
    of B. W. Silverman (1986) as R's `bw.nrd0` has it. Time grows with the square of the number of points.
    """
    places, distances = points_of(points, least=2 if others is None else 1), radii_of(radii)
    if bandwidth is not None and not bandwidth > 0:
        raise UnsupportedParameterError("A bandwidth is above 0.")
    reach = 2 * float(distances[-1])
    own = None if weights is None else weights_of(weights, len(places))
    if others is None:
        if other_weights is not None:
            raise TableShapeError("Weights of other points were given, and no other points.")
        counts, weighed, total = _within(places, own, reach)
    else:
        far = points_of(others, least=1)
        theirs = None if other_weights is None else weights_of(other_weights, len(far))
        counts, weighed, total = _between(places, far, own, theirs, reach)
    total_pairs = len(places) * ((len(places) - 1) / 2 if others is None else len(np.asarray(others)))
    if bandwidth is not None:
        width = bandwidth
    elif total_pairs < MANY_PAIRS:
        width = _silverman_of(places, others, reach)
    else:
        width = silverman(counts, reach)
    value = smoothed(weighed, reach, distances, width) / total
    narrow = reach / CLASSES / width
    # Shared between two classes: the kernel's bend; in one: half a class away on its steepest slope.
    bound = narrow**2 / 8 if total_pairs < MANY_PAIRS else narrow / 2 * float(np.exp(-0.5))
    return DistanceDensity(distances, value, width, float(counts.sum()), np.full(distances.size, bound))


def silverman(counts: Floats, reach: float) -> float:
    """Return the bandwidth of Silverman's rule for distances known by class (R's `bw.nrd0`).

    Parameters
    ----------
    counts : shape (classes,), number of pairs of each.
    reach : upper end of the last class.
    """
    number = counts.sum()
    if number < 2:  # noqa: PLR2004
        raise UnsupportedParameterError(
            "Fewer than two pairs lie within twice the greatest distance: give a bandwidth."
        )
    step = reach / counts.size
    centres = (np.arange(counts.size) + 0.5) * step
    mean = (counts @ centres) / number
    spread = float(np.sqrt(counts @ (centres - mean) ** 2 / (number - 1)))
    upto = np.cumsum(counts)
    low, high = np.interp(
        [0.25 * number, 0.75 * number], np.concatenate([[0], upto]), np.arange(counts.size + 1) * step
    )
    narrow = min(spread, float(high - low) / 1.34) or spread or step
    return float(0.9 * narrow * number**-0.2)


def _silverman_of(points: Floats, others: ArrayLike | None, reach: float) -> float:
    apart = pdist(points) if others is None else cdist(points, np.asarray(others, dtype=np.float64)).ravel()
    apart = apart[apart <= reach]
    if apart.size < 2:  # noqa: PLR2004
        raise UnsupportedParameterError(TOO_FEW)
    spread = float(apart.std(ddof=1))
    narrow = (
        min(spread, float(np.subtract(*np.quantile(apart, [0.75, 0.25]))) / 1.34) or spread or float(apart[0]) or reach
    )
    return float(0.9 * narrow * apart.size**-0.2)


def smoothed(counts: Floats, reach: float, radii: Floats, width: float) -> Floats:
    """Return the sum of Gaussian kernels over pairs known by class, reflected at 0, at each radius.

    Parameters
    ----------
    counts : shape (classes,), weight of each.
    reach : upper end of the last class.
    radii : where.
    width : of the kernel.
    """
    centres = _middles(counts.size, reach)
    return np.array([kernel @ counts[band] for band, kernel in _kernels(centres, radii, width)])


def kernel_rows(classes: int, reach: float, radii: Floats, width: float) -> Floats:
    """Return the kernel of every radius and class, shape (radii, classes).

    Parameters
    ----------
    classes : how many.
    reach : upper end of the last one.
    radii : where.
    width : of the kernel.
    """
    centres = _middles(classes, reach)
    rows = np.zeros((radii.size, classes))
    for row, (band, kernel) in zip(rows, _kernels(centres, radii, width), strict=True):
        row[band] = kernel
    return rows


def _middles(classes: int, reach: float) -> Floats:
    return np.asarray((np.arange(classes) + 0.5) * (reach / classes), dtype=np.float64)


def _kernels(centres: Floats, radii: Floats, width: float) -> Iterator[tuple[slice, Floats]]:
    """The classes near each radius and the kernel there: beyond nine widths it is below 1e-17 of its peak."""
    scale = width * np.sqrt(2 * np.pi)
    for radius in radii:
        band = slice(*np.searchsorted(centres, [radius - 9 * width, radius + 9 * width]))
        near = centres[band]
        both = np.exp(-(((radius - near) / width) ** 2) / 2) + np.exp(-(((radius + near) / width) ** 2) / 2)
        yield band, both / scale


def _within(points: Floats, weights: Floats | None, reach: float) -> tuple[Floats, Floats, float]:
    n = len(points)
    shared = n * (n - 1) / 2 < MANY_PAIRS
    counts = distance_counts(points, reach, CLASSES, shared=shared)
    if weights is None:
        return counts, counts, n * (n - 1) / 2
    weighed = distance_counts(points, reach, CLASSES, weights=weights, shared=shared)
    return counts, weighed, float((weights.sum() ** 2 - (weights**2).sum()) / 2)


def _between(
    one: Floats, other: Floats, own: Floats | None, theirs: Floats | None, reach: float
) -> tuple[Floats, Floats, float]:
    shared = len(one) * len(other) < MANY_PAIRS
    counts = distance_counts_between(one, other, reach, CLASSES, shared=shared)
    if own is None and theirs is None:
        return counts, counts, len(one) * len(other)
    pair = weights_of(own, len(one)), weights_of(theirs, len(other))
    weighed = distance_counts_between(one, other, reach, CLASSES, weights=pair, shared=shared)
    return counts, weighed, float(pair[0].sum() * pair[1].sum())
