"""The linear relaxation, solved over few columns and priced over all, for its prices and its bound."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from grappe.engines.assignment.bounds import Prices, best_columns, reduced_values
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.program import limits_of, scores_of

FEW = 4000
ADDED = 20_000
SPARE = 4
TOLERANCE = 1e-9
# Worth of a unit by which a floor or a mix is missed; affinities are at most 1 here.
MISSED = 100.0
LEAST_MISSED = 1e-7


@dataclass(frozen=True, eq=False)
class Start:
    """Where to begin: a flow's columns and prices, and the proposals whose score has to be watched, shape (P,)."""

    columns: Integers
    prices: Prices
    watched: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The relaxation solved.

    Parameters
    ----------
    prices : of the limits.
    loss : what each column would cost the bound, shape (n,).
    support : columns taken at least in part.
    watched : proposals whose score was held to the floor, shape (P,); the others reach it anyway.
    is_short : whether floor or mixes are missed even so.
    """

    prices: Prices
    loss: Floats
    support: Integers
    watched: NDArray[np.bool_]
    is_short: bool


@dataclass(frozen=True, eq=False)
class _Solved:
    prices: Prices
    shares: Floats
    level: float
    missed: float


def relax(instance: Instance, start: Start, *, floor: float | None, lifts: bool = False) -> Relaxation:
    """Solve the linear relaxation, with the columns and the floors that matter.

    Parameters
    ----------
    instance : a problem as arrays, affinities at most 1.
    start : of a flow that meets needs and loads.
    floor : score that no proposal may fall below, None sets none; with `lifts`, one the worst is known not to exceed.
    lifts : maximise the worst score rather than the total.

    Returns
    -------
    Relaxation
        Its prices give a valid bound even where it is short.
    """
    columns, watched = _first_columns(instance, start), start.watched.copy()
    while True:
        solved = _solve(instance, columns, np.flatnonzero(watched), floor, lifts=lifts)
        missing = _missing(instance, columns, solved.prices)
        below = _below(instance, columns, solved) & ~watched if floor is not None else np.zeros_like(watched)
        if not len(missing) and not below.any():
            support = columns[solved.shares > TOLERANCE]
            return Relaxation(
                solved.prices, losses(instance, solved.prices), support, watched, is_short=solved.missed > LEAST_MISSED
            )
        columns = np.union1d(columns, missing)
        watched |= below


def losses(instance: Instance, prices: Prices) -> Floats:
    """Return by how much the bound falls when a column is taken that the prices do not choose.

    Parameters
    ----------
    instance : a problem as arrays.
    prices : of its limits.

    Returns
    -------
    Floats
        Shape (n,), at least 0, and 0 for the columns the prices choose.
    """
    worth = reduced_values(instance, prices)
    last = np.full(len(instance.need), np.inf)
    chosen = best_columns(instance, worth)
    open_to_swap = chosen[~instance.pinned[chosen]]
    np.minimum.at(last, instance.proposal[open_to_swap], worth[open_to_swap])
    loss = np.maximum(last[instance.proposal] - worth, 0.0)
    loss[chosen] = 0.0
    return np.asarray(loss, dtype=np.float64)


def _first_columns(instance: Instance, start: Start) -> Integers:
    """The flow's columns, the next best of each proposal at the flow's prices, more of those to be watched."""
    if instance.size <= FEW:
        return np.arange(instance.size)
    wanted = np.where(start.watched, 12 * instance.need, instance.need + SPARE)
    by_worth = _ranked(instance, reduced_values(instance, start.prices), wanted)
    by_value = _ranked(instance, instance.value, np.where(start.watched, wanted, 0))
    pinned = np.flatnonzero(instance.pinned)
    return np.unique(np.concatenate([start.columns, by_worth, by_value, pinned]))


def _ranked(instance: Instance, worth: Floats, wanted: Integers) -> Integers:
    order = np.lexsort((-worth, instance.proposal))
    owners = instance.proposal[order]
    rank = np.arange(instance.size) - np.searchsorted(owners, np.arange(len(wanted)))[owners]
    return order[rank < wanted[owners]]


def _below(instance: Instance, columns: Integers, solved: _Solved) -> NDArray[np.bool_]:
    scores = np.zeros(len(instance.need))
    np.add.at(scores, instance.proposal[columns], instance.value[columns] * solved.shares)
    return np.asarray(scores < solved.level - TOLERANCE)


def _missing(instance: Instance, columns: Integers, prices: Prices) -> Integers:
    """Columns left out although they beat the last one chosen of their proposal among those kept."""
    worth = reduced_values(instance, prices)
    inside = np.zeros(instance.size, dtype=bool)
    inside[columns] = True
    hidden = np.where(inside, worth, -np.inf)
    chosen = best_columns(instance, hidden)
    last = np.full(len(instance.need), np.inf)
    np.minimum.at(last, instance.proposal[chosen], hidden[chosen])
    gain = np.where(inside, -np.inf, worth - last[instance.proposal])
    better = np.flatnonzero(gain > TOLERANCE * max(1.0, float(np.abs(instance.value).max())))
    return better[np.argsort(-gain[better], kind="stable")[:ADDED]]


def _solve(instance: Instance, columns: Integers, watched: Integers, floor: float | None, *, lifts: bool) -> _Solved:
    """After the columns stand the worst score, held at the floor when there is one, then what rows miss."""
    proposals, reviewers, size = len(instance.need), len(instance.most), len(columns)
    rows = limits_of(instance, columns)
    needs, others = rows.matrix[:proposals], rows.matrix[proposals:]
    floors = -scores_of(instance, columns)[watched]
    levels = np.ones((len(watched), 1))
    count, mixes = others.shape[0], len(instance.rows)
    soft = 2 * mixes + len(watched)
    # Loads are met by the flow; a mix or a floor may be missed, at a price.
    order = [
        *range(reviewers),
        *range(count, count + reviewers),
        *range(reviewers, count),
        *range(count + reviewers, 2 * count),
    ]
    both = sparse.csr_array(sparse.vstack([others, -others], format="csr"))[order]
    limits = np.concatenate([rows.high[proposals:], -rows.low[proposals:]])[order]
    hard = 2 * reviewers
    level = np.concatenate([np.zeros((2 * count, 1)), levels])
    slack = sparse.vstack([sparse.csr_array((hard, soft)), -sparse.eye_array(soft)], format="csr")
    inequalities = sparse.hstack([sparse.vstack([both, floors], format="csr"), level, slack], format="csr")
    held = (-np.inf if lifts else floor or 0.0, floor or 0.0)
    goal = np.zeros(size) if lifts else -instance.value[columns]
    found = optimize.linprog(
        np.concatenate([goal, [-1.0 if lifts else 0.0], np.full(soft, MISSED)]),
        A_ub=inequalities,
        b_ub=np.concatenate([limits, np.zeros(len(watched))]),
        A_eq=sparse.hstack([needs, sparse.csr_array((proposals, 1 + soft))], format="csr"),
        b_eq=instance.need,
        bounds=np.vstack(
            [
                np.column_stack([instance.pinned[columns], np.ones(size)]),
                [held],
                np.column_stack([np.zeros(soft), np.full(soft, np.inf)]),
            ]
        ),
    )
    duals, values = np.asarray(found.ineqlin.marginals), np.asarray(found.x)
    weights = np.zeros(proposals) if lifts else np.ones(proposals)
    weights[watched] += np.maximum(-duals[2 * count :], 0.0)
    loads, mixed = duals[:hard], duals[hard : 2 * count]
    prices = Prices(loads[reviewers:] - loads[:reviewers], weights, mixed[:mixes] - mixed[mixes:])
    return _Solved(prices, values[:size], float(values[size]), float(values[size + 1 :].sum()))
