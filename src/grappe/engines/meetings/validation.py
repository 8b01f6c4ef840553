"""Refuse problems that contradict themselves, before anything is computed."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from grappe.engines.meetings.availability import obstacle
from grappe.engines.meetings.errors import (
    DuplicateParticipantError,
    DuplicateRuleError,
    FixedSlotForbiddenError,
    LonelyMeetingError,
    NumberOutOfRangeError,
    PairKeptApartError,
    SameSideError,
    SelfMeetingError,
    UnknownLanguageError,
    UnknownParticipantError,
    UnknownSessionError,
    UnknownSlotError,
    UnknownZoneError,
    UnsupportedObjectiveError,
)
from grappe.engines.meetings.precedence import check_precedences
from grappe.engines.meetings.problem import DAY, Level, Problem, Request

Key = TypeVar("Key", bound=Hashable)


def validate(problem: Problem) -> None:
    """Raise the `MeetingsError` that names the first fault found; say nothing otherwise."""
    _check_participants(problem)
    _check_places(problem)
    sessions = {slot.session for slot in problem.slots}
    languages = {interpreters.language for interpreters in problem.interpreters}
    apart = {frozenset(pair) for pair in problem.apart}
    for number, request in enumerate(problem.requests, 1):
        _check_people(problem, number, request, apart)
        if request.session is not None and request.session not in sessions:
            raise UnknownSessionError(f"Meeting {number}: no slot belongs to session {request.session}.")
        if request.language is not None and request.language not in languages:
            raise UnknownLanguageError(f"Meeting {number}: nobody interprets {request.language}.")
        _check_slots(problem, number, request)
    check_precedences(problem)
    _check_objective(problem)


def _check_participants(problem: Problem) -> None:
    for name in _repeated(participant.id for participant in problem.participants):
        raise DuplicateParticipantError(f"{name} is described twice: keep one description.")
    for participant in problem.participants:
        _require_slots(problem, (*participant.unavailable, *participant.busy), participant.id)
        if participant.delegates < 1:
            raise NumberOutOfRangeError(f"{participant.id} has {participant.delegates} delegates: give 1 or more.")
        if participant.minimum < 0 or (participant.maximum is not None and participant.maximum < participant.minimum):
            raise NumberOutOfRangeError(f"{participant.id}: the minimum must lie between 0 and the maximum.")
        if participant.hours is not None and not all(0 <= minute <= DAY for minute in participant.hours):
            raise NumberOutOfRangeError(f"{participant.id}: working hours lie between 0 and {DAY} minutes.")
        if participant.side not in {"", "buyer", "seller"}:
            raise SameSideError(f"{participant.id} is on the side {participant.side}: give buyer, seller or nothing.")
    for pair in problem.apart:
        for name in pair:
            _require_participant(problem, name, "a pair to be kept apart")
        if pair[0] == pair[1]:
            raise SelfMeetingError(f"{pair[0]} is to be kept apart from itself. Name the other participant.")


def _check_places(problem: Problem) -> None:
    for number, table in enumerate(problem.tables, 1):
        _require_slots(problem, table.unavailable, f"Table {number}")
        if table.seats < 1:
            raise NumberOutOfRangeError(f"Table {number} has {table.seats} seats: give 1 or more.")
    for language in _repeated(interpreters.language for interpreters in problem.interpreters):
        raise DuplicateRuleError(f"Interpreters of {language} are described twice: add them up.")
    for interpreters in problem.interpreters:
        _require_slots(problem, interpreters.unavailable, f"Interpreters of {interpreters.language}")
        if interpreters.count < 0:
            raise NumberOutOfRangeError(f"There cannot be {interpreters.count} interpreters.")
    _check_walks(problem)


def _check_walks(problem: Problem) -> None:
    zones = {table.zone for table in problem.tables}
    for walk in problem.walks:
        for zone in walk.zones:
            if zone not in zones:
                raise UnknownZoneError(f"No table stands in zone {zone}: check the walks.")
        if walk.slots < 0:
            raise NumberOutOfRangeError(f"A walk cannot take {walk.slots} slots.")
    for zones_walked in _repeated(frozenset(walk.zones) for walk in problem.walks):
        raise DuplicateRuleError(f"The walk between {' and '.join(sorted(zones_walked))} is described twice.")


def _check_people(problem: Problem, number: int, request: Request, apart: set[frozenset[str]]) -> None:
    people = request.participants
    for name in people:
        _require_participant(problem, name, f"meeting {number}")
    for name in _repeated(people):
        raise SelfMeetingError(f"Meeting {number}: {name} is to meet itself. Name the other participant.")
    if len(people) < 2:  # noqa: PLR2004 -- it takes two
        raise LonelyMeetingError(f"Meeting {number} has {len(people)} participant: name two or more.")
    if request.length < 1 or request.priority < 1:
        raise NumberOutOfRangeError(f"Meeting {number}: length and priority must be 1 or more.")
    sides = [problem.participants[problem.place_of[name]].side for name in people]
    for side in _repeated(side for side in sides if side):
        raise SameSideError(f"Meeting {number} unites two participants of the side {side}.")
    if request.compulsory and kept_apart(request, apart):
        raise PairKeptApartError(f"Meeting {number} is compulsory, but its participants are to be kept apart.")


def kept_apart(request: Request, apart: set[frozenset[str]]) -> bool:
    """Whether a request unites a pair that must not meet."""
    return bool(apart) and any(pair <= set(request.participants) for pair in apart)


def _check_slots(problem: Problem, number: int, request: Request) -> None:
    fixed = () if request.fixed is None else (request.fixed,)
    _require_slots(problem, (*request.forbidden, *fixed), f"Meeting {number}")
    if request.fixed is None:
        return
    reason = obstacle(problem, request, request.fixed)
    if reason is not None:
        raise FixedSlotForbiddenError(f"Meeting {number} is fixed to slot {request.fixed}, but {reason.about}.")


def _check_objective(problem: Problem) -> None:
    levels = problem.objective
    for level in _repeated(levels):
        raise UnsupportedObjectiveError(f"The objective names {level} twice.")
    if not levels or levels[0] is not Level.WEIGHT:
        raise UnsupportedObjectiveError("The objective must begin with weight: otherwise the empty plan would be best.")
    if Level.TABLE_CHANGES in levels[:-1]:
        raise UnsupportedObjectiveError("Table changes come last in the objective: tables are given out at the end.")
    if problem.fairness is not None and problem.fairness < 0:
        raise NumberOutOfRangeError(f"The fairness is {problem.fairness}: give 0 or more.")
    if problem.mutual_factor < 1:
        raise NumberOutOfRangeError(f"The mutual factor is {problem.mutual_factor}: give 1 or more.")


def _require_slots(problem: Problem, numbers: Iterable[int], place: str) -> None:
    for number in numbers:
        if not 1 <= number <= len(problem.slots):
            raise UnknownSlotError(f"{place}: slot {number} does not exist; there are {len(problem.slots)}.")


def _require_participant(problem: Problem, name: str, place: str) -> None:
    if name not in problem.place_of:
        raise UnknownParticipantError(f"{name} ({place}) is not described: add it to the participants.")


def _repeated(items: Iterable[Key]) -> list[Key]:
    found = list(items)
    if len(set(found)) == len(found):  # nearly always, and much faster to see than to count
        return []
    return [item for item, times in Counter(found).items() if times > 1]
