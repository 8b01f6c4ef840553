"""Krippendorff's alpha: agreement of any number of reviewers, with scores missing, at four levels of measurement."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from grappe.engines.judging.errors import ScoresShapeError, TooFewScoresError

Floats = NDArray[np.float64]


class Level(StrEnum):
    """What the distance between two scores means."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def krippendorff_alpha(scores: ArrayLike, *, level: Level = Level.INTERVAL) -> float:
    """Say how far reviewers agree: 1 wholly, 0 as chance would, below 0 worse than chance.

    Parameters
    ----------
    scores : one row per reviewer, one column per proposal; NaN where no score was given.
    level : what the distance between two scores means.

    Returns
    -------
    float
        Alpha; 1 where every score is the same.

    Raises
    ------
    TooFewScoresError
        When no proposal has two scores.

    Notes
    -----
    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to D: with o(c, k) the coincidences
    of values within proposals, n(c) their margins and n their sum,
    alpha = 1 - (n - 1) sum o(c, k) d2(c, k) / sum n(c) n(k) d2(c, k).
    """
    table = np.asarray(scores, dtype=np.float64)
    if table.ndim != 2:  # noqa: PLR2004
        raise ScoresShapeError("Give one row per reviewer and one column per proposal.")
    values, coincidences = _coincidences(table)
    margins = coincidences.sum(axis=1)
    distance = _distances(values, margins, level)
    observed = float((coincidences * distance).sum())
    expected = float((np.outer(margins, margins) * distance).sum())
    if expected == 0:
        return 1.0
    return 1 - (float(margins.sum()) - 1) * observed / expected


def _coincidences(table: Floats) -> tuple[Floats, Floats]:
    """Values in order, and how often each pair of them meets within a proposal; pairs of a proposal weigh 1/(m - 1)."""
    paired = table[:, (~np.isnan(table)).sum(axis=0) > 1]
    if not paired.shape[1]:
        raise TooFewScoresError("No proposal has two scores: agreement needs two reviewers of one proposal.")
    values = np.unique(paired[~np.isnan(paired)])
    # Counts of each value in each proposal, shape (values, proposals).
    counts = (paired[None, :, :] == values[:, None, None]).sum(axis=1).astype(np.float64)
    sizes = counts.sum(axis=0)
    weighted = counts / (sizes - 1)
    return values, weighted @ counts.T - np.diag(weighted.sum(axis=1))


def _distances(values: Floats, margins: Floats, level: Level) -> Floats:
    """Squared distance of each pair of values."""
    if level is Level.NOMINAL:
        return 1 - np.eye(values.size)
    if level is Level.ORDINAL:
        # Ranks between two values, the ends by half.
        ranks = np.cumsum(margins) - margins / 2
        return np.asarray((ranks[:, None] - ranks[None, :]) ** 2)
    gap = values[:, None] - values[None, :]
    if level is Level.INTERVAL:
        return np.asarray(gap**2)
    if np.any(values < 0):
        raise ScoresShapeError("Ratios need scores of 0 or more.")
    total = values[:, None] + values[None, :]
    return np.asarray(np.divide(gap, total, out=np.zeros_like(gap), where=total > 0) ** 2)
