"""What no assignment can exceed, from prices alone: arithmetic that anybody can repeat."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats


@dataclass(frozen=True, eq=False)
class Prices:
    """Prices of the limits. Any prices give a bound; the right ones give the best.

    Parameters
    ----------
    reviewers : of one proposal more for a reviewer; below zero where his least load binds. Shape (R,).
    weights : of the score of each proposal, 0 or more. Shape (P,).
    mixes : of one reviewer in a mix; above zero where the least binds, below where the most does. Shape (m,).
    """

    reviewers: Floats
    weights: Floats
    mixes: Floats


def reduced_values(instance: Instance, prices: Prices) -> Floats:
    """Return what a column is worth once every limit it uses is paid for.

    Parameters
    ----------
    instance : n columns.
    prices : of its limits.

    Returns
    -------
    Floats
        Shape (n,).
    """
    worth = prices.weights[instance.proposal] * instance.value - prices.reviewers[instance.reviewer]
    return worth + instance.mix.T @ prices.mixes if len(instance.rows) else worth


def dual_bound(instance: Instance, prices: Prices) -> float:
    """Bound the weighted sum of scores over all valid assignments (Lagrangian duality).

    Parameters
    ----------
    instance : a problem as arrays.
    prices : any; weights 0 or more.

    Returns
    -------
    float
        No valid assignment has a larger sum over proposals of weight times score.
    """
    worth = reduced_values(instance, prices)
    taken = best_columns(instance, worth)
    charge = prices.reviewers
    # Pinned readings are a least load too.
    pinned = np.bincount(instance.reviewer[instance.pinned], minlength=len(instance.most))
    loads = np.where(charge > 0, instance.most, np.maximum(instance.least, pinned))
    least = np.array([row.least for row in instance.rows], dtype=np.float64)
    most = np.array([row.most for row in instance.rows], dtype=np.float64)
    mixes = np.where(prices.mixes > 0, least, most)
    return float(worth[taken].sum() + charge @ loads - (prices.mixes @ mixes if len(mixes) else 0.0))


def best_columns(instance: Instance, worth: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the best columns of each proposal, as many as it needs, pinned ones first.

    Parameters
    ----------
    instance : a problem as arrays.
    worth : of each column, shape (n,).

    Returns
    -------
    array of int
        Places of the columns; fewer for a proposal that has too few.
    """
    order = np.lexsort((-worth, ~instance.pinned, instance.proposal))
    owners = instance.proposal[order]
    rank = np.arange(instance.size) - np.searchsorted(owners, np.arange(len(instance.need)))[owners]
    return order[rank < instance.need[owners]]


def least_bound(instance: Instance) -> float:
    """Return what the worst-off proposal cannot exceed even if it chose its reviewers alone."""
    taken = best_columns(instance, instance.value)
    return float(instance.scores_with(taken).min())
