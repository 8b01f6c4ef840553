"""The slow reference on forums planned by hand."""

import pytest
from tests.engines.meetings.meeting_examples import forum

from grappe.engines.meetings import Participant, Request, Table, check_plan, measure
from grappe.engines.meetings.errors import TooLargeForExhaustionError
from grappe.engines.meetings.reference import best_plan


def test_meetings_follow_each_other() -> None:
    problem = forum()
    plan = best_plan(problem)
    assert plan is not None
    assert check_plan(problem, plan) == ()
    assert measure(problem, plan).breaks == 0


def test_absence_forces_a_break() -> None:
    people = (Participant("A"), Participant("B", unavailable=(2,)), Participant("C"))
    plan = best_plan(forum(participants=people))
    assert plan is not None
    assert measure(forum(participants=people), plan).breaks == 1


def test_no_plan() -> None:
    assert best_plan(forum(slots=1)) is None


def test_heavier_meeting_wins() -> None:
    requests = (Request(("A", "B")), Request(("B", "C"), priority=2))
    plan = best_plan(forum(slots=1, requests=requests, tables=(Table(),)))
    assert plan is not None
    assert [one.meeting for one in plan] == [2]


def test_too_large_is_refused() -> None:
    with pytest.raises(TooLargeForExhaustionError):
        best_plan(forum(slots=9), limit=10)
