"""The greatest total under a floor, with the prices that prove it."""

from dataclasses import dataclass

import numpy as np

from grappe.engines.assignment.bounds import Prices, dual_bound
from grappe.engines.assignment.flow import best_flow
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.integers import MOST_COLUMNS, Aim, choose, lattice_step, round_bound
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.relaxation import Start, relax
from grappe.engines.assignment.team_optimum import best_total_by_teams
from grappe.engines.solving.stop import Stop, part_of

# Share of the time left for whole teams, before single columns are tried.
BY_TEAMS = 0.5


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


@dataclass(frozen=True, eq=False)
class Plain:
    """The columns of greatest total without mixes and floors, and the prices that prove it."""

    columns: Integers
    prices: Prices


def plain_optimum(instance: Instance) -> Plain | None:
    """Leave mixes and floors aside; None when not even needs and loads can be met."""
    flow = best_flow(instance, instance.value)
    if flow is None:
        return None
    prices = Prices(flow.reviewers, np.ones(len(instance.need)), np.zeros(len(instance.rows)))
    return Plain(np.flatnonzero(flow.units), prices)


def best_total(instance: Instance, aim: Aim, plain: Plain | None = None) -> Optimum | None:
    """Maximise the total of affinities.

    Parameters
    ----------
    instance : a problem as arrays.
    aim : its floor and time.
    plain : the optimum without mixes and floor, where it is known already.

    Returns
    -------
    Optimum or None
        None when no whole assignment meets the limits and the floor.
    """
    plain = plain or plain_optimum(instance)
    if plain is None:
        return None
    step = lattice_step(instance.value)
    columns, prices = plain.columns, plain.prices
    if _keeps_mixes(instance, columns) and (aim.floor is None or instance.scores_with(columns).min() >= aim.floor):
        bound = dual_bound(instance, prices)
        found = instance.scores_with(columns)
        # The prices come back from whole numbers: what they overshoot by is rounding.
        return Optimum(columns, found, max(round_bound(bound, step), float(found.sum())), bound, prices, aim.floor)
    settled = None if aim.floor is None or instance.rows else _by_teams(instance, aim, step, prices)
    return settled or _best_whole(instance, aim, step, _start(instance, columns, prices, aim.floor))


def _by_teams(instance: Instance, aim: Aim, step: float, prices: Prices) -> Optimum | None:
    """Large plain problems: what branch and bound over single columns cannot hold, whole teams often settle."""
    floor = aim.floor
    if floor is None or instance.size <= MOST_COLUMNS:
        return None
    found = best_total_by_teams(instance, prices.reviewers, floor, part_of(aim.stop, BY_TEAMS))
    if found is None:
        return None
    scores = instance.scores_with(found.columns)
    priced = dual_bound(instance, found.prices) - float((found.prices.weights - 1).sum()) * floor
    bound = max(round_bound(found.bound, step), float(scores.sum()))
    return Optimum(found.columns, scores, bound, max(priced, bound), found.prices, floor)


def _best_whole(instance: Instance, aim: Aim, step: float, start: Start) -> Optimum | None:
    relaxed = relax(instance, start, floor=aim.floor)
    if relaxed.is_short and aim.is_guess:
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


@dataclass(frozen=True, eq=False)
class Level:
    """The best worst score: what is reached, what none exceeds, and columns that reach it."""

    reached: float
    bound: float
    columns: Integers


def best_worst(instance: Instance, ceiling: float, stop: Stop, plain: Plain) -> Level | None:
    """Maximise the score of the worst-off proposal.

    Parameters
    ----------
    instance : a problem as arrays.
    ceiling : a score the worst-off proposal is known not to exceed.
    stop : when the branch and bound must end.
    plain : the optimum without mixes and floors.

    Returns
    -------
    Level or None
        None when there is no assignment at all.
    """
    step = lattice_step(instance.value)
    start = _start(instance, plain.columns, plain.prices, ceiling)
    relaxed = relax(instance, start, floor=ceiling, lifts=True)
    # What the ceiling itself is worth in the relaxation is part of the bound.
    bound = dual_bound(instance, relaxed.prices) + (1.0 - float(relaxed.prices.weights.sum())) * ceiling
    bound = round_bound(min(ceiling, bound), step)
    choice = choose(instance, relaxed, bound, Aim(floor=ceiling, lifts=True, stop=stop))
    if choice is None:
        return None
    return Level(choice.value, max(choice.value, round_bound(choice.bound, step)), choice.columns)


def _start(instance: Instance, columns: Integers, prices: Prices, level: float | None) -> Start:
    """Watch the proposals that a flow leaves below a level, and those not far above it."""
    scores = instance.scores_with(columns)
    if level is None:
        return Start(columns, prices, np.zeros(len(scores), dtype=bool))
    near = level + max(0.25 * (float(np.median(scores)) - level), 0.0)
    return Start(columns, prices, np.asarray(scores <= near))


def _keeps_mixes(instance: Instance, columns: Integers) -> bool:
    picked = np.zeros(instance.size)
    picked[columns] = 1
    counts = instance.mix @ picked
    return all(row.least <= count <= row.most for row, count in zip(instance.rows, counts, strict=True))
