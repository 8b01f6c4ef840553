"""Serve more evenly at the same weight: who has too few meetings gets one that another can spare."""

from collections import defaultdict
from random import Random

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.insertion import blockers, table_holders
from grappe.engines.meetings.problem import Level
from grappe.engines.solving.stop import Stop

LOOKED_AT = 6  # meetings of one slot that could give up their table, at most


class Evenness:
    """How evenly a board serves: what is missing to minima, and the spread between groups.

    Only the levels of the objective that stand before breaks count, in their order.
    """

    def __init__(self, board: Board) -> None:
        problem = board.grid.problem
        objective = problem.objective
        first = objective[: objective.index(Level.BREAKS)] if Level.BREAKS in objective else objective
        self.levels = [level for level in first if level in {Level.SHORTFALL, Level.SPREAD}]
        self.board = board
        self.groups = [participant.groups for participant in problem.participants]
        self.wanted: dict[str, int] = defaultdict(int)
        for person, meetings in enumerate(board.grid.of_person):
            for group in self.groups[person]:
                self.wanted[group] += len(meetings)
        self.shortfall = sum(board.grid.minimum)
        self.served: dict[str, int] = defaultdict(int)
        self.held = [0] * board.grid.people
        for person, held in enumerate(board.count):
            self._add(person, held)

    @property
    def value(self) -> tuple[float, ...]:
        """Smallest is best; zero in every place cannot be bettered."""
        figures = {Level.SHORTFALL: float(self.shortfall), Level.SPREAD: self.spread}
        return tuple(figures[level] for level in self.levels)

    @property
    def spread(self) -> float:
        """Between the shares of the best and the worst served group."""
        shares = self._shares().values()
        return max(shares) - min(shares) if shares else 0.0

    def swap(self, gone: int, come: int) -> None:
        """Count one meeting instead of another."""
        for person in self.board.grid.who[gone]:
            self._add(person, -1)
        for person in self.board.grid.who[come]:
            self._add(person, 1)

    def waiting(self) -> list[int]:
        """Return the meetings left out by which someone short of meetings, or of the worst served group, gains."""
        grid, shares = self.board.grid, self._shares()
        worst = min(shares, key=lambda group: (shares[group], group)) if shares else None
        poor = {
            person
            for person, held in enumerate(self.board.count)
            if (held < grid.minimum[person] and Level.SHORTFALL in self.levels)
            or (worst in self.groups[person] and Level.SPREAD in self.levels)
        }
        return [m for m in self.board.missing() if grid.pools_of[m] and not poor.isdisjoint(grid.who[m])]

    def _shares(self) -> dict[str, float]:
        return {group: self.served[group] / total for group, total in self.wanted.items() if total}

    def _add(self, person: int, more: int) -> None:
        least, before = self.board.grid.minimum[person], self.held[person]
        self.held[person] = before + more
        self.shortfall += max(0, least - before - more) - max(0, least - before)
        for group in self.groups[person]:
            self.served[group] += more


def even_out(board: Board, stop: Stop, rng: Random) -> None:
    """Exchange meetings for others of the same weight as long as that serves more evenly.

    Parameters
    ----------
    board : changed in place; its weight stays.
    stop : asked for each meeting left out.
    rng : source of chance.
    """
    even = Evenness(board)
    improved = bool(even.levels)
    while improved and any(even.value) and not stop():
        improved = False
        waiting = even.waiting()
        rng.shuffle(waiting)
        for meeting in waiting:
            if stop():
                return
            improved = _exchange(even, meeting, rng) or improved


def _exchange(even: Evenness, meeting: int, rng: Random) -> bool:
    """Place a meeting where one other of its weight gives way, if the board is better for it."""
    before = even.value
    for start in even.board.grid.starts[meeting]:
        for victim in _victims(even.board, meeting, start, rng):
            even.swap(victim, meeting)
            if even.value < before and _replace(even.board, victim, meeting, start):
                return True
            even.swap(meeting, victim)
    return False


def _replace(board: Board, victim: int, meeting: int, start: int) -> bool:
    slot, pool = board.slot[victim], board.pool[victim]
    board.remove(victim)
    free = board.fits(meeting, start)
    if free is None:
        board.place(victim, slot, pool)
        return False
    board.place(meeting, start, free)
    return True


def _victims(board: Board, meeting: int, start: int, rng: Random) -> list[int]:
    grid = board.grid
    found = list(blockers(board, meeting, start))
    if not found:
        found = sorted(table_holders(board, meeting, start))
        found = rng.sample(found, min(LOOKED_AT, len(found)))
    elif len(found) > 1:
        return []
    return [
        other
        for other in found
        if grid.weight[other] == grid.weight[meeting] and not (grid.compulsory[other] or board.frozen[other])
    ]
