"""Learning the weights: a logistic regression small enough to read.

Fellegi and Sunter, "A theory for record linkage", JASA 64 (1969), add up one log-odds weight per agreement,
assuming that agreements are independent. Names break that assumption (overlap and similarity say nearly the same),
so the weights are fitted together instead: logistic regression with a ridge penalty, in which an agreement may not
count against a pair nor a conflict for it, so that every weight can be shown to a person as a reason.
"""

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]
_FURTHEST = 60.0


def probability(log_odds: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)), safe for large x."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -_FURTHEST, _FURTHEST))))


def fit_logistic(
    rows: Floats, same: npt.NDArray[np.bool_], *, signs: npt.NDArray[np.int64], ridge: float = 1.0
) -> Floats:
    """Return the intercept and the weights that best separate `same` pairs.

    Parameters
    ----------
    rows : array of shape (n, k)
        Features.
    same : array of bool, shape (n,)
    signs : array of int, shape (k,)
        1 for a weight that may not fall below zero, -1 for one that may not rise above it, 0 for a free one.
    ridge : float
        Penalty on the squared weights, none on the intercept.

    Returns
    -------
    array of shape (k + 1,)
        Intercept first.

    Raises
    ------
    ValueError
        If only one class is present: there is nothing to learn.
    """
    if same.all() or not same.any():
        raise ValueError("Give both pairs that are one organisation and pairs that are not.")
    design = np.hstack([np.ones((len(rows), 1)), rows])
    penalty = np.array([0.0] + [ridge] * rows.shape[1])

    def loss(weights: Floats) -> tuple[float, Floats]:
        log_odds = design @ weights
        value = np.logaddexp(0, log_odds).sum() - log_odds[same].sum() + (penalty * weights**2).sum() / 2
        return float(value), design.T @ (probability(log_odds) - same) + penalty * weights

    bounds = [(None, None)] + [(0 if sign > 0 else None, 0 if sign < 0 else None) for sign in signs]
    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)
