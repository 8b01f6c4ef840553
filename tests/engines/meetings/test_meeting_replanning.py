"""On the day: the plan stays valid, what is past or near stays put, and few are told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.meetings.meeting_examples import forum
from tests.engines.meetings.meeting_strategies import forums_with_walks, published_forums

from grappe.engines.meetings import (
    Assignment,
    DayParams,
    Event,
    Late,
    Leaving,
    NoShow,
    Params,
    Participant,
    Problem,
    Request,
    ShiftKind,
    Table,
    TableLost,
    WalkIn,
    Withdrawal,
    check_figures,
    check_plan,
    plan_meetings,
    replan,
)
from grappe.engines.meetings.errors import (
    DuplicateParticipantError,
    UnknownParticipantError,
    UnknownRequestError,
    UnknownSlotError,
    UnknownTableError,
)
from grappe.engines.solving import Countdown, Never


def events(problem: Problem) -> st.SearchStrategy[Event]:
    names = st.sampled_from([participant.id for participant in problem.participants])
    slots = st.integers(1, len(problem.slots))
    wish = Request((problem.participants[0].id, "N"), priority=2)
    return st.one_of(
        st.builds(NoShow, names),
        st.builds(Late, names, slots),
        st.builds(Leaving, names, slots),
        st.builds(TableLost, st.integers(1, len(problem.tables)), slots),
        st.just(WalkIn((wish,), Participant("N"))),
        st.builds(Withdrawal, st.integers(1, len(problem.requests))),
    )


@settings(max_examples=200)
@given(forums_with_walks() | published_forums(), st.data())
def test_any_day_ends_with_a_valid_plan_and_every_change_told(problem: Problem, data: st.DataObject) -> None:
    made = plan_meetings(problem, Countdown(100), 1, Params(prove=False))
    happened = data.draw(st.lists(events(problem), max_size=3, unique_by=repr))
    now = data.draw(st.integers(1, len(problem.slots) + 1))
    limit = data.draw(st.sampled_from([None, 0, 1]))
    params = DayParams(now=now, notice=data.draw(st.integers(0, 2)), most_moved=limit)
    done = replan(problem, made.assignments, happened, Never(), 1, params)
    assert check_plan(done.problem, done.plan.assignments) == ()
    assert check_figures(done.problem, done.plan) == ()
    before = {one.meeting: one for one in made.assignments}
    after = {one.meeting: one for one in done.plan.assignments}
    changed = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
    assert {shift.meeting for shift in done.shifts} == changed
    horizon = now + params.notice
    for shift in done.shifts:
        assert shift.before is None or shift.before.slot + problem.requests[shift.meeting - 1].length > now
        if shift.kind in {ShiftKind.ADDED, ShiftKind.MOVED}:
            assert shift.after is not None
            assert shift.after.slot >= horizon
    if limit is not None:
        chosen = [one for one in done.shifts if one.kind is ShiftKind.MOVED and could_stay(done.problem, one.before)]
        assert len(chosen) <= limit


def could_stay(problem: Problem, before: Assignment | None) -> bool:
    """Whether the place a meeting had is still one the rules allow it."""
    relaxed = replace(problem, requests=tuple(replace(request, compulsory=False) for request in problem.requests))
    return before is not None and check_plan(relaxed, (before,)) == ()


def test_no_show_frees_a_slot_for_a_request_left_out() -> None:
    wishes = tuple(Request(tuple(pair)) for pair in ("AB", "AC"))
    problem = forum(slots=1, requests=wishes)
    done = replan(problem, (Assignment(1, 1, 1),), [NoShow("B")], Never(), 1, DayParams(notice=0))
    assert [(shift.meeting, shift.kind) for shift in done.shifts] == [
        (1, ShiftKind.CANCELLED),
        (2, ShiftKind.ADDED),
    ]
    assert done.told == ("A", "C")


def test_lost_table_moves_people_to_another_table_at_the_same_slot() -> None:
    problem = forum(slots=2, pairs=("AB",), tables=(Table(), Table()))
    done = replan(problem, (Assignment(1, 2, 1),), [TableLost(1)], Never(), 1, DayParams(now=2))
    (shift,) = done.shifts
    assert (shift.kind, shift.after) == (ShiftKind.RESEATED, Assignment(1, 2, 2))


def test_late_arrival_is_met_later() -> None:
    done = replan(forum(pairs=("AB",)), (Assignment(1, 1, 1),), [Late("A", 3)], Never(), 1, DayParams(notice=0))
    assert done.plan.assignments[0].slot == 3
    assert done.told == ("A", "B")


def test_walk_in_takes_a_slot_made_free_by_one_move() -> None:
    problem = forum(slots=2, people="AB", pairs=("AB",))
    plan = (Assignment(1, 1, 1),)
    newcomer = WalkIn((Request(("A", "N")),), Participant("N", unavailable=(2,)))
    done = replan(problem, plan, [newcomer], Never(), 1, DayParams(notice=0))
    assert [(shift.meeting, shift.kind) for shift in done.shifts] == [(1, ShiftKind.MOVED), (2, ShiftKind.ADDED)]
    kept = replan(problem, plan, [newcomer], Never(), 1, DayParams(notice=0, most_moved=0))
    assert kept.shifts == ()
    assert replan(problem, plan, [newcomer], Never(), 1, DayParams(notice=0, most_told=2)).shifts == ()


def test_what_is_past_or_near_stays() -> None:
    problem = forum(slots=3, pairs=("AB", "BC"))
    plan = (Assignment(1, 1, 1), Assignment(2, 2, 1))
    done = replan(problem, plan, [NoShow("B")], Never(), 1, DayParams(now=2))
    assert done.plan.assignments == (Assignment(1, 1, 1),)
    assert done.told == ("C",)


def test_meeting_under_way_is_cut_short_by_leaving_and_moved_by_a_lost_table() -> None:
    long = Request(("A", "B"), length=2)
    problem = forum(slots=4, requests=(long,))
    plan = (Assignment(1, 1, 1),)
    (shift,) = replan(problem, plan, [NoShow("A")], Never(), 1, DayParams(now=2)).shifts
    assert shift.kind is ShiftKind.CANCELLED
    (shift,) = replan(problem, plan, [TableLost(1)], Never(), 1, DayParams(now=2)).shifts
    assert shift.after == Assignment(1, 1, 2)
    assert replan(problem, plan, [NoShow("A")], Never(), 1, DayParams(now=3)).shifts == ()


@pytest.mark.parametrize(
    ("event", "error"),
    [
        (NoShow("Z"), UnknownParticipantError),
        (Late("A", 9), UnknownSlotError),
        (TableLost(9), UnknownTableError),
        (Withdrawal(9), UnknownRequestError),
        (WalkIn((), Participant("A")), DuplicateParticipantError),
        (WalkIn((Request(("A", "Z")),)), UnknownParticipantError),
    ],
)
def test_impossible_event_is_refused(event: Event, error: type[Exception]) -> None:
    with pytest.raises(error):
        replan(forum(), (), [event], Never(), 1)
