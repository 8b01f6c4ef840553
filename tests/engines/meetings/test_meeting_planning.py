"""Exact route, heuristics, checker and exhaustive reference agree on random forums with every kind of rule."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.meetings.meeting_examples import forum
from tests.engines.meetings.meeting_strategies import forums_with_walks, published_forums

from grappe.engines.meetings import Level, Participant, Plan, Problem, Request, Table, check_plan, measure
from grappe.engines.meetings.crowding import crowding_bound
from grappe.engines.meetings.errors import TooLargeForExhaustionError
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.measure import rank
from grappe.engines.meetings.planning import Params, plan_meetings
from grappe.engines.meetings.published import is_published
from grappe.engines.meetings.reference import best_plan
from grappe.engines.meetings.weight_bound import weight_bound
from grappe.engines.solving import Countdown, Never, Progress, Status

HEURISTIC = Params(prove=False)


def reference(problem: Problem) -> tuple[int, ...] | None:
    best = best_plan(problem, limit=60_000)
    return None if best is None else rank(problem, measure(problem, best))


def is_valid(problem: Problem, made: Plan) -> bool:
    return check_plan(problem, made.assignments) == () and measure(problem, made.assignments) == made.measure


@settings(max_examples=400)
@given(forums_with_walks())
def test_exact_route_finds_what_exhaustion_finds(problem: Problem) -> None:
    try:
        best = reference(problem)
    except TooLargeForExhaustionError:
        return
    made = plan_meetings(problem, Never(), 1)
    if best is None:
        assert made.status is Status.INFEASIBLE
        return
    assert made.status is Status.OPTIMAL
    assert is_valid(problem, made)
    assert rank(problem, made.measure) == best


@settings(max_examples=400)
@given(published_forums())
def test_published_form_is_solved_like_by_exhaustion(problem: Problem) -> None:
    assert is_published(compile_grid(problem))
    best = reference(problem)
    made = plan_meetings(problem, Never(), 1)
    if best is None:
        assert made.status is Status.INFEASIBLE
        assert made.reasons
        return
    assert made.status is Status.OPTIMAL
    assert is_valid(problem, made)
    assert (made.breaks, made.lower_bound) == (best[1], best[1])


@settings(max_examples=400)
@given(forums_with_walks() | published_forums(), st.integers(0, 9))
def test_heuristic_plan_is_valid_and_below_the_bounds(problem: Problem, seed: int) -> None:
    made = plan_meetings(problem, Countdown(200), seed, HEURISTIC)
    if made.assignments:
        assert is_valid(problem, made)
        assert made.weight <= made.weight_bound
        assert made.lower_bound <= (made.breaks or 0)
        assert made == plan_meetings(problem, Countdown(200), seed, HEURISTIC)


@settings(max_examples=300)
@given(forums_with_walks())
def test_bounds_of_weight_and_breaks_are_safe(problem: Problem) -> None:
    try:
        best = reference(replace(problem, objective=(Level.WEIGHT, Level.BREAKS)))
    except TooLargeForExhaustionError:
        return
    if best is not None:
        grid = compile_grid(problem)
        bound = weight_bound(grid)
        assert -best[0] <= bound.value
        assert crowding_bound(grid, bound, -best[0]) <= best[1]


def test_absences_of_who_is_sought_after_are_breaks_for_certain() -> None:
    people = (Participant("A", unavailable=(2, 4)), *(Participant(name) for name in "BCDEF"))
    wishes = tuple(Request(("A", other)) for other in "BCDEF")
    problem = forum(slots=5, participants=people, requests=wishes)
    made = plan_meetings(problem, Countdown(500), 1, HEURISTIC)
    assert (made.measure.placed, made.breaks, made.lower_bound) == (3, 2, 2)


def test_three_meetings_in_two_slots_are_named() -> None:
    triangle = forum(slots=2, pairs=("AB", "BC", "AC"))
    made = plan_meetings(triangle, Never(), 1)
    assert made.status is Status.INFEASIBLE
    (reason,) = made.reasons
    assert reason.about.startswith("These 3 meetings cannot all be held: 1 (A and B), 2 (B and C), 3 (A and C)")


def test_participant_with_too_many_meetings_is_named() -> None:
    people = (Participant("A"), Participant("B", unavailable=(1, 3)), Participant("C"))
    (reason,) = plan_meetings(forum(participants=people), Never(), 1).reasons
    assert reason.about == "B has 2 meetings (1, 2) for 1 slots (2)."


def test_fairness_as_the_reason_is_told() -> None:
    people = (Participant("A"), Participant("B", unavailable=(2,)), Participant("C"))
    (reason,) = plan_meetings(forum(participants=people, fairness=0), Never(), 1).reasons
    assert "not with breaks at most 0 apart" in reason.about


def test_progress_is_told() -> None:
    told: list[Progress] = []
    plan_meetings(forum(), Never(), 1, report=told.append)
    assert told


@pytest.mark.parametrize("requests", [(), (Request(("A", "B")),)])
def test_small_forums_are_planned(requests: tuple[Request, ...]) -> None:
    made = plan_meetings(replace(forum(), requests=requests, tables=(Table(),)), Never(), 1)
    assert made.status is Status.OPTIMAL
    assert made.measure.placed == len(requests)
