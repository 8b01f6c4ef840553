"""Bands of M: places and jobs stay, the industry's name is dealt out anew."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import fft

from grappe.engines.specialisation.bands import Band, band_of
from grappe.engines.specialisation.points import Cells2D, cells_over, points_of, radii_of, weights_of
from grappe.engines.specialisation.ratio_function import FINENESS, mask_of, ratio_function, ratio_of, sums_around
from grappe.engines.specialisation.tables import Booleans, Floats, Integers

EXACT_UP_TO = 20_000
LONGEST_SIDE = 1024
CASES_CHECKED = 200
# Places within a cell at which a disc's edge is sampled.
WITHIN = 7


@dataclass(frozen=True)
class Discs:
    """Discs of each radius on one grid.

    Parameters
    ----------
    spectra : shape (radii, ...), transforms of the discs: a cell's share that lies within the radius of another's
        points.
    own : shape (radii,), share of the pairs of points in one cell that lie within the radius.
    padded : shape of the transforms.
    shape : rows and columns of the grid.
    """

    spectra: np.ndarray[tuple[int, ...], np.dtype[np.float32]]
    own: Floats
    padded: tuple[int, int]
    shape: tuple[int, int]


def ratio_band(
    points: ArrayLike,
    cases: ArrayLike,
    radii: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    simulations: int = 100,
    level: float = 0.05,
    seed: int = 0,
    side: float | None = None,
    exact_up_to: int = EXACT_UP_TO,
) -> Band:
    """Hold an industry's M to that of labels dealt at random.

    Parameters
    ----------
    points : shape (points, 2), projected coordinates of all establishments.
    cases : shape (points,), which are of the industry.
    radii : distances, rising, in the same unit.
    weights : shape (points,), jobs of each; 1 when not given.
    simulations : how many deals.
    level : left outside on each side of a band.
    seed : of the deals.
    side : of a cell, for a gridded answer; when not given a third of the first distance above 0, or a 1024th of the
        longer extent if that is greater.
    exact_up_to : number of points up to which every pair within the greatest distance is counted, unless a side is
        given.

    Returns
    -------
    Band
        Where gridded, `error` is the relative difference from the exact value on 200 cases.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, no cases, too few simulations.

    Notes
    -----
    Marcon and Puech (2010): random labelling, locations and jobs stay as they are.
    """
    places, distances = points_of(points), radii_of(radii)
    jobs, mine = weights_of(weights, len(places)), mask_of(cases, len(places), "cases")
    chance = np.random.default_rng(seed)
    deals = (chance.choice(len(places), int(mine.sum()), replace=False) for _ in range(simulations))
    if side is None and len(places) <= exact_up_to:
        return band_of(distances, *_exact(places, jobs, mine, distances, deals), level=level)
    if side is None:
        side = max(float(distances[distances > 0][0]) / 3, float(np.ptp(places, axis=0).max()) / LONGEST_SIDE)
    cells = cells_over(places, side)
    discs = discs_over(cells.shape, cells.side, distances)
    flat = np.empty(len(places), dtype=np.int64)
    flat[cells.order] = cells.row * cells.shape[1] + cells.column
    around = _fields(_field(flat, jobs, cells.shape[0] * cells.shape[1]), discs)
    one = _Gridded(jobs, flat, discs, np.array(list(around)))
    observed = one.curve(np.flatnonzero(mine), distances)
    simulated = np.array([one.curve(labels, distances) for labels in deals])
    error = _measured_error(cells, one, mine, distances, chance)
    return band_of(distances, observed, simulated, level=level, error=error)


def discs_over(shape: tuple[int, int], side: float, radii: Floats) -> Discs:
    """Prepare the discs of each radius.

    Parameters
    ----------
    shape : rows and columns of the grid.
    side : of a cell.
    radii : distances.

    Returns
    -------
    Discs
        Their transforms.
    """
    reach = int(radii[-1] / side) + 2
    padded = (int(fft.next_fast_len(shape[0] + reach)), int(fft.next_fast_len(shape[1] + reach, real=True)))
    offsets = np.arange(-reach, reach + 1)
    # The difference of two places in cells is triangular about the offset of the cells.
    nodes = (np.arange(WITHIN) + 0.5) / WITHIN * 2 - 1
    share = (1 - np.abs(nodes)) / (1 - np.abs(nodes)).sum()
    along = (offsets[:, None] + nodes) * side
    squares = along**2
    spectra, own = [], []
    for radius in radii:
        covered = np.zeros((offsets.size, offsets.size))
        for a, wa in enumerate(share):
            for b, wb in enumerate(share):
                covered += wa * wb * (squares[:, None, a] + squares[None, :, b] <= radius**2)
        laid = np.zeros(padded)
        laid[np.ix_(offsets % padded[0], offsets % padded[1])] = covered
        spectra.append(fft.rfft2(laid).real.astype(np.float32))
        own.append(covered[reach, reach])
    return Discs(np.array(spectra), np.array(own), padded, shape)


@dataclass(frozen=True)
class _Gridded:
    jobs: Floats
    flat: Integers
    discs: Discs
    around: np.ndarray[tuple[int, ...], np.dtype[np.float32]]

    def sums(self, labels: Integers) -> tuple[Floats, Floats]:
        """Jobs of the labelled and of all around each labelled point, oneself not counted: shape (labels, radii)."""
        own, place = self.jobs[labels], self.flat[labels]
        field = _field(place, own, self.around.shape[1])
        alike = np.array([laid[place] for laid in _fields(field, self.discs)], dtype=np.float64).T
        itself = own[:, None] * self.discs.own
        around = self.around[:, place].T.astype(np.float64) - itself
        # What rounding leaves around a lone point is no neighbour.
        around[around < 1e-4 * np.maximum(own[:, None], 1e-9)] = 0
        return np.minimum(np.maximum(alike - itself, 0), around), around

    def curve(self, labels: Integers, radii: Floats) -> Floats:
        """M of the labelled points."""
        alike, around = self.sums(labels)
        return self.value(labels, labels, (radii, alike, around))

    def value(self, labels: Integers, shown: Integers, sums: tuple[Floats, Floats, Floats]) -> Floats:
        """M of sums around some of the labelled points."""
        own = self.jobs[shown]
        expected = (self.jobs[labels].sum() - own) / (self.jobs.sum() - own)
        return ratio_of(*sums, expected).value


def _field(place: Integers, jobs: Floats, number: int) -> Floats:
    return np.asarray(np.bincount(place, weights=jobs, minlength=number), dtype=np.float64)


def _fields(field: Floats, discs: Discs) -> Iterator[np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    """The sum within each radius of each cell, radius by radius."""
    spectrum = fft.rfft2(field.reshape(discs.shape).astype(np.float32), s=discs.padded)
    for disc in discs.spectra:
        laid = fft.irfft2(spectrum * disc, s=discs.padded)
        yield laid[: discs.shape[0], : discs.shape[1]].ravel()


def _exact(
    places: Floats, jobs: Floats, mine: Booleans, radii: Floats, deals: Iterator[Integers]
) -> tuple[Floats, Floats]:
    """The curve, and those of the deals: what is around each point is added up once."""
    cells = cells_over(places, float(radii[-1]) / FINENESS)
    around = np.empty((len(places), radii.size))
    around[cells.order] = sums_around(cells, np.arange(len(places)), radii, jobs, mine)[0]
    simulated = []
    for labels in deals:
        some = cells_over(places[labels], float(radii[-1]) / FINENESS)
        own, everyone = jobs[labels], np.ones(labels.size, dtype=np.bool_)
        alike, _ = sums_around(some, np.arange(labels.size), radii, own, everyone)
        inside = own[some.order]
        expected = (own.sum() - inside) / (jobs.sum() - inside)
        simulated.append(ratio_of(radii, alike, around[labels][some.order], expected).value)
    return ratio_function(places, mine, radii, weights=jobs).value, np.array(simulated)


def _measured_error(
    cells: Cells2D, one: _Gridded, mine: Booleans, radii: Floats, chance: np.random.Generator
) -> Floats:
    labels = np.flatnonzero(mine)
    shown = labels if labels.size <= CASES_CHECKED else chance.choice(labels, CASES_CHECKED, replace=False)
    sorted_place = np.empty(len(one.jobs), dtype=np.int64)
    sorted_place[cells.order] = np.arange(len(one.jobs))
    around, alike = sums_around(cells, sorted_place[shown], radii, one.jobs, mine)
    exact = one.value(labels, shown, (radii, alike, around))
    gridded_alike, gridded_around = one.sums(labels)
    which = np.searchsorted(labels, shown)
    gridded = one.value(labels, shown, (radii, gridded_alike[which], gridded_around[which]))
    return np.asarray(np.divide(np.abs(gridded - exact), exact, out=np.full(radii.size, np.nan), where=exact > 0))
