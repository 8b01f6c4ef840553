"""The greatest total under a floor for large plain problems: prices of reviewers, whole teams where the floor binds.

The floor of a proposal is kept by choosing among its teams, so the relaxation is as tight as the hull of its teams; the
other proposals choose single columns. Only what lies close to the prices is ever handed to a solver.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from grappe.engines.assignment.bounds import Prices
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.master import Open, solve_in_box, solve_whole
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.ranking import Ranking, rank
from grappe.engines.assignment.teams import ROUNDING, Team, floor_weights, teams_of
from grappe.engines.solving.stop import Stop

# Of prices; affinities are at most 1 here.
WIDTH = 0.005
SLACK = 0.01
ROUNDS, BRANCHINGS = 30, 6
# New teams of one proposal and round.
OFFERED = 20
# Relative to the total: what remains of the gap is called nothing.
CLOSED = 3e-7
# Rounding of a solver's parts of columns.
NEARLY = 1e-9
MOST_OPEN = 150_000


@dataclass(frozen=True, eq=False)
class TeamOptimum:
    """Columns taken, what bounds their total, and the prices of that bound."""

    columns: Integers
    bound: float
    prices: Prices


@dataclass(frozen=True, eq=False)
class _Priced:
    """What follows from prices: the bound, the choices of single columns, and the teams within a slack, by proposal."""

    prices: Floats
    worth: Floats
    bound: float
    watched: NDArray[np.bool_]
    ranking: Ranking
    teams: dict[int, list[Team]]
    is_complete: bool


@dataclass(frozen=True, eq=False)
class _Offered:
    """Choices opened so far: columns, shape (n,), and teams by proposal."""

    columns: NDArray[np.bool_]
    teams: dict[int, set[tuple[int, ...]]]


def best_total_by_teams(instance: Instance, prices: Floats, floor: float, stop: Stop) -> TeamOptimum | None:
    """Maximise the total of affinities while no proposal falls below a floor.

    Parameters
    ----------
    instance : a problem without mixes as arrays, affinities at most 1.
    prices : of the reviewers, such as a flow's; shape (R,).
    floor : of the scores.
    stop : when to give up.

    Returns
    -------
    TeamOptimum or None
        None when it did not settle in a few rounds, which proves nothing.
    """
    trial = np.where(instance.least > 0, prices, np.maximum(prices, 0.0))
    watched = np.zeros(len(instance.need), dtype=bool)
    offered = _Offered(np.zeros(instance.size, dtype=bool), {})
    best: _Priced | None = None
    for _ in range(ROUNDS):
        priced = None if stop() else _price(instance, trial, watched, floor, SLACK)
        if priced is None:
            return None
        # Prices that give no better bound only show which columns were missing.
        best = priced if best is None or priced.bound < best.bound else best
        _offer(instance, priced, offered, WIDTH)
        watched = priced.watched
        choice = _open(instance, replace(best, watched=watched), offered)
        solved = solve_in_box(instance, choice, best.prices, WIDTH)
        if solved is None:
            return None
        below = solved.scores < floor - NEARLY
        if not below.any() and solved.keeps_loads and best.bound - solved.value <= CLOSED * max(1.0, abs(best.bound)):
            if solved.columns is None:
                return _branched(instance, best, floor, stop)
            return _told(instance, solved.columns, best.bound, best, floor)
        watched = watched | below
        trial = best.prices.copy()
        trial[choice.touched] = solved.prices
    return None


def _price(
    instance: Instance, prices: Floats, watched: NDArray[np.bool_], floor: float, slack: float
) -> _Priced | None:
    """None where some proposal has no team that reaches the floor, or none was found in the nodes allowed."""
    worth = instance.value - prices[instance.reviewer]
    ranking = rank(instance, worth)
    watched = watched | _below(instance, np.flatnonzero(ranking.chosen), floor)
    pinned = np.bincount(instance.reviewer[instance.pinned], minlength=len(prices))
    loads = np.where(prices > 0, instance.most, np.maximum(instance.least, pinned))
    bound = float(prices @ loads) + float(worth[ranking.chosen & ~watched[instance.proposal]].sum())
    teams, is_complete = {}, True
    for proposal in np.flatnonzero(watched).tolist():
        some = teams_of(instance, worth, proposal, floor, slack)
        if not some.found:
            return None
        teams[proposal] = some.found
        bound += some.bound
        is_complete &= some.is_complete
    return _Priced(prices, worth, bound, watched, ranking, teams, is_complete)


def _offer(instance: Instance, priced: _Priced, offered: _Offered, width: float) -> None:
    """Open what lies within a width of the choices at the prices."""
    owner, ranking = instance.proposal, priced.ranking
    loss = np.where(ranking.chosen, priced.worth - ranking.next[owner], ranking.last[owner] - priced.worth)
    offered.columns[(loss <= width) & ~instance.pinned] = True
    for proposal, some in priced.teams.items():
        known = offered.teams.setdefault(proposal, set())
        known.update([team.columns for team in some if team.columns not in known][:OFFERED])


def _open(instance: Instance, priced: _Priced, offered: _Offered) -> Open:
    """What is offered may be chosen; other proposals keep what they choose at the prices."""
    single = ~priced.watched[instance.proposal]
    fixed = np.flatnonzero(priced.ranking.chosen & single & ~offered.columns)
    free = np.flatnonzero(offered.columns & single)
    owners = np.array([one for one, some in offered.teams.items() for _ in some], dtype=np.int64)
    teams = [team for some in offered.teams.values() for team in sorted(some)]
    inside = np.array([column for team in teams for column in team], dtype=np.int64)
    return Open(fixed, free, owners, teams, _touched(instance, priced.prices, fixed, np.concatenate([free, inside])))


def _touched(instance: Instance, prices: Floats, fixed: Integers, open_columns: Integers) -> Integers:
    """Reviewers whose load is not settled, or is not what their price pays for."""
    load = np.bincount(instance.reviewer[fixed], minlength=len(prices))
    touched = (load > instance.most) | (load < instance.least)
    touched |= (prices > 0) & (load < instance.most) | (prices < 0) & (load > instance.least)
    touched[instance.reviewer[open_columns]] = True
    return np.flatnonzero(touched)


def _branched(instance: Instance, best: _Priced, floor: float, stop: Stop) -> TeamOptimum | None:
    """Whole choices among what loses less than the gap: nothing else is in a better assignment."""
    width, watched, found = WIDTH, best.watched, None
    for _ in range(BRANCHINGS):
        priced = _price(instance, best.prices, watched, floor, width)
        if priced is None or stop():
            break
        choice = _open(instance, priced, _everything_within(instance, priced, width))
        if len(choice.free) + len(choice.teams) > MOST_OPEN:
            break
        whole = solve_whole(instance, choice, stop)
        if whole is None:
            width *= 4
            continue
        columns, inner = whole
        below = _below(instance, columns, floor)
        if below.any():
            watched = watched | below
            continue
        total = float(instance.value[columns].sum())
        found = _told(instance, columns, priced.bound, priced, floor)
        if priced.bound - total <= width and priced.is_complete:
            return _told(instance, columns, min(priced.bound, max(total, inner)), priced, floor)
        width = (priced.bound - total) * (1 + ROUNDING) + ROUNDING
    return found


def _everything_within(instance: Instance, priced: _Priced, width: float) -> _Offered:
    teams = {proposal: {team.columns for team in some} for proposal, some in priced.teams.items()}
    offered = _Offered(np.zeros(instance.size, dtype=bool), teams)
    _offer(instance, priced, offered, width)
    return offered


def _below(instance: Instance, columns: Integers | None, floor: float) -> NDArray[np.bool_]:
    if columns is None:
        return np.zeros(len(instance.need), dtype=bool)
    return np.asarray(instance.scores_with(columns) < floor - ROUNDING)


def _told(instance: Instance, columns: Integers, bound: float, priced: _Priced, floor: float) -> TeamOptimum:
    weights = floor_weights(instance, priced.worth, np.flatnonzero(priced.watched), floor)
    return TeamOptimum(columns, bound, Prices(priced.prices, weights, np.zeros(0)))
