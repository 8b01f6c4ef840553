"""The day's events put to the engine, and what it answers in terms of rows."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import QuerySet

from grappe.apps.forum.bridge.numbering import Asked, Numbering
from grappe.apps.forum.bridge.problems import (
    Place,
    engagements,
    numbered,
    participants_of,
    problem_of,
    profiles_that_come,
    request_of,
)
from grappe.apps.forum.bridge.results import assignments_of, during_of
from grappe.apps.forum.enums import DayEventKind, MeetingRequestState, MeetingState
from grappe.apps.forum.models import MeetingPlan, MeetingProfile, MeetingRequest, Slot, Table
from grappe.engines import meetings as engine
from grappe.engines.solving import Deadline

ASKED = ("pk", "sender_id", "recipient_id", "priority", "is_mutual", "is_compulsory", "mode", "length", "equipment")


@dataclass(frozen=True)
class Happening:
    """What happened, in rows: of ``requests`` only walk-ins have some."""

    kind: DayEventKind
    profile: MeetingProfile | None = None
    until: Slot | None = None
    table: Table | None = None
    requests: tuple[MeetingRequest, ...] = ()


@dataclass(frozen=True)
class Change:
    """What becomes of one request's meeting, and the profiles to be told."""

    request: MeetingRequest
    kind: str
    slot: Slot | None
    table: Table | None
    during: DateTimeTZRange | None
    told: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """Every change, and how many slots had begun."""

    changes: tuple[Change, ...]
    now: int
    unplaced: tuple[MeetingRequest, ...]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Spare the search for cycles while tens of thousands of rows come in: it took a third of an event's time.

    Whoever finds it resting leaves it to whoever laid it down, so it is never left so.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


@collector_at_rest()
def answer_to(
    *, plan: MeetingPlan, happening: Happening, now: datetime, notice: int, seconds: float, fill: bool
) -> Answer:
    """Ask the engine for the plan after an event, with as little change as it can."""
    standing = standing_meetings(plan)
    asked = requests_of(plan, standing, happening)
    numbering = numbered(plan.edition, asked, profiles_that_come(plan.edition))
    problem = problem_of(without_newcomers(numbering, happening), fixed=locked_places(standing, happening))
    number = sum(slot.during.lower <= now for slot in numbering.slots) + 1
    found = engine.replan(
        problem,
        assignments_of(standing, numbering),
        events_of(happening, numbering),
        Deadline(seconds),
        plan.seed,
        engine.DayParams(now=number, notice=notice, fill=fill),
    )
    changes = changes_of(found.shifts, numbering)
    placed = {one.meeting for one in found.plan.assignments}
    left = tuple(one for one in happening.requests if numbering.request_number.get(one.pk, 0) not in placed)
    return Answer(changes, number, left)


class Standing(NamedTuple):
    """What the engine asks of a meeting in force; a forum has tens of thousands."""

    request_id: int | None
    slot_id: int
    table_id: int | None
    is_locked: bool


def standing_meetings(plan: MeetingPlan) -> list[Standing]:
    rows = plan.meetings.filter(state=MeetingState.PLANNED, request__isnull=False).order_by("pk")
    return [Standing(*row) for row in rows.values_list("request_id", "slot_id", "table_id", "is_locked")]


def locked_places(standing: Sequence[Standing], happening: Happening) -> dict[int, Place]:
    """Where locked meetings stay. Of one at a table that is lost, only the time is kept."""
    lost = happening.table.pk if happening.table is not None else None
    return {
        one.request_id: Place(one.slot_id, one.table_id if one.table_id != lost else None)
        for one in standing
        if one.is_locked and one.request_id is not None
    }


def requests_of(plan: MeetingPlan, standing: Sequence[Standing], happening: Happening) -> list[Asked]:
    """Requests with a meeting and those still waiting for one; a walk-in's own come last, as the engine has it."""
    over = plan.meetings.filter(state__in=[MeetingState.HELD, MeetingState.NO_SHOW]).values("request")
    rows = MeetingRequest.objects.filter(edition=plan.edition_id, state=MeetingRequestState.ACCEPTED)
    new = {one.pk for one in happening.requests}
    known = [one for one in asked_in(rows.exclude(pk__in=over)) if one.pk not in new]
    held = {one.pk for one in known}
    placed = {one.request_id for one in standing if one.request_id is not None}
    known += asked_in(MeetingRequest.objects.filter(pk__in=placed - held - new))
    return known + asked_in(MeetingRequest.objects.filter(pk__in=new))


def asked_in(rows: QuerySet[MeetingRequest]) -> list[Asked]:
    return [Asked(*row) for row in rows.order_by("pk").values_list(*ASKED)]


def without_newcomers(numbering: Numbering[Asked], happening: Happening) -> Numbering[Asked]:
    """The problem before a walk-in: his requests are announced by the event, not known before it."""
    new = {one.pk for one in happening.requests}
    known = [one for one in numbering.requests if one.pk not in new]
    return Numbering(numbering.edition, numbering.slots, numbering.tables, known, numbering.profiles)


def events_of(happening: Happening, numbering: Numbering[Asked]) -> tuple[engine.Event, ...]:
    profile, table, until = happening.profile, happening.table, happening.until
    if happening.kind == DayEventKind.NO_SHOW and profile is not None:
        return (engine.NoShow(str(profile.pk)),) if is_planned(profile, numbering) else ()
    if happening.kind == DayEventKind.LATE and profile is not None and until is not None:
        late = engine.Late(str(profile.pk), numbering.slot_number[until.pk])
        return (late,) if is_planned(profile, numbering) else ()
    if happening.kind == DayEventKind.LOST_TABLE and table is not None:
        return (engine.TableLost(numbering.table_number[table.pk]),)
    return walk_ins(happening, numbering)


def is_planned(profile: MeetingProfile, numbering: Numbering[Asked]) -> bool:
    return any(profile.pk in {one.sender_id, one.recipient_id} for one in numbering.requests)


def walk_ins(happening: Happening, numbering: Numbering[Asked]) -> tuple[engine.Event, ...]:
    """Newcomers one by one, then all their requests at once."""
    new = {one.pk for one in happening.requests}
    requests = [one for one in numbering.requests if one.pk in new]
    known = {key for one in numbering.requests if one.pk not in new for key in (one.sender_id, one.recipient_id)}
    strangers = {key for one in requests for key in (one.sender_id, one.recipient_id)} - known
    people = participants_of(numbering, strangers, engagements(numbering, strangers))
    arriving = [engine.WalkIn(requests=(), participant=one) for one in people]
    return (*arriving, engine.WalkIn(requests=tuple(request_of(one, numbering, None, {}) for one in requests)))


def changes_of(shifts: Sequence[engine.Shift], numbering: Numbering[Asked]) -> tuple[Change, ...]:
    """The engine's shifts with their rows, all of them asked for at once."""
    keys = [numbering.requests[shift.meeting - 1].pk for shift in shifts]
    sides = MeetingRequest.objects.select_related("sender", "recipient")
    rows = sides.defer("sender__search", "recipient__search").in_bulk(keys)
    return tuple(change_of(shift, rows[key], numbering) for shift, key in zip(shifts, keys, strict=True))


def change_of(shift: engine.Shift, request: MeetingRequest, numbering: Numbering[Asked]) -> Change:
    after = shift.after
    return Change(
        request=request,
        kind=str(shift.kind),
        slot=numbering.slots[after.slot - 1] if after else None,
        table=numbering.tables[after.table - 1] if after and after.table else None,
        during=during_of(numbering, after.slot, request.length) if after else None,
        told=tuple(int(name) for name in shift.told),
    )
