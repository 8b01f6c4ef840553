"""Write a day's events into the problem, so that the plan after them is a plan of an ordinary problem."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from grappe.engines.meetings.availability import obstacle
from grappe.engines.meetings.errors import (
    UnknownParticipantError,
    UnknownRequestError,
    UnknownSlotError,
    UnknownTableError,
)
from grappe.engines.meetings.events import Event, Late, Leaving, NoShow, TableLost, WalkIn, Withdrawal
from grappe.engines.meetings.problem import Participant, Problem, Request, Table


def apply_events(problem: Problem, events: Sequence[Event], now: int) -> Problem:
    """Return the problem as it is once the events are known; what was before slot `now` stays as it was.

    Fairness is no rule any more: nobody is moved for it on the day.
    """
    if not 1 <= now <= len(problem.slots) + 1:
        raise UnknownSlotError(f"Slot {now} does not exist; there are {len(problem.slots)}.")
    slots = len(problem.slots)
    people, tables, requests = list(problem.participants), list(problem.tables), list(problem.requests)
    place = dict(problem.place_of)
    for event in events:
        match event:
            case NoShow(participant=name):
                _absent(people, _known(place, name), range(now, slots + 1))
            case Late(participant=name, until=until):
                _absent(people, _known(place, name), range(now, _slot(problem, until)))
            case Leaving(participant=name, since=since):
                _absent(people, _known(place, name), range(max(now, _slot(problem, since)), slots + 1))
            case TableLost(table=number, since=since):
                _lose(tables, number, range(max(now, since), slots + 1))
            case WalkIn(participant=newcomer, requests=wishes):
                if newcomer is not None:
                    place.setdefault(newcomer.id, len(people))
                    people.append(newcomer)
                requests += wishes
            case Withdrawal(meeting=number):
                _withdraw(requests, number, range(now, slots + 1))
    changed = replace(
        problem, participants=tuple(people), tables=tuple(tables), requests=tuple(requests), fairness=None
    )
    return replace(changed, requests=tuple(_unfixed(changed, request) for request in changed.requests))


def without_duty(problem: Problem, missing: Iterable[int]) -> Problem:
    """Return the problem with these requests (from 1) no longer compulsory: the day has made them impossible."""
    requests = list(problem.requests)
    for number in missing:
        requests[number - 1] = replace(requests[number - 1], compulsory=False)
    return replace(problem, requests=tuple(requests))


def _known(place: dict[str, int], name: str) -> int:
    if name not in place:
        raise UnknownParticipantError(f"{name} (an event) is not described: announce a walk-in first.")
    return place[name]


def _slot(problem: Problem, number: int) -> int:
    if not 1 <= number <= len(problem.slots) + 1:
        raise UnknownSlotError(f"An event names slot {number}; there are {len(problem.slots)}.")
    return number


def _absent(people: list[Participant], place: int, slots: Iterable[int]) -> None:
    away = tuple(sorted({*people[place].unavailable, *slots}))
    people[place] = replace(people[place], unavailable=away)


def _lose(tables: list[Table], number: int, slots: Iterable[int]) -> None:
    if not 1 <= number <= len(tables):
        raise UnknownTableError(f"An event names table {number}; there are {len(tables)}.")
    table = tables[number - 1]
    tables[number - 1] = replace(table, unavailable=tuple(sorted({*table.unavailable, *slots})))


def _withdraw(requests: list[Request], number: int, slots: Iterable[int]) -> None:
    if not 1 <= number <= len(requests):
        raise UnknownRequestError(f"An event withdraws meeting {number}; there are {len(requests)}.")
    request = requests[number - 1]
    barred = tuple(sorted({*request.forbidden, *slots}))
    requests[number - 1] = replace(request, forbidden=barred, compulsory=False)


def _unfixed(problem: Problem, request: Request) -> Request:
    """Where the only slot of a request has become impossible, say so by forbidding the others: it is no fault."""
    if request.fixed is None or obstacle(problem, request, request.fixed) is None:
        return request
    others = set(range(1, len(problem.slots) + 1)) - {request.fixed}
    return replace(request, fixed=None, forbidden=tuple(sorted({*request.forbidden, *others})))
