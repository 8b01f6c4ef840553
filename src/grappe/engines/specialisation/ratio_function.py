"""M of Marcon and Puech: an industry's share of the jobs around its establishments, against its share of all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.errors import TableShapeError
from grappe.engines.specialisation.points import Cells2D, cells_over, near_pairs, points_of, radii_of, weights_of
from grappe.engines.specialisation.tables import Booleans, Floats, Integers

FINENESS = 3


@dataclass(frozen=True)
class RatioFunction:
    """M at each distance.

    Parameters
    ----------
    radii : distances.
    value : 1 where the industry is as frequent around its own establishments as everywhere; NaN where nobody has
        neighbours.
    counted : number of establishments with neighbours within the distance.
    error : shape (radii,), stated error relative to the value: 0 where every pair was counted.
    """

    radii: Floats
    value: Floats
    counted: Integers
    error: Floats


def ratio_function(
    points: ArrayLike,
    cases: ArrayLike,
    radii: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    neighbours: ArrayLike | None = None,
) -> RatioFunction:
    """Compute M from every pair within the greatest distance.

    Parameters
    ----------
    points : shape (points, 2), projected coordinates of all establishments.
    cases : shape (points,), which are of the industry.
    radii : distances, rising, in the same unit.
    weights : shape (points,), jobs of each; 1 when not given.
    neighbours : shape (points,), which are of the industry looked for around the cases; the same industry when not
        given.

    Returns
    -------
    RatioFunction
        Values at the radii.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, no cases.

    Notes
    -----
    E. Marcon and F. Puech, Journal of Economic Geography 10 (2010) 745-762. A case without any neighbour within the
    distance is left out of both sums.
    """
    places, distances = points_of(points), radii_of(radii)
    jobs = weights_of(weights, len(places))
    mine = mask_of(cases, len(places), "cases")
    wanted = mine if neighbours is None else mask_of(neighbours, len(places), "neighbours")
    cells = cells_over(places, float(distances[-1]) / FINENESS)
    around, alike = sums_around(cells, np.flatnonzero(mine[cells.order]), distances, jobs, wanted)
    own = jobs[cells.order][mine[cells.order]]
    rest = jobs[wanted].sum() - (own if neighbours is None else 0)
    return ratio_of(distances, alike, around, rest / (jobs.sum() - own))


def ratio_of(radii: Floats, alike: Floats, around: Floats, expected: Floats) -> RatioFunction:
    """Put the sums together.

    Parameters
    ----------
    radii : distances.
    alike, around : shape (cases, radii), jobs of the industry looked for, and of all, within each distance of each
        case.
    expected : shape (cases,), the industry's share of all other jobs.

    Returns
    -------
    RatioFunction
        Without error.
    """
    seen = around > 0
    share = np.divide(alike, around, out=np.zeros_like(alike), where=seen).sum(axis=0)
    whole = expected @ seen
    value = np.divide(share, whole, out=np.full(radii.size, np.nan), where=whole > 0)
    return RatioFunction(radii, value, seen.sum(axis=0).astype(np.int64), np.zeros(radii.size))


def sums_around(
    cells: Cells2D, looking: Integers, radii: Floats, weights: Floats, wanted: Booleans
) -> tuple[Floats, Floats]:
    """Add up jobs within each distance, oneself not counted.

    Parameters
    ----------
    cells : all points, sorted.
    looking : sorted places of the points around which to add up.
    radii : distances.
    weights, wanted : shape (points,), in the order in which points were given.

    Returns
    -------
    tuple
        Of all jobs and of the wanted ones, each of shape (looking, radii).
    """
    jobs, chosen = weights[cells.order], wanted[cells.order]
    reach = int(np.ceil(radii[-1] / cells.side))
    size = looking.size * radii.size
    sums = np.zeros((2, size))
    squares = radii**2
    for which, seen in near_pairs(cells, looking, reach):
        apart = ((cells.points[looking[which]] - cells.points[seen]) ** 2).sum(axis=1)
        kept = np.flatnonzero((apart <= squares[-1]) & (looking[which] != seen))
        place = which[kept] * radii.size + np.searchsorted(squares, apart[kept], side="left")
        found = seen[kept]
        sums[0] += np.bincount(place, weights=jobs[found], minlength=size)
        sums[1] += np.bincount(place, weights=jobs[found] * chosen[found], minlength=size)
    around, alike = np.cumsum(sums.reshape(2, looking.size, radii.size), axis=2)
    return around, alike


def mask_of(values: ArrayLike, number: int, name: str) -> Booleans:
    """Check which points are meant.

    Parameters
    ----------
    values : shape (number,) of true and false.
    number : of points.
    name : how an error calls them.

    Returns
    -------
    array
        Booleans.
    """
    mask = np.asarray(values)
    if mask.dtype != np.bool_ or mask.shape != (number,):
        raise TableShapeError(f"{name}: {number} values of true and false are needed.")
    if not mask.any():
        raise TableShapeError(f"{name}: none of the points is meant.")
    return mask
