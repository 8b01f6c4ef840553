"""The checker: one valid and one broken plan for each rule, and its agreement with the figures."""

from dataclasses import replace
from typing import Any

import pytest
from tests.engines.meetings.meeting_examples import forum

from grappe.engines.meetings import (
    Assignment,
    Interpreters,
    Kind,
    Participant,
    Request,
    Slot,
    Table,
    Walk,
    check_plan,
    measure,
)

AB, BC = Request(("A", "B")), Request(("B", "C"))
ONE_ROOM = {"tables": (Table(),)}
ZONES = {"tables": (Table(zone="hall"), Table(zone="tent")), "walks": (Walk(("hall", "tent"), 1),)}


def placed(*rows: tuple[int, int, int | None]) -> tuple[Assignment, ...]:
    return tuple(Assignment(*row) for row in rows)


GOOD = placed((1, 1, 1), (2, 2, 1))


@pytest.mark.parametrize(
    ("changes", "rows", "code"),
    [
        ({}, placed((3, 1, 1)), "meeting.unknown"),
        ({}, placed((1, 4, 1)), "slot.unknown"),
        ({}, placed((1, 1, 3)), "table.unknown"),
        ({}, placed((1, 1, 1), (1, 2, 1)), "meeting.twice"),
        ({}, placed((1, 1, 1)), "meeting.missing"),
        ({}, placed((1, 1, 1), (2, 1, 2)), "participant.twice"),
        ({"requests": (replace(AB, fixed=2), BC)}, GOOD, "slot.refused"),
        ({"requests": (replace(AB, forbidden=(1,)), BC)}, GOOD, "slot.refused"),
        ({"requests": (replace(AB, length=2), BC)}, GOOD, "participant.twice"),
        ({"requests": (AB, Request(("C", "D"))), "people": "ABCD"}, placed((1, 1, 1), (2, 1, 1)), "table.twice"),
        ({"requests": (AB, BC), "apart": (("A", "B"),)}, GOOD, "pair.apart"),
        ({"requests": (AB, BC), "tables": (Table(seats=1),)}, GOOD, "table.seats"),
        ({"requests": (replace(AB, kind=Kind.REMOTE), BC)}, GOOD, "table.remote"),
        ({"requests": (replace(AB, kind=Kind.HYBRID), BC)}, GOOD, "table.equipment"),
        ({"requests": (replace(AB, equipment=("screen",)), BC)}, GOOD, "table.equipment"),
        ({"tables": (Table(unavailable=(2,)),)}, GOOD, "table.away"),
        ({}, placed((1, 1, None), (2, 2, 1)), "table.none"),
        ({"requests": (replace(AB, after=(2,)), BC)}, GOOD, "order"),
        ({"requests": (AB, BC), **ZONES}, placed((1, 1, 1), (2, 2, 2)), "walk"),
        (
            {"requests": (replace(AB, language="de"), BC), "interpreters": (Interpreters("de", 1, (1,)),)},
            GOOD,
            "interpreters",
        ),
        ({"fairness": 0}, placed((1, 1, 1), (2, 3, 1)), "fairness"),
    ],
)
def test_broken_rule_is_named(changes: dict[str, Any], rows: tuple[Assignment, ...], code: str) -> None:
    assert code in {fault.code for fault in check_plan(forum(**changes), rows)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"fairness": 0},
        {"requests": (AB, replace(BC, after=(1,)))},
        {"requests": (replace(AB, language="de"), BC), "interpreters": (Interpreters("de", 1, (2,)),)},
        {"requests": (AB, BC), "tables": (Table(zone="hall"), Table(zone="tent")), "walks": ZONES["walks"]},
        {"requests": (AB, BC), "apart": (("A", "C"),)},
    ],
)
def test_valid_plan_has_no_fault(changes: dict[str, Any]) -> None:
    assert check_plan(forum(**changes), GOOD) == ()


def test_maximum_binds() -> None:
    people = (Participant("A"), Participant("B", maximum=1), Participant("C"))
    assert [fault.code for fault in check_plan(forum(participants=people), GOOD)] == ["participant.maximum"]


def test_delegation_meets_twice_at_once() -> None:
    people = (Participant("A"), Participant("B", delegates=2), Participant("C"))
    assert check_plan(forum(participants=people), placed((1, 1, 1), (2, 1, 2))) == ()


def test_a_delegate_who_is_taken_elsewhere_leaves_one_meeting_at_once() -> None:
    people = (Participant("A"), Participant("B", delegates=2, busy=(1,)), Participant("C"))
    rows = placed((1, 1, 1), (2, 1, 2))
    assert [fault.code for fault in check_plan(forum(participants=people), rows)] == ["participant.twice"]
    assert check_plan(forum(participants=people), placed((1, 1, 1), (2, 2, 2))) == ()


def test_nobody_meets_while_every_delegate_is_taken_elsewhere() -> None:
    people = (Participant("A"), Participant("B", delegates=2, busy=(1, 2, 1)), Participant("C"))
    assert 1 not in forum(participants=people).present["B"]
    assert 2 in forum(participants=people).present["B"]


def test_walk_needs_the_free_slots() -> None:
    assert check_plan(forum(requests=(AB, BC), **ZONES), placed((1, 1, 1), (2, 3, 2))) == ()


def test_break_is_a_group_of_idle_slots_within_a_day() -> None:
    rows = placed((1, 1, 1), (2, 4, 2))
    assert measure(forum(slots=4), rows).breaks == 1
    two_days = replace(forum(), slots=(Slot(), Slot(), Slot(day=2), Slot(day=2)))
    assert measure(two_days, rows).breaks == 0


def test_local_hours_of_a_remote_participant() -> None:
    tokyo = Participant("A", hours=(9 * 60, 18 * 60), utc_offset=9 * 60)
    slots = (Slot(start=8 * 60), Slot(start=9 * 60), Slot(start=10 * 60))
    problem = replace(forum(), participants=(tokyo, Participant("B"), Participant("C")), slots=slots)
    assert problem.present["A"] == {1}
    night = Participant("A", hours=(22 * 60, 6 * 60))
    assert not night.works_at(slots[0])
    assert night.works_at(Slot(start=23 * 60))


def test_figures_of_a_plan() -> None:
    people = (Participant("A", minimum=2, groups=("sme",)), Participant("B"), Participant("C", groups=("foreign",)))
    problem = forum(participants=people, requests=(replace(AB, priority=3, mutual=True), BC))
    figures = measure(problem, placed((1, 1, 1)))
    assert (figures.placed, figures.weight, figures.shortfall, figures.spread) == (1, 6, 1, 1000)
    assert measure(problem, placed((1, 1, 1), (2, 2, 2))).table_changes == 1
