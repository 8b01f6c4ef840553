"""The greatest total under a floor, with the prices that prove it."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.assignment.bounds import Prices, dual_bound
from grappe.engines.assignment.flow import best_flow
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.integers import Aim, choose, lattice_step, round_bound
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.relaxation import relax
from grappe.engines.solving.stop import Stop


@dataclass(frozen=True, eq=False)
class Optimum:
    """Columns taken, what bounds their total, and the prices of the same bound before branching."""

    columns: Integers
    scores: Floats
    bound: float
    priced_bound: float
    prices: Prices
    floor: float | None

    @property
    def total(self) -> float:
        """Sum of the affinities."""
        return float(self.scores.sum())

    @property
    def worst(self) -> float:
        """Score of the worst-off proposal."""
        return float(self.scores.min())


def best_total(instance: Instance, aim: Aim) -> Optimum | None:
    """Maximise the total of affinities.

    Parameters
    ----------
    instance : a problem as arrays.
    aim : its floor and time.

    Returns
    -------
    Optimum or None
        None when no whole assignment meets the limits and the floor.
    """
    flow = best_flow(instance, instance.value)
    if flow is None:
        return None
    step = lattice_step(instance.value)
    columns = np.flatnonzero(flow.units)
    prices = Prices(flow.reviewers, np.ones(len(instance.need)), np.zeros(len(instance.rows)))
    if _keeps_mixes(instance, columns) and (aim.floor is None or instance.scores_with(columns).min() >= aim.floor):
        bound = dual_bound(instance, prices)
        found = instance.scores_with(columns)
        # The prices come back from whole numbers: what they overshoot by is rounding.
        return Optimum(columns, found, max(round_bound(bound, step), float(found.sum())), bound, prices, aim.floor)
    return _best_whole(instance, aim, step)


def _best_whole(instance: Instance, aim: Aim, step: float) -> Optimum | None:
    relaxed = relax(instance, floor=aim.floor)
    if relaxed is None:
        return None
    priced = dual_bound(instance, relaxed.prices)
    if aim.floor is not None:
        priced -= float((relaxed.prices.weights - 1).sum()) * aim.floor
    choice = choose(instance, relaxed, round_bound(priced, step), aim)
    if choice is None:
        return None
    scores = instance.scores_with(choice.columns)
    bound = max(round_bound(choice.bound, step), float(scores.sum()))
    return Optimum(choice.columns, scores, bound, priced, relaxed.prices, aim.floor)


@dataclass(frozen=True)
class Level:
    """The best worst score: what is reached and what none exceeds."""

    reached: float
    bound: float


def best_worst(instance: Instance, ceiling: float, stop: Stop) -> Level | None:
    """Maximise the score of the worst-off proposal.

    Parameters
    ----------
    instance : a problem as arrays.
    ceiling : a score the worst-off proposal is known not to exceed.
    stop : when the branch and bound must end.

    Returns
    -------
    Level or None
        None when there is no assignment at all.
    """
    step = lattice_step(instance.value)
    relaxed = relax(instance, floor=None, lifts=True)
    if relaxed is None:
        return None
    bound = round_bound(min(ceiling, dual_bound(instance, relaxed.prices)), step)
    choice = choose(instance, relaxed, bound, Aim(lifts=True, stop=stop))
    if choice is None:
        return None
    return Level(choice.value, max(choice.value, round_bound(choice.bound, step)))


def _keeps_mixes(instance: Instance, columns: Integers) -> bool:
    picked = np.zeros(instance.size)
    picked[columns] = 1
    counts = instance.mix @ picked
    return all(row.least <= count <= row.most for row, count in zip(instance.rows, counts, strict=True))
