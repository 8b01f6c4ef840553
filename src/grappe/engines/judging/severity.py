"""Calibration: each reviewer's severity is estimated over all that he read, and taken out of his scores."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

from grappe.engines.judging.errors import ScoresShapeError, TooFewScoresError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
# Ratios of variances beyond these bounds change nothing that could be seen in a score.
LEAST, MOST = np.log(1e-6), np.log(1e6)
STARTS = ((0.0, 0.0), (0.0, -4.0), (-4.0, 0.0), (-4.0, -4.0))
EPSILON = 1e-12


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores as they were given, one entry each.

    Parameters
    ----------
    proposal, reviewer : positions, from 0, shape (n,).
    value : the score, shape (n,).
    """

    proposal: Integers
    reviewer: Integers
    value: Floats

    @classmethod
    def of(cls, proposal: ArrayLike, reviewer: ArrayLike, value: ArrayLike) -> "Scores":
        """Take three sequences of one length."""
        rows, columns = np.asarray(proposal, dtype=np.int64), np.asarray(reviewer, dtype=np.int64)
        values = np.asarray(value, dtype=np.float64)
        if not rows.shape == columns.shape == values.shape or rows.ndim != 1 or not np.isfinite(values).all():
            raise ScoresShapeError("Give as many proposals and reviewers as scores, and numbers for scores.")
        return cls(rows, columns, values)


@dataclass(frozen=True, eq=False)
class Calibration:
    """What the scores say once severity is told apart.

    Parameters
    ----------
    mean : of all scores, as the model estimates it.
    severity : one per reviewer: how much his scores are above (or below: a severe one has less than 0) what another
        would have given; drawn towards 0 the more, the less he read.
    severity_error : standard error of each severity.
    raw, corrected : one per proposal: mean score as given, and with each reviewer's severity taken out.
    quality_variance, severity_variance, error_variance : between proposals, between reviewers, and what is left.
    """

    mean: float
    severity: Floats
    severity_error: Floats
    raw: Floats
    corrected: Floats
    quality_variance: float
    severity_variance: float
    error_variance: float


def calibrate(scores: Scores) -> Calibration:
    """Tell the reviewers' severity apart from the proposals' quality.

    Parameters
    ----------
    scores : at least three, from two reviewers or more; every position up to the greatest has a score.

    Returns
    -------
    Calibration
        Severities, and the means without them.

    Raises
    ------
    TooFewScoresError
        When there is nothing to compare.

    Notes
    -----
    score = mean + quality(proposal) + severity(reviewer) + error, all three normal with variances estimated by REML
    (H. D. Patterson and R. Thompson, Biometrika 58 (1971) 545-554), and severities by best linear unbiased prediction
    from C. R. Henderson's mixed-model equations (Biometrics 31 (1975) 423-447). The likelihood is maximised over the
    two ratios of variances; the proposals, whose block is diagonal, are absorbed, so that the cost of a step is cubic
    in the number of reviewers only.
    """
    if scores.value.size < 3 or np.unique(scores.reviewer).size < 2:  # noqa: PLR2004
        raise TooFewScoresError("Severity shows only where two reviewers gave three scores or more.")
    if np.ptp(scores.value) < EPSILON:
        return _without_differences(scores)
    best = min(
        (minimize(_objective, start, (scores,), "L-BFGS-B", bounds=[(LEAST, MOST)] * 2) for start in STARTS),
        key=lambda found: float(found.fun),
    )
    ratios = np.exp(best.x)
    solved = _solve(scores, *ratios)
    error = solved.quadratic / (scores.value.size - 1)
    severity = solved.effects[1:]
    raw, corrected = (_means(scores, value) for value in (scores.value, scores.value - severity[scores.reviewer]))
    return Calibration(
        mean=float(solved.effects[0]),
        severity=severity,
        severity_error=np.sqrt(error * np.diag(solved.inverse)[1:]),
        raw=raw,
        corrected=corrected,
        quality_variance=float(error * ratios[0]),
        severity_variance=float(error * ratios[1]),
        error_variance=float(error),
    )


def _without_differences(scores: Scores) -> Calibration:
    """All scores are the same: nobody is severe."""
    raw = _means(scores, scores.value)
    none = np.zeros(int(scores.reviewer.max()) + 1)
    return Calibration(float(scores.value[0]), none, none, raw, raw, 0.0, 0.0, 0.0)


def _means(scores: Scores, value: Floats) -> Floats:
    return np.asarray(np.bincount(scores.proposal, value) / np.bincount(scores.proposal))


@dataclass(frozen=True, eq=False)
class _Solution:
    """Mean and severities; y'Py times the error's variance; and half of what the likelihood needs."""

    effects: Floats
    inverse: Floats
    quadratic: float
    log_determinant: float


def _solve(scores: Scores, quality: float, severity: float) -> _Solution:
    """Henderson's equations for given ratios of variances, the proposals absorbed."""
    reviewers = int(scores.reviewer.max()) + 1
    design = np.zeros((int(scores.proposal.max()) + 1, reviewers + 1))
    np.add.at(design, (scores.proposal, scores.reviewer + 1), 1)
    design[:, 0] = design[:, 1:].sum(axis=1)
    sums = np.bincount(scores.proposal, scores.value)
    weights = 1 / (design[:, 0] + 1 / quality)
    counts = np.bincount(scores.reviewer, minlength=reviewers).astype(np.float64)
    whole = np.zeros((reviewers + 1, reviewers + 1))
    whole[0, 0] = scores.value.size
    whole[0, 1:] = whole[1:, 0] = counts
    whole[1:, 1:] = np.diag(counts + 1 / severity)
    right = np.concatenate([[scores.value.sum()], np.bincount(scores.reviewer, scores.value, reviewers)])
    left = whole - design.T @ (weights[:, None] * design)
    right = right - design.T @ (weights * sums)
    factor = cho_factor(left, lower=True)
    effects = cho_solve(factor, right)
    quadratic = float((scores.value**2).sum() - (weights * sums**2).sum() - effects @ right)
    determinant = 2 * float(np.log(np.diag(factor[0])).sum()) - float(np.log(weights).sum())
    determinant += weights.size * np.log(quality) + reviewers * np.log(severity)
    return _Solution(effects, cho_solve(factor, np.eye(reviewers + 1)), max(quadratic, EPSILON), determinant)


def _objective(logs: Floats, scores: Scores) -> float:
    """Minus twice the restricted log-likelihood, but for a constant, the error's variance at its best."""
    solved = _solve(scores, float(np.exp(logs[0])), float(np.exp(logs[1])))
    return (scores.value.size - 1) * float(np.log(solved.quadratic)) + solved.log_determinant
