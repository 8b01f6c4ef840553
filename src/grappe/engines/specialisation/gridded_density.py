"""K_d for many points: pairs of near cells counted one by one, all others by one autocorrelation of a grid."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy import fft

from grappe.engines.specialisation.distance_density import DistanceDensity, kernel_rows, silverman, smoothed
from grappe.engines.specialisation.errors import UnsupportedParameterError
from grappe.engines.specialisation.pair_distances import distance_counts
from grappe.engines.specialisation.points import Cells2D, cells_over, near_pairs, points_of, radii_of, weights_of
from grappe.engines.specialisation.tables import Floats

CLASSES = 1 << 13
NEAR = 2
MOST_NEAR_PAIRS = 1.5e7
SAMPLE = 3_000
# The mean distance of two points anywhere in one square cell, in sides.
WITHIN_MEAN = 0.5214


@dataclass(frozen=True)
class Lattice:
    """What is the same for every set of points on one grid.

    Parameters
    ----------
    side : of a cell.
    shape : rows and columns of the grid.
    padded : shape of the transforms.
    apart : shape (offsets,), mean distance of points in two cells, for each offset of half the plane within reach.
    index : shape (offsets,), where each offset stands in the flattened autocorrelation.
    chess : shape (offsets,), greater of the rows and columns between the two cells.
    reach : greatest distance counted.
    """

    side: float
    shape: tuple[int, int]
    padded: tuple[int, int]
    apart: Floats
    index: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    chess: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    reach: float


def lattice_of(shape: tuple[int, int], side: float, reach: float) -> Lattice:
    """Lay out the offsets between cells.

    Parameters
    ----------
    shape : rows and columns.
    side : of a cell.
    reach : greatest distance counted.

    Returns
    -------
    Lattice
        Distances and places of half of all offsets: the other half mirrors it.
    """
    rows, columns = (min(int(reach / side) + 2, n) for n in shape)
    padded = (int(fft.next_fast_len(shape[0] + rows)), int(fft.next_fast_len(shape[1] + columns, real=True)))
    down, right = np.meshgrid(np.arange(rows), np.arange(-columns + 1, columns), indexing="ij")
    # Points spread over their cells are a little farther apart than their centres.
    squares = (down**2 + right**2).astype(np.float64)
    apart = side * np.sqrt(squares + 1 / 6)
    apart[0, columns - 1] = side * WITHIN_MEAN
    kept = (apart < reach) & ((down > 0) | (right >= 0))
    index = (down * padded[1] + right % padded[1])[kept]
    return Lattice(side, shape, padded, apart[kept], index, np.maximum(down, abs(right))[kept], reach)


def gridded_distance_density(
    points: ArrayLike,
    radii: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    bandwidth: float | None = None,
    side: float | None = None,
    seed: int = 0,
) -> DistanceDensity:
    """Estimate K_d from exact distances of near pairs and gridded distances of the others.

    Parameters
    ----------
    points : shape (points, 2), projected coordinates of the industry's establishments.
    radii : distances, rising, in the same unit.
    weights : shape (points,), jobs of each.
    bandwidth : of the kernel; Silverman's rule when not given.
    side : of the cells; a 200th of the greatest radius when not given.
    seed : of the sample on which the error is measured.

    Returns
    -------
    DistanceDensity
        `error` is the relative difference from the exact value on a sample of 3,000 of the points, with the same grid
        and bandwidth: an upper estimate, since errors of many pairs cancel further. NaN where the sample has no pairs.

    Raises
    ------
    SpecialisationError
        As `distance_density`.
    """
    places, distances = points_of(points), radii_of(radii)
    jobs = None if weights is None else weights_of(weights, len(places))
    reach, cell = 2 * float(distances[-1]), float(distances[-1]) / 200 if side is None else side
    if not cell > 0 or (bandwidth is not None and not bandwidth > 0):
        raise UnsupportedParameterError("The side of a cell and the bandwidth are above 0.")
    cells = cells_over(places, cell)
    lattice = lattice_of(cells.shape, cells.side, reach)
    plain = class_counts(cells, lattice, None)
    weighed = plain if jobs is None else class_counts(cells, lattice, jobs)
    width = silverman(plain.sum(axis=0), reach) if bandwidth is None else bandwidth
    value = _value(weighed, lattice, distances, width) / _all_pairs(jobs, len(places))
    chance = np.random.default_rng(seed)
    result = DistanceDensity(distances, value, width, float(plain.sum()), np.full(distances.size, np.nan))
    return replace(result, error=_measured_error(places, jobs, lattice, (distances, width), chance))


def class_counts(cells: Cells2D, lattice: Lattice, weights: Floats | None, *, most: float = MOST_NEAR_PAIRS) -> Floats:
    """Sort pairs by distance: near ones exactly, the others by the distance of their cells.

    Parameters
    ----------
    cells : the points.
    lattice : of the same grid.
    weights : shape (points,), in the order given; 1 each when None.
    most : number of pairs that may be counted one by one; the stretch of cells that is near shrinks to keep to it.

    Returns
    -------
    array
        Shape (2, classes): near pairs, far pairs.
    """
    own = np.ones(len(cells.points)) if weights is None else weights[cells.order]
    together = autocorrelation(field_of(cells, own), lattice)
    number = together if weights is None else autocorrelation(field_of(cells, np.ones_like(own)), lattice)
    reach = next((k for k in range(NEAR, -1, -1) if number[lattice.chess <= k].sum() <= most), -1)
    far = lattice.chess > reach
    class_of = np.minimum((lattice.apart / lattice.reach * CLASSES).astype(np.intp), CLASSES - 1)
    counts = np.zeros((2, CLASSES))
    home = lattice.chess == 0
    together = np.where(home, (together - (own**2).sum()) / 2, together)
    counts[1] = np.bincount(class_of[far], weights=np.maximum(together[far], 0), minlength=CLASSES)
    if reach >= 0:
        counts[0] = _near_counts(cells, own, reach, lattice.reach)
    return counts


def field_of(cells: Cells2D, weights: Floats) -> Floats:
    """Return the sum of weights of each cell.

    Parameters
    ----------
    cells : sorted points.
    weights : shape (points,), in the sorted order.
    """
    flat = cells.row * cells.shape[1] + cells.column
    sums = np.bincount(flat, weights=weights, minlength=cells.shape[0] * cells.shape[1])
    return np.asarray(sums, dtype=np.float64).reshape(cells.shape)


def autocorrelation(field: Floats, lattice: Lattice) -> Floats:
    """Return the sum of products of cells at each offset of the lattice.

    Parameters
    ----------
    field : shape (rows, columns).
    lattice : of the same grid.
    """
    spectrum = fft.rfft2(field, s=lattice.padded)
    power = spectrum.real**2 + spectrum.imag**2
    return np.asarray(fft.irfft2(power, s=lattice.padded).ravel()[lattice.index], dtype=np.float64)


def far_width(width: float, side: float) -> float:
    """Return the width of the kernel that stands for a pair known by its cells: points vary within them.

    Parameters
    ----------
    width : of the kernel.
    side : of the cells.
    """
    return float(np.sqrt(width**2 + side**2 / 6))


def density_rows(lattice: Lattice, radii: Floats, width: float) -> Floats:
    """Return the kernels of near and far classes, shape (radii, 2 x classes), for many sets of points.

    Parameters
    ----------
    lattice : of the grid.
    radii : where.
    width : of the kernel.
    """
    wide = far_width(width, lattice.side)
    return np.hstack([kernel_rows(CLASSES, lattice.reach, radii, w) for w in (width, wide)])


def _value(counts: Floats, lattice: Lattice, radii: Floats, width: float) -> Floats:
    near = smoothed(counts[0], lattice.reach, radii, width)
    return near + smoothed(counts[1], lattice.reach, radii, far_width(width, lattice.side))


def _near_counts(cells: Cells2D, own: Floats, reach: int, upto: float) -> Floats:
    counts = np.zeros(CLASSES + 1)
    everyone = np.arange(len(own))
    for which, seen in near_pairs(cells, everyone, reach):
        once = which < seen
        one, other = which[once], seen[once]
        apart = np.sqrt(((cells.points[one] - cells.points[other]) ** 2).sum(axis=1))
        place = np.minimum(apart / upto * CLASSES, CLASSES).astype(np.intp)
        counts += np.bincount(place, weights=own[one] * own[other], minlength=CLASSES + 1)
    return counts[:CLASSES]


def _all_pairs(weights: Floats | None, number: int) -> float:
    if weights is None:
        return number * (number - 1) / 2
    return float((weights.sum() ** 2 - (weights**2).sum()) / 2)


def _measured_error(
    points: Floats, weights: Floats | None, lattice: Lattice, kernel: tuple[Floats, float], chance: np.random.Generator
) -> Floats:
    radii, width = kernel
    if len(points) > SAMPLE:
        chosen = chance.choice(len(points), SAMPLE, replace=False)
        points, weights = points[chosen], None if weights is None else weights[chosen]
    cells = cells_over(points, lattice.side)
    own = lattice_of(cells.shape, cells.side, lattice.reach)
    gridded = _value(class_counts(cells, own, weights), own, radii, width)
    exact = smoothed(
        distance_counts(points, lattice.reach, CLASSES, weights=weights, shared=True), lattice.reach, radii, width
    )
    return np.asarray(np.divide(np.abs(gridded - exact), exact, out=np.full(radii.size, np.nan), where=exact > 0))
