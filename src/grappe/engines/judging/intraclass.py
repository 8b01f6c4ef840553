"""Intraclass correlation of a full table: how much of a score is the proposal, and how much the reviewer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from grappe.engines.judging.errors import ScoresShapeError, TooFewScoresError


@dataclass(frozen=True)
class IntraclassCorrelation:
    """The six forms of Shrout and Fleiss.

    Parameters
    ----------
    one, two, three : of one score: reviewers drawn anew for each proposal; the same reviewers, drawn from many; the
        same reviewers, who are all there are.
    mean_one, mean_two, mean_three : the same, of the mean of all reviewers' scores.
    """

    one: float
    two: float
    three: float
    mean_one: float
    mean_two: float
    mean_three: float


def intraclass_correlation(scores: ArrayLike) -> IntraclassCorrelation:
    """Measure how alike the reviewers of the same proposals score.

    Parameters
    ----------
    scores : one row per proposal, one column per reviewer; every reviewer has scored every proposal.

    Returns
    -------
    IntraclassCorrelation
        All six forms.

    Raises
    ------
    TooFewScoresError
        Below two proposals or two reviewers, or when all scores are the same.

    Notes
    -----
    P. E. Shrout and J. L. Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological
    Bulletin 86 (1979) 420-428: BMS, JMS, EMS and WMS are the mean squares between targets, between judges, of the error
    and within targets.
    """
    table = np.asarray(scores, dtype=np.float64)
    if table.ndim != 2 or np.isnan(table).any():  # noqa: PLR2004
        raise ScoresShapeError("The table must be full: use Krippendorff's alpha where scores are missing.")
    n, k = table.shape
    if min(n, k) < 2:  # noqa: PLR2004
        raise TooFewScoresError("Two proposals and two reviewers at least are needed.")
    bms, jms, ems, wms = _mean_squares(table)
    if bms == wms == 0:
        raise TooFewScoresError("All scores are the same: nothing varies.")
    return IntraclassCorrelation(
        one=_share(bms - wms, bms + (k - 1) * wms),
        two=_share(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        three=_share(bms - ems, bms + (k - 1) * ems),
        mean_one=_share(bms - wms, bms),
        mean_two=_share(bms - ems, bms + (jms - ems) / n),
        mean_three=_share(bms - ems, bms),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _mean_squares(table: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> tuple[float, float, float, float]:
    """Between targets, between judges, error, within targets."""
    n, k = table.shape
    whole = table.mean()
    targets, judges = table.mean(axis=1), table.mean(axis=0)
    between = k * float(((targets - whole) ** 2).sum())
    within = float(((table - targets[:, None]) ** 2).sum())
    of_judges = n * float(((judges - whole) ** 2).sum())
    error = float(((table - targets[:, None] - judges[None, :] + whole) ** 2).sum())
    return between / (n - 1), of_judges / (k - 1), error / ((n - 1) * (k - 1)), within / (n * (k - 1))
