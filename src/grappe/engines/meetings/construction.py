"""A first plan: the meetings with the fewest ways first, then chains and ejections for those left."""

from collections.abc import Callable, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.insertion import insert, insert_by_ejection, insert_plainly
from grappe.engines.solving.stop import Stop

DEPTH = 6
Order = Callable[[int], tuple[float, ...]]


def construct(
    board: Board, rng: Random, stop: Stop, share: Sequence[float] | NDArray[np.float64], first: Stop | None = None
) -> None:
    """Fill an empty or partial board.

    Parameters
    ----------
    board : changed in place; what stands there stays in the plan or makes way for what weighs no less.
    rng : source of chance.
    stop : asked for each meeting.
    share : M, how much of each meeting the bound holds; those it holds come first among equals.
    first : asked instead while places that are free are still to be filled: whatever else is worth less.
    """
    grid = board.grid
    load = [len(meetings) for meetings in grid.of_person]
    noise = [rng.random() for _ in range(grid.meetings)]

    def order(meeting: int) -> tuple[float, ...]:
        crowd = max(load[person] for person in grid.who[meeting])
        choices = len(grid.starts[meeting]) / (1 + crowd)
        return (-grid.compulsory[meeting], -round(share[meeting]), -grid.weight[meeting], choices, noise[meeting])

    waiting = sorted(board.missing(), key=order)
    first = first or stop
    left = [meeting for meeting in waiting if first() or not insert_plainly(board, meeting)]
    left = [meeting for meeting in left if stop() or not insert(board, meeting, rng)]
    retry(board, rng, stop, rounds=2)


def retry(board: Board, rng: Random, stop: Stop, *, rounds: int) -> None:
    """Try to place what does not stand in the plan, by every means, heaviest first, in several rounds."""
    grid = board.grid
    for _ in range(rounds):
        weight = board.weight
        waiting = [m for m in board.missing() if grid.starts[m] and grid.pools_of[m] and not board.frozen[m]]
        rng.shuffle(waiting)
        waiting.sort(key=lambda m: (-grid.compulsory[m], -grid.weight[m]))
        for meeting in waiting:
            if stop():
                return
            if board.slot[meeting] == NOWHERE and not insert(board, meeting, rng):
                insert_by_ejection(board, meeting, rng, DEPTH)
        if board.weight == weight and not any(grid.compulsory[m] for m in board.missing()):
            return
