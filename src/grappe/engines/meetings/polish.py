"""Fewer breaks without losing a meeting: annealing over chains.

Swapping two slots along a chain changes what a participant has in them only at the ends of the chain, so that a move
costs a handful of look-ups however many meetings it moves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from random import Random

from grappe.engines.meetings.board import NOWHERE, Board, breaks_in
from grappe.engines.meetings.chains import chain
from grappe.engines.solving.stop import Stop

HOT, COLD = 0.4, 0.15
ROUND = 200  # moves between two questions whether to stop


@dataclass(frozen=True)
class Cost:
    """Breaks, each beyond what fairness allows counted again."""

    cap: int | None
    penalty: int = 3

    def of(self, board: Board, people: set[int]) -> int:
        """Return the cost of some participants."""
        return sum(self._price(board.breaks(person)) for person in people)

    def change(self, board: Board, moves: Mapping[int, int]) -> int:
        """Return by how much moving meetings would change the cost, without moving them."""
        grid, slots = board.grid, board.grid.slots
        flows: dict[int, dict[int, int]] = {}  # participant, slot: meetings that come less those that go
        for meeting, target in moves.items():
            source, length = board.slot[meeting], grid.length[meeting]
            for person in grid.who[meeting]:
                flow = flows.setdefault(person, {})
                for step in range(length):
                    flow[source + step] = flow.get(source + step, 0) - 1
                    flow[target + step] = flow.get(target + step, 0) + 1
        total = 0
        for person, flow in flows.items():
            old = busy = board.busy[person]
            for slot, more in flow.items():
                if more:
                    left = len(board.at[person * slots + slot]) + more
                    busy = busy | 1 << slot if left > 0 else busy & ~(1 << slot)
            if busy != old:
                total += self._price(breaks_in(busy, grid.day_masks)) - self._price(breaks_in(old, grid.day_masks))
        return total

    def _price(self, breaks: int) -> int:
        over = 0 if self.cap is None else max(0, breaks - self.cap)
        return breaks + self.penalty * over


def anneal(board: Board, rng: Random, stop: Stop, *, rounds: int, goal: int = 0) -> int:
    """Lower the breaks of a board; return the least cost met, with which the board is left.

    Parameters
    ----------
    board : changed in place; the same meetings stay in it.
    rng : source of chance.
    stop : asked after each round of moves.
    rounds : of moves, over which the temperature falls.
    goal : a cost at which to end, since no plan has less.
    """
    if not board.grid.meetings:
        return 0
    cost = Cost(board.grid.problem.fairness)
    everyone = set(range(board.grid.people))
    current = best = cost.of(board, everyone)
    kept = board.snapshot()
    for step in range(rounds):
        heat = HOT * (COLD / HOT) ** (step / max(1, rounds - 1))
        for _ in range(ROUND):
            current += _move(board, rng, cost, heat)
            if current < best:
                best, kept = current, board.snapshot()
                if best <= goal:
                    return best
        if stop():
            break
    board.load(kept)
    return best


def _move(board: Board, rng: Random, cost: Cost, heat: float) -> int:
    """Try one chain; return by how much the cost changed."""
    moves = _proposal(board, rng)
    if moves is None:
        return 0
    change = cost.change(board, moves)
    if change > 0 and rng.random() >= exp(-change / heat):
        return 0
    return change if board.rearrange(moves) else 0


def _proposal(board: Board, rng: Random) -> dict[int, int] | None:
    grid = board.grid
    meeting = rng.randrange(grid.meetings)
    source = board.slot[meeting]
    starts = grid.starts[meeting]
    if source == NOWHERE or len(starts) <= 1:
        return None
    target = _target(board, meeting, rng)
    if target == source:
        return None
    if grid.length[meeting] > 1:
        return {meeting: target}
    seeds = {meeting: target}
    moves = chain(board, seeds)
    if moves is None:
        return None
    arriving = sum(1 if slot == target else -1 for slot in moves.values())
    if arriving > 0 and not any(board.room[pool][target] >= arriving for pool in grid.pools_of[meeting]):
        return _balanced(board, rng, moves, source, target)
    return moves


def _target(board: Board, meeting: int, rng: Random) -> int:
    """Half of the time beside another meeting of one of its participants, otherwise anywhere it may be."""
    grid = board.grid
    starts = grid.starts[meeting]
    if rng.random() < 0.5:  # noqa: PLR2004 -- half
        person = rng.choice(grid.who[meeting])
        others = [other for other in grid.of_person[person] if other != meeting and board.slot[other] != NOWHERE]
        if others:
            slot = board.slot[rng.choice(others)] + rng.choice((-1, 1))
            if slot in grid.start_sets[meeting]:
                return slot
    return rng.choice(starts)


def _balanced(board: Board, rng: Random, moves: dict[int, int], source: int, target: int) -> dict[int, int] | None:
    """Where the tables of the target slot are full, send another chain the other way."""
    others = [meeting for meeting in board.standing[target] if meeting not in moves]
    if not others:
        return None
    return chain(board, {**moves, rng.choice(others): source})
