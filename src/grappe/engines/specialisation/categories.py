"""Categories of clusters derived from likeness, and scores of how well they hold together."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.cluster.hierarchy import cut_tree, ward
from scipy.cluster.vq import ClusterError, kmeans2

from grappe.engines.specialisation.errors import TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.likeness import likeness_of
from grappe.engines.specialisation.tables import Booleans, Floats, Integers

STARTS = 20


class Grouping(StrEnum):
    """How industries are grouped."""

    WARD = "ward"
    K_MEANS = "k_means"


@dataclass(frozen=True)
class Validation:
    """How well categories hold together.

    Parameters
    ----------
    within : shape (categories,), mean likeness of pairs inside (WCR); NaN for a category of one.
    between : shape (categories, categories), mean likeness of pairs across (BCR); NaN on the diagonal.
    clusters_above_mean, clusters_above_high : share of categories whose WCR exceeds the mean, and the 95th percentile,
        of their BCR.
    industries_above_mean, industries_above_high : the same of industries, by their own mean likeness to both.
    score : mean of the four, 0 to 1.
    """

    within: Floats
    between: Floats
    clusters_above_mean: float
    clusters_above_high: float
    industries_above_mean: float
    industries_above_high: float
    score: float


@dataclass(frozen=True)
class Categories:
    """One way to put industries into categories.

    Parameters
    ----------
    category : shape (industries,), from 0, the largest category first.
    grouping : how they were found.
    number : of categories.
    validation : how well they hold together.
    """

    category: Integers
    grouping: Grouping
    number: int
    validation: Validation


def derive_categories(
    likeness: ArrayLike,
    *,
    numbers: Iterable[int],
    groupings: Iterable[Grouping] = tuple(Grouping),
    judged_by: ArrayLike | None = None,
    seed: int = 0,
) -> tuple[Categories, ...]:
    """Group industries in every way asked for, best score first.

    Parameters
    ----------
    likeness : shape (industries, industries), symmetric.
    numbers : of categories to be tried.
    groupings : to be tried.
    judged_by : matrix by which all are scored; `likeness` when not given. Compare ways of different likeness by one.
    seed : of the starts of k-means.

    Returns
    -------
    tuple
        All ways tried. The order is of a score, not of sense: an expert looks at marginal industries next.

    Raises
    ------
    SpecialisationError
        Matrices that are not symmetric; a number of categories outside 2 to one less than the industries.

    Notes
    -----
    M. Delgado, M. E. Porter and S. Stern, Journal of Economic Geography 16 (2016) 1-38: a clustering function of the
    rows of the matrix, over many numbers of clusters, chosen by validation scores.
    """
    matrix = likeness_of(likeness)
    judge = matrix if judged_by is None else likeness_of(judged_by)
    if judge.shape != matrix.shape:
        raise TableShapeError("Both matrices must be of the same industries.")
    tried, wanted = [], list(numbers)
    if not wanted or not all(2 <= k < len(matrix) for k in wanted):  # noqa: PLR2004
        raise UnsupportedParameterError(f"Numbers of categories lie between 2 and {len(matrix) - 1}.")
    for grouping in groupings:
        tree = ward(matrix) if grouping is Grouping.WARD else None
        for k in wanted:
            found = _k_means(matrix, k, seed) if tree is None else cut_tree(tree, k).ravel()
            category = _largest_first(found)
            tried.append(Categories(category, grouping, int(category.max()) + 1, validate(category, judge)))
    return tuple(sorted(tried, key=lambda way: -way.validation.score))


def validate(category: ArrayLike, likeness: ArrayLike) -> Validation:
    """Score categories, derived or given.

    Parameters
    ----------
    category : shape (industries,), whole numbers from 0 without a gap.
    likeness : shape (industries, industries), symmetric.

    Returns
    -------
    Validation
        Scores after Delgado, Porter and Stern (2016). A category of one industry has no inside: it counts as one that
        fails.

    Raises
    ------
    SpecialisationError
        Arrays that do not fit, fewer than two categories.
    """
    of, matrix = np.asarray(category, dtype=np.int64), likeness_of(likeness)
    if of.shape != (len(matrix),) or not np.array_equal(np.unique(of), np.arange(of.max() + 1)):
        raise TableShapeError("Every industry needs one category, numbered from 0 without a gap.")
    number = int(of.max()) + 1
    if number < 2:  # noqa: PLR2004
        raise UnsupportedParameterError("Two categories at least are needed.")
    member = np.eye(number)[of]
    size = member.sum(axis=0)
    toward, own = matrix @ member, np.diag(matrix)
    inside = size[of] - 1
    mine = np.take_along_axis(toward, of[:, None], axis=1)[:, 0] - own
    close = np.divide(mine, inside, out=np.full(of.size, np.nan), where=inside > 0)
    away = np.where(member > 0, np.nan, toward / size)
    sums = member.T @ toward
    pairs = size * (size - 1)
    within = np.divide(np.diag(sums) - member.T @ own, pairs, out=np.full(number, np.nan), where=pairs > 0)
    between = sums / np.outer(size, size)
    np.fill_diagonal(between, np.nan)
    (clusters_mean, clusters_high), (own_mean, own_high) = _above(within, between), _above(close, away)
    score = (clusters_mean + clusters_high + own_mean + own_high) / 4
    return Validation(within, between, clusters_mean, clusters_high, own_mean, own_high, score)


def related_categories(validation: Validation, *, percentile: float = 95) -> Booleans:
    """Return which categories are related: their mean likeness stands among the highest of all pairs.

    Parameters
    ----------
    validation : of the categories.
    percentile : of the likeness of all pairs of categories.

    Returns
    -------
    array
        Shape (categories, categories), symmetric.
    """
    between = validation.between
    mark = np.nanpercentile(between, percentile)
    related: Booleans = np.nan_to_num(between, nan=-np.inf) >= mark
    return related


def _above(inside: Floats, outside: Floats) -> tuple[float, float]:
    mean, high = np.nanmean(outside, axis=1), np.nanpercentile(outside, 95, axis=1)
    return float((inside > mean).mean()), float((inside > high).mean())


def _largest_first(labels: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Integers:
    """Number categories by size, then by their first industry, so that equal groupings look equal."""
    names, first, size = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -size))
    place = np.empty(names.size, dtype=np.int64)
    place[order] = np.arange(names.size)
    return np.asarray(place[np.searchsorted(names, labels)], dtype=np.int64)


def _k_means(matrix: Floats, k: int, seed: int) -> Integers:
    """The tightest of several starts; a start that leaves a category empty is none."""
    chance = np.random.default_rng(seed)
    best, least = None, np.inf
    for _ in range(STARTS):
        start = matrix[chance.choice(len(matrix), k, replace=False)]
        try:
            centres, labels = kmeans2(matrix, start, minit="matrix", missing="raise", rng=chance)
        except ClusterError:
            continue
        spread = float(((matrix - centres[labels]) ** 2).sum())
        if spread < least:
            best, least = labels, spread
    if best is None:
        raise UnsupportedParameterError(f"No {STARTS} starts of k-means gave {k} categories: ask for fewer.")
    return np.asarray(best, dtype=np.int64)
