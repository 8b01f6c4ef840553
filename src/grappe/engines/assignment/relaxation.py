"""The linear relaxation, solved over few columns and priced over all, for its prices and its bound."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from grappe.engines.assignment.bounds import Prices, best_columns, reduced_values
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.program import limits_of, scores_of

FEW = 4000
ADDED = 4000
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Relaxation:
    """Prices of the limits; what each column would cost the bound, shape (n,); columns taken at least in part."""

    prices: Prices
    loss: Floats
    support: Integers


def relax(instance: Instance, *, floor: float | None, lifts: bool = False) -> Relaxation | None:
    """Solve the linear relaxation.

    Parameters
    ----------
    instance : a problem as arrays.
    floor : score that no proposal may fall below; None sets none.
    lifts : maximise the worst score rather than the total (without floor).

    Returns
    -------
    Relaxation or None
        None when even shares of reviewers cannot meet the limits.
    """
    columns = _first_columns(instance)
    while True:
        solved = _solve(instance, columns, floor, lifts=lifts)
        if solved is None:
            if len(columns) == instance.size:
                return None
            columns = np.arange(instance.size)
            continue
        prices, support = solved
        missing = _missing(instance, columns, prices)
        if not len(missing):
            return Relaxation(prices, losses(instance, prices), support)
        columns = np.sort(np.concatenate([columns, missing]))


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


def _first_columns(instance: Instance) -> Integers:
    """The best of each proposal and of each reviewer, enough of them for a first feasible guess most of the time."""
    if instance.size <= FEW:
        return np.arange(instance.size)
    keep = instance.pinned.copy()
    for owner, wanted in ((instance.proposal, 4 * instance.need), (instance.reviewer, 2 * instance.most)):
        order = np.lexsort((-instance.value, owner))
        owners = owner[order]
        rank = np.arange(instance.size) - np.searchsorted(owners, np.arange(len(wanted)))[owners]
        keep[order[rank < wanted[owners]]] = True
    if len(instance.rows):
        keep |= np.asarray(instance.mix.sum(axis=0)).ravel() > 0
    return np.flatnonzero(keep)


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


def _solve(
    instance: Instance, columns: Integers, floor: float | None, *, lifts: bool
) -> tuple[Prices, Integers] | None:
    """A last variable, the worst score, stands after the columns; it is held at the floor when there is one."""
    proposals, size = len(instance.need), len(columns)
    rows = limits_of(instance, columns)
    needs, others = rows.matrix[:proposals], rows.matrix[proposals:]
    blocks, limits = [others, -others], [rows.high[proposals:], -rows.low[proposals:]]
    if floor is not None or lifts:
        blocks.append(-scores_of(instance, columns))
        limits.append(np.zeros(proposals))
    inequalities = sparse.csr_array(sparse.vstack(blocks, format="csr"))
    count = 2 * others.shape[0]
    level = np.concatenate([np.zeros(count), np.ones(inequalities.shape[0] - count)])[:, None]
    held = (-np.inf, np.inf) if lifts else (floor or 0.0, floor or 0.0)
    found = optimize.linprog(
        np.append(np.zeros(size), -1.0) if lifts else np.append(-instance.value[columns], 0.0),
        A_ub=sparse.hstack([inequalities, level], format="csr"),
        b_ub=np.concatenate(limits),
        A_eq=sparse.hstack([needs, np.zeros((proposals, 1))], format="csr"),
        b_eq=instance.need,
        bounds=np.vstack([np.column_stack([instance.pinned[columns], np.ones(size)]), [held]]),
    )
    if found.status != 0:
        return None
    prices = _prices(instance, np.asarray(found.ineqlin.marginals), lifts=lifts)
    return prices, columns[np.asarray(found.x)[:size] > TOLERANCE]


def _prices(instance: Instance, duals: Floats, *, lifts: bool) -> Prices:
    proposals, reviewers = len(instance.need), len(instance.most)
    count = reviewers + len(instance.rows)
    net = duals[:count] - duals[count : 2 * count]
    weights = np.zeros(proposals) if lifts else np.ones(proposals)
    if len(duals) > 2 * count:
        weights = weights + np.maximum(-duals[2 * count :], 0.0)
    return Prices(-net[:reviewers], weights, net[reviewers:])
