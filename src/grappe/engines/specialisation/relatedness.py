"""Which industries are found together, and what a region could do next."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.specialisation.complexity import incidence
from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats, Integers, ratio


class Likeness(StrEnum):
    """How co-occurrence is weighed against what chance would bring."""

    ASSOCIATION = "association"
    COSINE = "cosine"
    JACCARD = "jaccard"
    PROBABILITY = "probability"


def co_occurrence(specialised: ArrayLike) -> Floats:
    """Count the regions in which two industries are found together.

    Parameters
    ----------
    specialised : shape (regions, industries), whether the region has the industry.

    Returns
    -------
    array
        Shape (industries, industries); the diagonal is the ubiquity.
    """
    # Single precision holds whole numbers exactly up to 16 million, and its product takes half the time.
    held = incidence(specialised).astype(np.float32)
    return (held.T @ held).astype(np.float64)


def proximity(specialised: ArrayLike) -> Floats:
    """Return the least of the two chances of having one industry where the other is.

    Parameters
    ----------
    specialised : shape (regions, industries), whether the region has the industry.

    Notes
    -----
    C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann, Science 317 (2007) 482-487. The diagonal is 1; pairs
    with an industry that nobody has are 0.
    """
    counts = co_occurrence(specialised)
    ubiquity = np.diag(counts).copy()
    counts /= np.maximum(np.maximum.outer(ubiquity, ubiquity), 1)
    return counts


def density(specialised: ArrayLike, near: ArrayLike) -> Floats:
    """Return how much of what is near each industry each region already has, between 0 and 1.

    Parameters
    ----------
    specialised : shape (regions, industries), whether the region has the industry.
    near : shape (industries, industries), `proximity` or `relatedness`.

    Raises
    ------
    TableShapeError
        Shapes that do not fit.

    Notes
    -----
    Hidalgo et al. (2007); with a relatedness of diagonal 0, R. Boschma, P.-A. Balland and D. F. Kogler, Industrial and
    Corporate Change 24 (2015) 223-250. NaN for an industry near nothing.
    """
    held, weights = incidence(specialised), _square(near)
    if weights.shape[0] != held.shape[1]:
        raise TableShapeError(f"{held.shape[1]} industries have no relatedness of shape {weights.shape}.")
    total = weights.sum(axis=0)
    around: Floats = held @ weights
    around /= np.where(total > 0, total, np.nan)
    return around


def relatedness(counts: ArrayLike, likeness: Likeness = Likeness.PROBABILITY) -> Floats:
    """Weigh co-occurrences; 1 is what chance brings for association and probability.

    Parameters
    ----------
    counts : shape (industries, industries), symmetric, such as `co_occurrence`; the diagonal counts for nothing.
    likeness : how to weigh.

    Returns
    -------
    array
        The same shape, diagonal 0; 0 for an industry found with no other.

    Raises
    ------
    TableShapeError, UnsupportedParameterError
        A matrix that is not square, or not symmetric.

    Notes
    -----
    N. J. van Eck and L. Waltman, Journal of the American Society for Information Science and Technology 60 (2009)
    1635-1651; the probability form is that of M. Steijn, as P.-A. Balland's EconGeo has it by default.
    """
    together = _square(counts).copy()
    if not np.allclose(together, together.T):
        raise UnsupportedParameterError("Co-occurrence is symmetric: this matrix is not.")
    np.fill_diagonal(together, 0)
    own = together.sum(axis=1)
    whole = own.sum()
    one, other = own[:, None], own[None, :]
    match likeness:
        case Likeness.ASSOCIATION:
            weight = one * other / max(whole, 1e-300)
        case Likeness.COSINE:
            weight = np.sqrt(one * other)
        case Likeness.JACCARD:
            weight = one + other - together
        case Likeness.PROBABILITY:
            left = ratio(one * other, whole * (whole - one))
            weight = (left + left.T) * whole / 2
    return np.nan_to_num(ratio(together, weight))


@dataclass(frozen=True)
class Opportunities:
    """What regions could do next; NaN for what they already have.

    Parameters
    ----------
    density : shape (regions, industries), how near each industry is to what the region has.
    gain : shape (regions, industries), what having it would add to what is within reach (opportunity gain, COG).
    outlook : shape (regions,), value of what is within reach now (opportunity index, COI).
    """

    density: Floats
    gain: Floats
    outlook: Floats

    def nearest(self, region: int, number: int) -> Integers:
        """Return the industries nearest to a region that it has not, nearest first.

        Parameters
        ----------
        region : its row.
        number : how many at most.
        """
        order = np.argsort(-self.density[region], kind="stable")
        known: Integers = order[np.isfinite(self.density[region][order])]
        return known[:number]


def opportunities(specialised: ArrayLike, near: ArrayLike, worth: ArrayLike) -> Opportunities:
    """Say how near and how rewarding each industry is that a region does not have.

    Parameters
    ----------
    specialised : shape (regions, industries), whether the region has the industry.
    near : shape (industries, industries), such as `proximity`.
    worth : shape (industries,), such as the index PCI; NaN counts as 0.

    Returns
    -------
    Opportunities
        Densities, gains and outlooks.

    Raises
    ------
    TableShapeError
        Shapes that do not fit.

    Notes
    -----
    R. Hausmann, C. A. Hidalgo et al., *The Atlas of Economic Complexity* (2014), chapter on the product space.
    """
    held, weights = incidence(specialised), _square(near)
    value = np.nan_to_num(np.asarray(worth, dtype=np.float64))
    if value.shape != (held.shape[1],):
        raise TableShapeError(f"{held.shape[1]} industries have no worth of shape {value.shape}.")
    around, missing = density(held, weights), 1 - held
    gain = missing @ (weights * np.nan_to_num(ratio(value, weights.sum(axis=1)))[:, None])
    outlook = (np.nan_to_num(around) * missing) @ value
    absent = held == 0
    return Opportunities(np.where(absent, around, np.nan), np.where(absent, gain, np.nan), outlook)


@dataclass(frozen=True)
class EntryCheck:
    """Whether density told what regions took up.

    Parameters
    ----------
    area : chance that an industry taken up was denser than one that was not (area under the ROC curve); 0.5 is chance.
    error : its standard error. Cells of one region are not independent: it is a lower bound.
    entries, others : how many industries were taken up, and how many could have been.
    rates : share taken up by tenth of density, least dense first.
    """

    area: float
    error: float
    entries: int
    others: int
    rates: Floats


def check_entries(before: ArrayLike, after: ArrayLike, around: ArrayLike) -> EntryCheck:
    """Test densities on what happened next.

    Parameters
    ----------
    before, after : shape (regions, industries), whether the region had the industry at two dates.
    around : shape (regions, industries), density at the first date.

    Returns
    -------
    EntryCheck
        Area under the curve, with the error of Hanley and McNeil, Radiology 143 (1982) 29-36.

    Raises
    ------
    TableShapeError, UnsupportedParameterError
        Shapes that do not fit; nothing, or everything, was taken up.
    """
    first, last, near = incidence(before), incidence(after), np.asarray(around, dtype=np.float64)
    if not first.shape == last.shape == near.shape:
        raise TableShapeError("Both dates and the densities must have one shape.")
    open_ = (first == 0) & np.isfinite(near)
    entered, dense = last[open_] == 1, near[open_]
    entries, others = int(entered.sum()), int((~entered).sum())
    if not entries or not others:
        raise UnsupportedParameterError("Some industries must have been taken up, and some not.")
    _, places, number = np.unique(dense, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(number) - (number - 1) / 2)[places]
    area = float((ranks[entered].sum() - entries * (entries + 1) / 2) / (entries * others))
    q1, q2 = area / (2 - area), 2 * area**2 / (1 + area)
    variance = area * (1 - area) + (entries - 1) * (q1 - area**2) + (others - 1) * (q2 - area**2)
    tenths = np.array_split(entered[np.argsort(dense, kind="stable")], 10)
    rates = np.array([part.mean() if part.size else np.nan for part in tenths])
    return EntryCheck(area, float(np.sqrt(variance / (entries * others))), entries, others, rates)


def _square(values: ArrayLike) -> Floats:
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:  # noqa: PLR2004
        raise TableShapeError(f"A square matrix of industries is needed, not the shape {matrix.shape}.")
    if (matrix < 0).any() or not np.isfinite(matrix).all():
        raise UnsupportedParameterError("Relatedness is a number of 0 and above for every pair.")
    return matrix
