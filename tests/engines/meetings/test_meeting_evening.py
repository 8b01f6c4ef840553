"""At the same weight, minima are met and groups are served alike; nothing else of the plan gets worse."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.meetings.meeting_examples import forum
from tests.engines.meetings.meeting_strategies import forums_with_walks

from grappe.engines.meetings import (
    Level,
    Params,
    Participant,
    Problem,
    Request,
    Table,
    check_plan,
    measure,
    plan_meetings,
)
from grappe.engines.meetings.assignments import assignments_of
from grappe.engines.meetings.board import Board
from grappe.engines.meetings.construction import construct
from grappe.engines.meetings.evening import Evenness, even_out
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.measure import rank
from grappe.engines.solving import Countdown, Never

HEURISTIC = Params(prove=False)


@settings(max_examples=300)
@given(forums_with_walks(), st.integers(0, 9))
def test_evening_out_keeps_weight_and_rules_and_betters_the_rest(problem: Problem, seed: int) -> None:
    grid = compile_grid(problem)
    board = Board(grid)
    construct(board, Random(seed), Never(), [1.0] * grid.meetings)
    before = measure(problem, assignments_of(board))
    first = Evenness(board).value
    even_out(board, Never(), Random(seed))
    after = measure(problem, assignments_of(board))
    assert after.weight == before.weight
    assert Evenness(board).value <= first
    if Level.SHORTFALL in problem.objective:
        assert after.shortfall <= before.shortfall
    faults = {fault.code for fault in check_plan(problem, assignments_of(board))}
    assert faults <= {"meeting.missing", "fairness"}


def test_who_has_none_gets_what_another_can_spare() -> None:
    people = (Participant("A"), Participant("B", minimum=1), Participant("C"), Participant("D", minimum=1))
    wishes = tuple(Request(tuple(pair)) for pair in ("AB", "AC", "CD"))
    problem = forum(slots=2, participants=people, requests=wishes, tables=(Table(),))
    board = Board(compile_grid(problem))
    board.place(0, 0, 1)
    board.place(1, 1, 1)
    assert Evenness(board).value[0] == 1
    even_out(board, Never(), Random(1))
    assert board.missing() == [1]


def test_groups_are_served_alike_where_tables_are_scarce() -> None:
    people = tuple(Participant(f"p{n}", groups=("small",) if n < 6 else ("large",)) for n in range(12))
    pairs = [(a, b) for half in (range(6), range(6, 12)) for a in half for b in half if a < b]
    wishes = tuple(Request((f"p{a}", f"p{b}"), priority=1) for a, b in pairs)
    problem = forum(slots=5, participants=people, requests=wishes, tables=(Table(),) * 2)
    made = plan_meetings(problem, Countdown(10_000), 1, HEURISTIC)
    assert (made.measure.placed, made.measure.spread) == (10, 0)
    assert rank(problem, made.measure)[0] == -10
