"""What others do at large forums: greedy by weight, first come first served, and participants who book themselves."""

import random

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.grid import Grid


def greedy(grid: Grid, seed: int) -> Board:
    """Heaviest first, each at its first free slot."""
    rng = random.Random(seed)
    order = list(range(grid.meetings))
    rng.shuffle(order)
    return _in_order(grid, sorted(order, key=lambda meeting: -grid.weight[meeting]))


def first_fit(grid: Grid, _seed: int) -> Board:
    """In the order in which requests were made, each at its first free slot."""
    return _in_order(grid, range(grid.meetings))


def self_booking(grid: Grid, seed: int) -> Board:
    """In a random order, each at a slot chosen at random among those free for both: nobody sees the whole."""
    rng = random.Random(seed)
    board = Board(grid)
    order = list(range(grid.meetings))
    rng.shuffle(order)
    for meeting in order:
        starts = list(grid.starts[meeting])
        rng.shuffle(starts)
        _place(board, meeting, starts)
    return board


def _in_order(grid: Grid, order: "range | list[int]") -> Board:
    board = Board(grid)
    for meeting in order:
        _place(board, meeting, grid.starts[meeting])
    return board


def _place(board: Board, meeting: int, starts: "tuple[int, ...] | list[int]") -> None:
    for start in starts:
        pool = board.fits(meeting, start)
        if pool is not None:
            board.place(meeting, start, pool)
            return
