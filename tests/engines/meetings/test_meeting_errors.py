"""Bad input is refused by name, with what to do."""

from dataclasses import replace
from typing import Any

import pytest
from tests.engines.meetings.meeting_examples import DZN, forum

from grappe.engines.meetings import (
    Level,
    MeetingsError,
    Participant,
    Request,
    Table,
    Walk,
    errors,
    problem_from_dzn,
    problem_from_json,
    validate,
)

AB = Request(("A", "B"))


def requests(*items: Request) -> dict[str, Any]:
    return {"requests": items}


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        (requests(replace(AB, fixed=9)), errors.UnknownSlotError, "slot 9 does not exist; there are 3"),
        (requests(replace(AB, forbidden=(0,))), errors.UnknownSlotError, "slot 0"),
        (requests(Request(("A", "A"))), errors.SelfMeetingError, "A is to meet itself"),
        (requests(Request(("A",))), errors.LonelyMeetingError, "has 1 participant"),
        (requests(Request(("A", "Z"))), errors.UnknownParticipantError, "Z"),
        (requests(replace(AB, fixed=2, forbidden=(2,))), errors.FixedSlotForbiddenError, "forbidden for it"),
        (requests(replace(AB, fixed=3, length=2)), errors.FixedSlotForbiddenError, "leave the session"),
        (requests(replace(AB, after=(1,))), errors.ContradictoryPrecedenceError, "follow itself"),
        (requests(replace(AB, after=(2,)), replace(AB, after=(1,))), errors.ContradictoryPrecedenceError, "ring"),
        (
            requests(replace(AB, fixed=3), replace(AB, fixed=3, after=(1,))),
            errors.ContradictoryPrecedenceError,
            "slots 3 and 3",
        ),
        (requests(replace(AB, after=(7,))), errors.UnknownRequestError, "meeting 7"),
        (requests(replace(AB, session="night")), errors.UnknownSessionError, "night"),
        (requests(replace(AB, language="fr")), errors.UnknownLanguageError, "fr"),
        (requests(replace(AB, length=0)), errors.NumberOutOfRangeError, "1 or more"),
        ({"participants": (Participant("A"),) * 2}, errors.DuplicateParticipantError, "A is described twice"),
        ({"participants": (Participant("A", delegates=0),)}, errors.NumberOutOfRangeError, "0 delegates"),
        ({"participants": (Participant("A", minimum=2, maximum=1),)}, errors.NumberOutOfRangeError, "minimum"),
        ({"participants": (Participant("A", hours=(0, 1441)),)}, errors.NumberOutOfRangeError, "working hours"),
        ({"tables": (Table(seats=0),)}, errors.NumberOutOfRangeError, "0 seats"),
        ({"apart": (("A", "A"),)}, errors.SelfMeetingError, "kept apart from itself"),
        ({"apart": (("A", "B"),)}, errors.PairKeptApartError, "kept apart"),
        ({"walks": (Walk(("", "moon"), 1),)}, errors.UnknownZoneError, "moon"),
        ({"tables": (Table(unavailable=(4,)),)}, errors.UnknownSlotError, "Table 1: slot 4"),
        ({"objective": (Level.BREAKS, Level.WEIGHT)}, errors.UnsupportedObjectiveError, "begin with weight"),
        ({"fairness": -1}, errors.NumberOutOfRangeError, "fairness"),
    ],
)
def test_bad_problem_is_refused_by_name(changes: dict[str, Any], error: type[MeetingsError], words: str) -> None:
    with pytest.raises(error, match=words):
        validate(forum(**changes))


def test_absent_participant_bars_a_fixed_slot() -> None:
    people = (Participant("A", unavailable=(2,)), Participant("B"), Participant("C"))
    with pytest.raises(errors.FixedSlotForbiddenError, match="A is not available"):
        validate(forum(participants=people, requests=(replace(AB, fixed=2),)))


def test_two_buyers_do_not_meet() -> None:
    people = (Participant("A", side="buyer"), Participant("B", side="buyer"))
    with pytest.raises(errors.SameSideError, match="buyer"):
        validate(forum(participants=people, requests=(AB,)))


def test_published_instance_is_read() -> None:
    problem = problem_from_dzn(DZN)
    validate(problem)
    assert [request.participants for request in problem.requests] == [("1", "2"), ("2", "3")]
    assert problem.participants[1].unavailable == (2,)
    assert (problem.requests[0].session, problem.requests[1].fixed, problem.requests[1].after) == ("morning", 3, (1,))
    assert [slot.session for slot in problem.slots] == ["morning", "morning", "afternoon"]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("nTables = 1;", "", errors.UnreadableInstanceError),
        ("fixed = [0, 3]", "fixed = [0]", errors.UnreadableInstanceError),
        ("fixed = [0, 3]", "fixed = [0, 2]", errors.FixedSlotForbiddenError),
        ("fixed = [0, 3]", "fixed = [0, 5]", errors.UnknownSlotError),
        ("{0,2}", "{0,8}", errors.UnknownSlotError),
        ("|2, 3, 3|", "|2, 2, 3|", errors.SelfMeetingError),
        ("|2, 3, 3|", "|2, 1, 3|", errors.ContradictoryInstanceError),
        ("|2, 3, 3|", "|2, 9, 3|", errors.UnknownParticipantError),
        ("|2, 3, 3|", "|2, 3, 4|", errors.UnreadableInstanceError),
        ("[{}, {1}]", "[{}, {4}]", errors.UnknownRequestError),
        ("[{}, {1}]", "[{2}, {1}]", errors.ContradictoryPrecedenceError),
        ("nMorningSlots = 2", "nMorningSlots = 4", errors.UnknownSlotError),
    ],
)
def test_bad_instance_is_refused_by_name(old: str, new: str, error: type[MeetingsError]) -> None:
    assert old in DZN
    with pytest.raises(error):
        validate(problem_from_dzn(DZN.replace(old, new)))


def test_meeting_with_oneself_in_an_instance_is_refused() -> None:
    text = DZN.replace("|2, 3, 3|", "|2, 2, 3|").replace("nMeetingsBusiness = [1, 2, 1];", "")
    with pytest.raises(errors.SelfMeetingError):
        validate(problem_from_dzn(text))


@pytest.mark.parametrize("text", ["", "{}", '{"format": "grappe.meetings.problem/9"}', "[1]"])
def test_unknown_document_is_refused(text: str) -> None:
    with pytest.raises(errors.UnreadableDocumentError):
        problem_from_json(text)


def test_misspelt_field_is_refused() -> None:
    text = '{"format":"grappe.meetings.problem/1","slots":[],"participants":[],"requests":[],"fairnes":2}'
    with pytest.raises(errors.UnreadableDocumentError, match="fairnes"):
        problem_from_json(text)
