"""What an explanation says is true: reasons hold and changes place what they say they place."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.engines.meetings.meeting_examples import forum
from tests.engines.meetings.meeting_strategies import forums_with_walks, published_forums

from grappe.engines.meetings import (
    ChangeKind,
    ExplainParams,
    Params,
    Participant,
    Problem,
    Request,
    Table,
    Unplaced,
    explain,
    plan_meetings,
)
from grappe.engines.meetings.assignments import load_assignments
from grappe.engines.meetings.board import Board
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.prices import made_fair, price_of
from grappe.engines.solving import Countdown, Never

WHY = ExplainParams(gains=False)


def only(problem: Problem, **params: object) -> Unplaced:
    made = plan_meetings(problem, Never(), 1)
    (one,) = explain(problem, made.assignments, Never(), 1, WHY).unplaced
    return one


@settings(max_examples=300)
@given(forums_with_walks() | published_forums(), st.integers(0, 9))
def test_moves_and_sacrifices_do_what_they_say(problem: Problem, seed: int) -> None:
    made = plan_meetings(problem, Countdown(50), seed, Params(prove=False))
    told = explain(problem, made.assignments, Never(), seed, WHY)
    assert told.complete
    assert len(told.unplaced) == len(problem.requests) - len(made.assignments)
    for one in told.unplaced:
        assert one.reasons
        if one.change.kind in {ChangeKind.MOVES, ChangeKind.GIVE_UP}:
            board = Board(compile_grid(problem))
            load_assignments(board, made.assignments)
            for number in one.change.given_up:
                board.remove(number - 1)
            assert board.rearrange({move.meeting - 1: move.slot - 1 for move in one.change.moves})
            given = made.weight - one.change.lost + problem.weight_of(problem.requests[one.meeting - 1])
            assert board.weight == given


def test_full_participant_is_named_with_what_it_would_give_up() -> None:
    wishes = (Request(("A", "B"), priority=3), Request(("A", "C")))
    one = only(forum(slots=1, requests=wishes))
    assert one.reasons[0].about == "A meets others in every slot possible here (1); it is asked for 2 times."
    assert one.change.kind is ChangeKind.GIVE_UP
    assert one.change.text.about == "Give up other meetings (1), of weight 3 in all, for its 1 in slot 1."


def test_scarce_tables_are_named() -> None:
    wishes = (Request(("A", "B"), priority=3), Request(("C", "D")))
    one = only(forum(slots=1, people="ABCD", requests=wishes, tables=(Table(),)))
    assert one.reasons[0].about == "In slots 1 its participants are free, but every table that suits is taken."
    assert one.change.text.about == "Add one table in slot 1."


def test_one_hour_more_is_proposed() -> None:
    people = (Participant("A", unavailable=(2,)), Participant("B"), Participant("C", unavailable=(3,)))
    wishes = (Request(("A", "B"), forbidden=(3,), priority=3), Request(("A", "C")))
    one = only(forum(participants=people, requests=wishes))
    assert one.change.text.about == "Ask A to be available in slot 2."


def test_pair_that_is_never_together_is_told() -> None:
    people = (Participant("A", unavailable=(1,)), Participant("B", unavailable=(2,)))
    one = only(forum(slots=2, participants=people, requests=(Request(("A", "B")),)))
    assert one.reasons[0].code == "why.never"
    assert one.change.kind is ChangeKind.HOUR


def test_maximum_is_named() -> None:
    people = (Participant("A", maximum=1), Participant("B"), Participant("C"))
    wishes = (Request(("A", "B"), priority=3), Request(("A", "C")))
    one = only(forum(participants=people, requests=wishes))
    assert one.reasons[0].about == "A has its maximum of 1 meetings."
    assert one.change.text.about == "Let A have 2 meetings."


def test_only_the_requests_asked_for_are_explained() -> None:
    wishes = tuple(Request(tuple(pair)) for pair in ("AB", "AC", "BC"))
    problem = forum(slots=1, requests=wishes, tables=(Table(),))
    made = plan_meetings(problem, Never(), 1)
    left = [number for number in (1, 2, 3) if number != made.assignments[0].meeting]
    told = explain(problem, made.assignments, Never(), 1, replace(WHY, meetings=(left[0],)))
    assert [one.meeting for one in told.unplaced] == left[:1]


def test_gains_of_one_more_table_slot_and_half_day() -> None:
    wishes = tuple(Request(tuple(pair)) for pair in ("AB", "CD", "AC", "BD", "AD", "BC"))
    problem = forum(slots=2, people="ABCD", requests=wishes, tables=(Table(),))
    made = plan_meetings(problem, Never(), 1)
    gains = explain(problem, made.assignments, Countdown(500), 1).gains
    assert [(gain.text.code, gain.found, gain.at_most) for gain in gains] == [
        ("gain.table", 2, 2),
        ("gain.slot", 1, 1),
        ("gain.half_day", 1, 1),
    ]


@settings(max_examples=60)
@given(forums_with_walks(), st.integers(0, 2), st.integers(0, 9))
def test_a_plan_made_fair_is_no_better_than_the_best_fair_one(problem: Problem, fairness: int, seed: int) -> None:
    made = plan_meetings(problem, Countdown(50), seed, Params(prove=False))
    assume(made.breaks is not None)
    fair = replace(problem, fairness=fairness)
    board = Board(compile_grid(problem))
    load_assignments(board, made.assignments)
    told = made_fair(compile_grid(fair), board, Never(), seed)  # the checker has seen its plan, fairness included
    best = price_of(fair, board, Never(), seed)
    assert told.from_plan
    assert told.weight_bound >= best.weight >= told.weight
    assert board.weight == made.weight


def test_price_of_fairness_is_told() -> None:
    people = (Participant("A"), Participant("B", unavailable=(2,)), Participant("C"))
    params = ExplainParams(gains=False, fairness=(0, None))
    prices = explain(forum(participants=people), (), Never(), 1, params).fairness
    assert [(price.fairness, price.status.value, price.breaks) for price in prices] == [
        (0, "infeasible", None),
        (None, "optimal", 1),
    ]
