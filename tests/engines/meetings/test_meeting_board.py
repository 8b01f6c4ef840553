"""The board of the searches keeps the checker's rules, whatever is placed, moved and taken out."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.meetings.meeting_examples import forum
from tests.engines.meetings.meeting_strategies import forums_with_walks, published_forums

from grappe.engines.meetings import Participant, Problem, Table, check_plan, measure
from grappe.engines.meetings.assignments import assignments_of, load_assignments
from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.chains import chain
from grappe.engines.meetings.grid import compile_grid

LEFT_OPEN = {"meeting.missing", "fairness"}


def played(problem: Problem, seed: int) -> Board:
    """A board after random placements, chains and removals."""
    rng = random.Random(seed)
    board = Board(compile_grid(problem))
    for _ in range(30):
        meeting = rng.randrange(len(problem.requests))
        start = rng.randrange(len(problem.slots))
        if board.slot[meeting] == NOWHERE:
            pool = board.fits(meeting, start)
            if pool is not None:
                board.place(meeting, start, pool)
        elif rng.random() < 0.2:
            board.remove(meeting)
        elif board.slot[meeting] != start:
            moves = chain(board, {meeting: start})
            if moves is not None:
                board.rearrange(moves)
    return board


@settings(max_examples=300)
@given(forums_with_walks() | published_forums(), st.integers(0, 99))
def test_board_keeps_the_rules(problem: Problem, seed: int) -> None:
    board = played(problem, seed)
    plan = assignments_of(board)
    assert {fault.code for fault in check_plan(problem, plan)} <= LEFT_OPEN
    figures = measure(problem, plan)
    assert (figures.weight, figures.breaks) == (board.weight, board.total_breaks())


@settings(max_examples=100)
@given(forums_with_walks() | published_forums(), st.integers(0, 99))
def test_board_comes_back_from_snapshot_and_plan(problem: Problem, seed: int) -> None:
    board = played(problem, seed)
    other = Board(board.grid)
    other.load(board.snapshot())
    third = Board(board.grid)
    assert load_assignments(third, assignments_of(board)) == []
    assert other.snapshot() == third.snapshot() == board.snapshot()
    assert other.room == third.room == board.room


def test_chain_swaps_two_slots() -> None:
    board = Board(compile_grid(forum(people="ABCD", pairs=("AB", "BC", "CD"))))
    for meeting, slot in enumerate((0, 1, 0)):
        board.place(meeting, slot, 1)
    moves = chain(board, {0: 1})
    assert moves == {0: 1, 1: 0, 2: 1}
    assert board.rearrange(moves)
    assert board.slot == [1, 0, 1]


def test_chain_stops_at_an_absence() -> None:
    people = (Participant("A"), Participant("B"), Participant("C", unavailable=(1,)))
    board = Board(compile_grid(forum(participants=people)))
    board.place(0, 0, 1)
    board.place(1, 1, 1)
    assert chain(board, {0: 1}) is None
    assert not board.rearrange({0: 1})
    assert board.slot == [0, 1]


def test_people_keep_their_table() -> None:
    board = Board(compile_grid(forum(slots=2, people="ABCD", pairs=("AB", "CD", "BC"), tables=(Table(),) * 3)))
    for meeting, slot in enumerate((0, 0, 1)):
        board.place(meeting, slot, 1)
    assert measure(board.grid.problem, assignments_of(board)).table_changes == 1
