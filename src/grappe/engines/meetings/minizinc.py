"""Read the instances published with the B2B scheduling problem (Bofill et al., JAIR 74, 2022): MiniZinc data files."""

import re

from grappe.engines.meetings.errors import (
    ContradictoryInstanceError,
    SelfMeetingError,
    UnknownParticipantError,
    UnknownRequestError,
    UnknownSlotError,
    UnreadableInstanceError,
)
from grappe.engines.meetings.problem import Level, Participant, Problem, Request, Slot, Table

MORNING, AFTERNOON = "morning", "afternoon"
SESSIONS = {1: MORNING, 2: AFTERNOON, 3: None}
COMMENT = re.compile(r"%[^\n]*")
FIELD = re.compile(r"\b(\w+)\s*=\s*([^;]*);")
NUMBER = re.compile(r"-?\d+")
SET = re.compile(r"\{([^{}]*)\}")
TUPLE = 3


def problem_from_dzn(text: str, fairness: int | None = 2) -> Problem:
    """Return the published problem: every meeting is compulsory and breaks are to be fewest.

    Parameters
    ----------
    text : content of the file; numbers there count from 1, and 0 stands for nothing.
    fairness : greatest difference of breaks, not in the files; the published tables use 2.
    """
    fields = dict(FIELD.findall(COMMENT.sub("", text)))
    people, meetings, tables, slots, morning = (
        _number(fields, name) for name in ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
    )
    if morning > slots:
        raise UnknownSlotError(f"nMorningSlots is {morning}, but there are {slots} slots.")
    away = _sets(fields, "forbidden", people)
    _check_slots(away, slots)
    requests = _requests(fields, people, meetings)
    _check_degrees(fields, requests, people)
    return Problem(
        slots=tuple(Slot(MORNING if number <= morning else AFTERNOON) for number in range(1, slots + 1)),
        participants=tuple(
            Participant(str(number), unavailable=tuple(sorted(gone))) for number, gone in enumerate(away, 1)
        ),
        requests=requests,
        tables=(Table(),) * tables,
        fairness=fairness,
        objective=(Level.WEIGHT, Level.BREAKS),
    )


def _requests(fields: dict[str, str], people: int, meetings: int) -> tuple[Request, ...]:
    rows = _numbers(fields, "requested", TUPLE * meetings)
    fixed = _numbers(fields, "fixed", meetings)
    after = _sets(fields, "precedences", meetings)
    found = []
    for number in range(meetings):
        one, other, session = rows[TUPLE * number : TUPLE * (number + 1)]
        for person in (one, other):
            if not 1 <= person <= people:
                raise UnknownParticipantError(f"requested, row {number + 1}: there is no participant {person}.")
        if one == other:
            raise SelfMeetingError(f"requested, row {number + 1}: {one} is to meet itself. Name the other participant.")
        if session not in SESSIONS:
            raise UnreadableInstanceError(f"requested, row {number + 1}: session {session} is not 1, 2 or 3.")
        for earlier in after[number]:
            if not 1 <= earlier <= meetings:
                raise UnknownRequestError(f"precedences, row {number + 1}: there is no meeting {earlier}.")
        found.append(
            Request(
                (str(one), str(other)),
                compulsory=True,
                session=SESSIONS[session],
                fixed=fixed[number] or None,
                after=tuple(sorted(after[number])),
            )
        )
    return tuple(found)


def _check_slots(away: list[set[int]], slots: int) -> None:
    for number, gone in enumerate(away, 1):
        for slot in gone:
            if not 1 <= slot <= slots:
                raise UnknownSlotError(f"forbidden, row {number}: slot {slot} does not exist; there are {slots}.")


def _check_degrees(fields: dict[str, str], requests: tuple[Request, ...], people: int) -> None:
    if "nMeetingsBusiness" not in fields:
        return
    told = _numbers(fields, "nMeetingsBusiness", people)
    for number, degree in enumerate(told, 1):
        found = sum(str(number) in request.participants for request in requests)
        if found != degree:
            raise ContradictoryInstanceError(
                f"nMeetingsBusiness gives participant {number} {degree} meetings, requested gives {found}."
            )


def _value(fields: dict[str, str], name: str) -> str:
    if name not in fields:
        raise UnreadableInstanceError(f"The field {name} is missing.")
    return fields[name]


def _number(fields: dict[str, str], name: str) -> int:
    (number,) = _numbers(fields, name, 1)
    if number < 0:
        raise UnreadableInstanceError(f"{name} is {number}: give 0 or more.")
    return number


def _numbers(fields: dict[str, str], name: str, expected: int) -> list[int]:
    numbers = [int(number) for number in NUMBER.findall(_value(fields, name))]
    if len(numbers) != expected:
        raise UnreadableInstanceError(f"{name} holds {len(numbers)} numbers; expected {expected}.")
    return numbers


def _sets(fields: dict[str, str], name: str, expected: int) -> list[set[int]]:
    sets = [{int(number) for number in NUMBER.findall(part)} - {0} for part in SET.findall(_value(fields, name))]
    if len(sets) != expected:
        raise UnreadableInstanceError(f"{name} holds {len(sets)} sets; expected {expected}.")
    return sets
