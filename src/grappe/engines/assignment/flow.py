"""Plain problems as a flow of least cost: whole numbers in, a whole optimum out, with its prices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers

FINEST = 10**9
STEPS = (1, 4, 100, 1000, 10_000)


@dataclass(frozen=True, eq=False)
class Flow:
    """How often each column is taken (in units), and the price of each reviewer that proves it best."""

    units: Integers
    reviewers: Floats


def whole_numbers(values: Floats) -> tuple[Integers, float]:
    """Scale numbers to integers.

    Parameters
    ----------
    values : any finite numbers.

    Returns
    -------
    array of int, and the scale
        Exactly when a plain step such as 1/4 or 1/100 divides them all, to 1e-9 of the largest otherwise.
    """
    largest = float(np.abs(values).max(initial=0.0))
    for step in STEPS:
        scaled = values * step
        if largest * step <= FINEST and np.all(np.abs(scaled - np.rint(scaled)) <= 1e-12 * max(1.0, largest * step)):
            return np.rint(scaled).astype(np.int64), float(step)
    scale = FINEST / largest
    return np.rint(values * scale).astype(np.int64), scale


def best_flow(instance: Instance, gain: Floats, *, units: int = 1, cap: int = 1) -> Flow | None:
    """Choose columns of the greatest total gain under needs and loads, mixes left aside.

    Parameters
    ----------
    instance : a problem as arrays.
    gain : of each column, shape (n,).
    units : parts into which each reading is cut; a column is taken from 0 to `cap` of them.
    cap : units of a column at most; pinned columns take all `units`.

    Returns
    -------
    Flow or None
        None when needs and loads cannot be met.
    """
    gains, scale = whole_numbers(gain)
    free = np.flatnonzero(~instance.pinned)
    owners, readers = instance.proposal, instance.reviewer
    pins = np.flatnonzero(instance.pinned)
    supply = units * (instance.need - np.bincount(owners[pins], minlength=len(instance.need)))
    held = np.bincount(readers[pins], minlength=len(instance.most))
    most = units * (instance.most - held)
    least = units * np.maximum(instance.least - held, 0)
    if supply.min() < 0 or most.min() < 0 or least.sum() > supply.sum():
        return None
    taken = _send(owners[free], readers[free], -gains[free], supply, (least, most, cap))
    if taken is None:
        return None
    prices = _prices(owners[free], readers[free], gains[free], taken, (least, most, cap)) / scale
    found = np.full(instance.size, units, dtype=np.int64)
    found[free] = taken
    return Flow(found, prices)


def _send(
    owners: Integers, readers: Integers, costs: Integers, supply: Integers, limits: tuple[Integers, Integers, int]
) -> Integers | None:
    least, most, cap = limits
    proposals, reviewers = len(supply), len(most)
    sink = proposals + reviewers
    network = min_cost_flow.SimpleMinCostFlow()
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        owners.astype(np.int32), (proposals + readers).astype(np.int32), np.full(len(owners), cap, np.int64), costs
    )
    everyone = np.arange(reviewers)
    # A least load leaves the reviewer's node for good; only the rest may run on to the sink.
    network.add_arcs_with_capacity_and_unit_cost(
        (proposals + everyone).astype(np.int32),
        np.full(reviewers, sink, np.int32),
        most - least,
        np.zeros(reviewers, np.int64),
    )
    network.set_nodes_supplies(np.arange(sink, dtype=np.int32), np.concatenate([supply, -least]))
    network.set_node_supply(sink, -int(supply.sum() - least.sum()))
    if network.solve() != network.OPTIMAL:
        return None
    return np.asarray(network.flows(arcs), dtype=np.int64)


def _prices(
    owners: Integers, readers: Integers, gains: Integers, taken: Integers, limits: tuple[Integers, Integers, int]
) -> Floats:
    """Shortest distances in the residual network (Bellman-Ford): an optimal flow leaves no negative cycle."""
    least, most, cap = limits
    load = np.bincount(readers, weights=taken, minlength=len(most)).astype(np.int64)
    more, fewer = taken < cap, taken > 0
    to_reader, to_owner = _arcs(owners, readers, -gains, more), _arcs(owners, readers, gains, fewer)
    below, above = load < most, load > least
    reader, owner, sink = np.zeros(len(most), np.int64), np.zeros(int(owners.max(initial=0)) + 1, np.int64), 0
    while True:
        before = (reader.copy(), owner.copy(), sink)
        np.minimum.at(reader, to_reader[1], owner[to_reader[0]] + to_reader[2])
        np.minimum.at(owner, to_owner[0], reader[to_owner[1]] + to_owner[2])
        sink = int(min(sink, reader[below].min(initial=sink)))
        reader[above] = np.minimum(reader[above], sink)
        if sink == before[2] and np.array_equal(reader, before[0]) and np.array_equal(owner, before[1]):
            return (sink - reader).astype(np.float64)


def _arcs(
    owners: Integers, readers: Integers, lengths: Integers, some: NDArray[np.bool_]
) -> tuple[Integers, Integers, Integers]:
    return owners[some], readers[some], lengths[some]
