"""Whole teams of one proposal: the best that reaches a floor once every reviewer is paid for, and those close to it."""

from typing import NamedTuple

import numpy as np

from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers

# Sums of the same affinities in another order; affinities are at most 1 here.
ROUNDING = 1e-12
# Of sums weighed by the floor's multiplier, which may be large.
WEIGHED = 1e-9
DOUBLINGS, HALVINGS = 40, 50
MOST_NODES, MOST_TEAMS = 100_000, 2000


class Team(NamedTuple):
    """Columns of one proposal, as many as it needs, and their worth at the prices."""

    worth: float
    columns: tuple[int, ...]


class Teams(NamedTuple):
    """Teams in falling order of worth, what none is worth more than, and whether none within the slack is left out."""

    found: list[Team]
    bound: float
    is_complete: bool


class Places(NamedTuple):
    """Candidates of one proposal: what they are worth at the prices, their affinity, and their columns."""

    worth: Floats
    value: Floats
    columns: Integers


def teams_of(instance: Instance, worth: Floats, proposal: int, floor: float, slack: float) -> Teams:
    """Find the teams of a proposal that reach a floor, from the best one down.

    Parameters
    ----------
    instance : a problem without mixes as arrays.
    worth : of each column at the prices of the reviewers, shape (n,).
    proposal : place of the proposal.
    floor : what the affinities of a team add up to at least.
    slack : how much less than the best a team may be worth.

    Returns
    -------
    Teams
        None found when no team reaches the floor. Where the search would be too long the bound is that of the
        floor's multiplier: it holds all the same.
    """
    columns = np.arange(*np.searchsorted(instance.proposal, [proposal, proposal + 1]))
    pinned, free = columns[instance.pinned[columns]], columns[~instance.pinned[columns]]
    places = Places(worth[free], instance.value[free], free)
    count = int(instance.need[proposal]) - len(pinned)
    held = float(worth[pinned].sum())
    rest = floor - float(instance.value[pinned].sum())
    if not 0 <= count <= len(free) or -np.sort(-places.value)[:count].sum() < rest - ROUNDING:
        return Teams([], -np.inf, is_complete=True)
    search = _Search(places, count, rest, slack)
    search.descend(0, count, (0.0, 0.0, 0.0), ())
    found = sorted(
        (Team(held + one, (*pinned.tolist(), *team)) for one, team in search.found if one >= search.best - slack),
        reverse=True,
    )
    is_complete = search.nodes < MOST_NODES and len(found) <= MOST_TEAMS
    bound = search.best if search.nodes < MOST_NODES else search.ceiling
    return Teams(found[:MOST_TEAMS], held + bound, is_complete)


def multiplier(places: Places, count: int, floor: float) -> float:
    """Return the weight of the floor at which the best unbounded choice just reaches it (Lagrangian relaxation).

    Parameters
    ----------
    places : candidates; some team reaches the floor.
    count : size of a team.
    floor : of the affinities of a team.
    """
    low, high = 0.0, 1.0
    if not _is_short(places, count, floor, 0.0):
        return 0.0
    for _ in range(DOUBLINGS):
        if not _is_short(places, count, floor, high):
            break
        high *= 4.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_short(places, count, floor, middle) else (low, middle)
    return high


def floor_weights(instance: Instance, worth: Floats, watched: Integers, floor: float) -> Floats:
    """Return the weight of each proposal's score, 1 and its multiplier where it is watched: prices of a certificate.

    Parameters
    ----------
    instance : a problem without mixes as arrays.
    worth : of each column at the prices of the reviewers, shape (n,).
    watched : proposals held to the floor.
    floor : which each can reach.
    """
    weights = np.ones(len(instance.need))
    for proposal in watched.tolist():
        columns = np.arange(*np.searchsorted(instance.proposal, [proposal, proposal + 1]))
        pinned, free = columns[instance.pinned[columns]], columns[~instance.pinned[columns]]
        rest = floor - float(instance.value[pinned].sum())
        places = Places(worth[free], instance.value[free], free)
        weights[proposal] += multiplier(places, int(instance.need[proposal]) - len(pinned), rest)
    return weights


def _is_short(places: Places, count: int, floor: float, weight: float) -> bool:
    if count <= 0:
        return False
    top = np.argpartition(-(places.worth + weight * places.value), count - 1)[:count]
    return float(places.value[top].sum()) < floor - ROUNDING


class _Search:
    """Depth first, in the order of worth plus weighted affinity, whose best sums bound what is still to come."""

    def __init__(self, places: Places, count: int, floor: float, slack: float) -> None:
        weight = multiplier(places, count, floor)
        raised = places.worth + weight * places.value
        order = np.argsort(-raised, kind="stable")
        self.raised, self.value, self.worth = (one[order].tolist() for one in (raised, places.value, places.worth))
        self.columns = places.columns[order].tolist()
        self.sums = [0.0, *np.cumsum(raised[order]).tolist()]
        self.floor, self.slack, self.charge = floor, slack, weight * floor
        self.ceiling = self.sums[count] - self.charge
        self.best, self.nodes = -np.inf, 0
        self.found: list[tuple[float, tuple[int, ...]]] = []

    def descend(self, start: int, left: int, so_far: tuple[float, float, float], team: tuple[int, ...]) -> None:
        """Try every way to complete a team that could still come within the slack of the best one found."""
        raised, value, worth = so_far
        if not left:
            if value >= self.floor - ROUNDING and worth >= self.best - self.slack:
                self.found.append((worth, team))
                self.best = max(self.best, worth)
            return
        for place in range(start, len(self.columns) - left + 1):
            self.nodes += 1
            promise = raised + self.sums[place + left] - self.sums[place] - self.charge
            if promise < self.best - self.slack - WEIGHED or self.nodes >= MOST_NODES:
                return
            sums = (raised + self.raised[place], value + self.value[place], worth + self.worth[place])
            self.descend(place + 1, left - 1, sums, (*team, self.columns[place]))
