"""Ripley's K and Besag's L in a rectangle."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import UnsupportedParameterError
from grappe.engines.specialisation.points import cells_over, near_pairs, points_of, radii_of
from grappe.engines.specialisation.tables import Floats


@dataclass(frozen=True)
class PointCount:
    """How many other points lie within each distance of a point; both arrays have the shape (radii,).

    Parameters
    ----------
    radii : distances.
    value : K, an area: pi r squared for points at random.
    transformed : L less r, 0 for points at random.
    """

    radii: Floats
    value: Floats
    transformed: Floats


def ripley_k(points: ArrayLike, radii: ArrayLike, *, low: tuple[float, float], high: tuple[float, float]) -> PointCount:
    """Count neighbours within each distance, with Ripley's correction for the edges of a rectangle.

    Parameters
    ----------
    points : shape (points, 2), projected coordinates within the rectangle.
    radii : distances, rising, up to half the shorter side.
    low, high : corners of the rectangle.

    Returns
    -------
    PointCount
        K and L.

    Raises
    ------
    SpecialisationError
        Points outside, distances beyond half the shorter side.

    Notes
    -----
    B. D. Ripley, Journal of the Royal Statistical Society B 39 (1977) 172-212; J. Besag, in the discussion. Each pair
    weighs as the inverse of the share of the circle about the first through the second that lies inside. K compares
    with a homogeneous plane, which a country is not: for establishments use `distance_density` or `ratio_function`.
    """
    places, distances = points_of(points), radii_of(radii)
    corner, far = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if (places < corner).any() or (places > far).any():
        raise UnsupportedParameterError("Some points lie outside the rectangle.")
    if distances[-1] > (far - corner).min() / 2:
        raise UnsupportedParameterError("Distances beyond half the shorter side cannot be corrected for edges.")
    cells = cells_over(places, float(distances[-1]))
    counts = np.zeros(distances.size)
    for which, seen in near_pairs(cells, np.arange(len(places)), 1):
        apart = np.sqrt(((cells.points[which] - cells.points[seen]) ** 2).sum(axis=1))
        kept = np.flatnonzero((apart <= distances[-1]) & (which != seen))
        weight = 1 / inside_share(cells.points[which[kept]], apart[kept], corner, far)
        counts += np.bincount(
            np.searchsorted(distances, apart[kept], side="left"), weights=weight, minlength=distances.size
        )
    n = len(places)
    value = np.cumsum(counts) * float((far - corner).prod()) / (n * (n - 1))
    return PointCount(distances, value, np.sqrt(value / np.pi) - distances)


def inside_share(centres: Floats, distance: Floats, low: Floats, high: Floats) -> Floats:
    """Return which share of each circle lies in the rectangle.

    Parameters
    ----------
    centres : shape (circles, 2), within the rectangle.
    distance : shape (circles,), radius of each, at most half the shorter side.
    low, high : corners of the rectangle.
    """
    safe = np.maximum(distance, 1e-300)
    cut = {
        (axis, side): np.arccos(np.minimum(np.abs(edge[axis] - centres[:, axis]) / safe, 1))
        for axis, (side, edge) in product((0, 1), enumerate((low, high)))
    }
    outside = 2 * sum(cut.values(), np.zeros_like(distance))
    for left, down in product((0, 1), (0, 1)):
        # Beyond a corner both edges were counted.
        outside -= np.maximum(cut[0, left] + cut[1, down] - np.pi / 2, 0)
    return np.asarray(1 - outside / (2 * np.pi), dtype=np.float64)
