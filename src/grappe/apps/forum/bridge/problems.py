"""From rows to the engine's problem."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from grappe.apps.forum.bridge.numbering import Numbering, Wish
from grappe.apps.forum.domain.modes import mode_between
from grappe.apps.forum.enums import MeetingMode, MeetingRequestState, RegistrationState
from grappe.apps.forum.models import (
    Delegate,
    Edition,
    MeetingProfile,
    MeetingRequest,
    Slot,
    Table,
    Unavailability,
)
from grappe.apps.forum.queries.own_sessions import session_times
from grappe.engines import meetings as engine

MINUTES = 60
# By registration: the numbers of the slots in which the person is not free to meet.
Engaged = Mapping[int, set[int]]
Row = TypeVar("Row", bound=Wish)


@dataclass(frozen=True)
class Place:
    """Where a locked meeting stays: rows of a slot and, unless it is remote, of a table."""

    slot: int
    table: int | None


def number_edition(edition: Edition, requests: Iterable[MeetingRequest] | None = None) -> Numbering[MeetingRequest]:
    """The rows of an edition's problem: those requests, or all that are accepted between profiles that come."""
    rows = list(accepted_requests(edition) if requests is None else requests)
    coming = profiles_that_come(edition)
    if requests is not None:
        coming = coming.filter(pk__in={key for one in rows for key in (one.sender_id, one.recipient_id)})
    numbering = numbered(edition, rows, coming)
    for one in numbering.requests:
        # Both sides are at hand, so that nothing is asked of the database again.
        one.sender, one.recipient = numbering.profiles[one.sender_id], numbering.profiles[one.recipient_id]
    return numbering


def numbered(edition: Edition, requests: Iterable[Row], coming: Iterable[MeetingProfile]) -> Numbering[Row]:
    """Those of the requests whose two sides come, with everything else that a problem needs."""
    profiles = {one.pk: one for one in coming}
    return Numbering(
        edition=edition,
        slots=list(edition.slots.order_by("during")),
        tables=list(edition.tables.order_by("rank", "name", "pk")),
        requests=[one for one in requests if one.sender_id in profiles and one.recipient_id in profiles],
        profiles=profiles,
    )


def accepted_requests(edition: Edition) -> QuerySet[MeetingRequest]:
    return edition.meeting_requests.filter(state=MeetingRequestState.ACCEPTED).order_by("pk")


def profiles_that_come(edition: Edition) -> QuerySet[MeetingProfile]:
    """Profiles with a confirmed delegate; these stand in ``coming``."""
    coming = Delegate.objects.filter(registration__state=RegistrationState.CONFIRMED).order_by("pk")
    return (
        edition.meeting_profiles.filter(Exists(coming.filter(profile=OuterRef("pk"))))
        .defer("search", "offers_fr", "offers_en", "seeks_fr", "seeks_en")
        .order_by("pk")
        .prefetch_related(Prefetch("delegates", queryset=coming, to_attr="coming"))
    )


def delegates_of(profile: MeetingProfile) -> list[Delegate]:
    found: list[Delegate] = getattr(profile, "coming")  # noqa: B009 - set by the query above
    return found


def problem_of(
    numbering: Numbering[Any], *, fixed: Mapping[int, Place] | None = None, **options: object
) -> engine.Problem:
    """The engine's problem.

    ``fixed`` maps requests to the places they must keep; ``options`` are fields of `Problem`, such as fairness.
    """
    wanted = {key for one in numbering.requests for key in (one.sender_id, one.recipient_id)}
    busy = engagements(numbering, wanted)
    first_day = min((slot.during.lower.date() for slot in numbering.slots), default=None)
    return engine.Problem(
        slots=tuple(slot_of(slot, first_day.toordinal() if first_day else 0) for slot in numbering.slots),
        participants=participants_of(numbering, wanted, busy),
        requests=tuple(request_of(one, numbering, (fixed or {}).get(one.pk), busy) for one in numbering.requests),
        tables=tuple(table_of(table, numbering, fixed or {}) for table in numbering.tables),
        **options,  # type: ignore[arg-type]
    )


def slot_of(slot: Slot, first_day: int) -> engine.Slot:
    begins = slot.during.lower.astimezone(UTC)
    return engine.Slot(
        session=f"{begins.date().isoformat()} {slot.half_day}".strip(),
        day=begins.date().toordinal() - first_day + 1,
        start=begins.hour * MINUTES + begins.minute,
    )


def participants_of(numbering: Numbering[Any], wanted: set[int], busy: Engaged) -> tuple[engine.Participant, ...]:
    away = absences(numbering, wanted)
    coming = (profile for profile in numbering.profiles.values() if profile.pk in wanted)
    return tuple(participant_of(profile, away[profile.pk], busy, numbering) for profile in coming)


def participant_of(
    profile: MeetingProfile, away: set[int], engaged: Engaged, numbering: Numbering[Any]
) -> engine.Participant:
    hours, offset = None, 0
    if profile.works_from is not None and profile.works_until is not None:
        hours = (minutes(profile.works_from), minutes(profile.works_until))
        offset = utc_offset(profile.time_zone or numbering.edition.time_zone, numbering.slots)
    return engine.Participant(
        id=str(profile.pk),
        delegates=len(delegates_of(profile)),
        unavailable=tuple(sorted(away)),
        busy=tuple(sorted(slot for one in delegates_of(profile) for slot in engaged.get(one.registration_id, ()))),
        minimum=min(profile.minimum, len(numbering.slots)),
        maximum=profile.maximum,
        groups=tuple(profile.groups),
        side=profile.side,
        hours=hours,
        utc_offset=offset,
    )


def minutes(at: time) -> int:
    return at.hour * MINUTES + at.minute


def utc_offset(zone: str, slots: Iterable[Slot]) -> int:
    """Minutes ahead of UTC on the first day of the meetings."""
    first = next(iter(slots), None)
    if first is None:
        return 0
    moment: datetime = first.during.lower.astimezone(ZoneInfo(zone))
    ahead = moment.utcoffset()
    return int(ahead.total_seconds() // MINUTES) if ahead is not None else 0


def request_of(request: Wish, numbering: Numbering[Any], fixed: Place | None, engaged: Engaged) -> engine.Request:
    sides = (numbering.profiles[request.sender_id].mode, numbering.profiles[request.recipient_id].mode)
    mode = mode_between(request.mode, *sides)
    equipment = (request.equipment,) if request.equipment and mode != MeetingMode.REMOTE else ()
    if fixed is not None and fixed.table is not None:
        equipment = (*equipment, reserved(request.pk))
    return engine.Request(
        participants=(str(request.sender_id), str(request.recipient_id)),
        priority=request.priority,
        mutual=request.is_mutual,
        compulsory=request.is_compulsory or fixed is not None,
        kind=engine.Kind(mode),
        length=request.length,
        fixed=numbering.slot_number[fixed.slot] if fixed is not None else None,
        forbidden=cut_up(request, numbering, engaged) if request.length > 1 and fixed is None else (),
        equipment=equipment,
    )


def reserved(request: int) -> str:
    """What only the table of a locked meeting has, so that the meeting is held there and nowhere else."""
    return f"request {request}"


def cut_up(request: Wish, numbering: Numbering[Any], engaged: Engaged) -> tuple[int, ...]:
    """Starts from which no single delegate of one of the sides is free to the end of a long meeting."""
    teams = [
        [engaged.get(one.registration_id, set()) for one in delegates_of(numbering.profiles[side])]
        for side in (request.sender_id, request.recipient_id)
    ]
    starts = ((start, set(range(start, start + request.length))) for start in range(1, len(numbering.slots) + 1))
    return tuple(
        start for start, run in starts if any(all(not run.isdisjoint(taken) for taken in team) for team in teams)
    )


def table_of(table: Table, numbering: Numbering[Any], fixed: Mapping[int, Place]) -> engine.Table:
    own = (reserved(request) for request, place in fixed.items() if place.table == table.pk)
    lost = (
        ()
        if table.lost_at is None
        else tuple(number for number, slot in enumerate(numbering.slots, 1) if slot.during.upper > table.lost_at)
    )
    return engine.Table(
        id=table.name, seats=table.seats, zone=table.zone, equipment=(*table.equipment, *own), unavailable=lost
    )


def absences(numbering: Numbering[Any], wanted: set[int]) -> dict[int, set[int]]:
    """Numbers of the slots in which each profile has said that it cannot meet."""
    away: dict[int, set[int]] = defaultdict(set)
    rows = Unavailability.objects.filter(profile__in=wanted)
    for profile, slot in rows.values_list("profile_id", "slot_id"):
        if slot in numbering.slot_number:
            away[profile].add(numbering.slot_number[slot])
    return away


def engagements(numbering: Numbering[Any], wanted: set[int]) -> Engaged:
    """Numbers of the slots in which each delegate speaks, or sits in a session she chose."""
    people = {
        one.registration_id
        for profile in numbering.profiles.values()
        if profile.pk in wanted
        for one in delegates_of(profile)
    }
    engaged: dict[int, set[int]] = defaultdict(set)
    for person, spans in session_times(numbering.edition, people).items():
        for during in spans:
            engaged[person] |= numbers_during(numbering.slots, during.lower, during.upper)
    return engaged


def numbers_during(slots: Iterable[Slot], begins: datetime, ends: datetime) -> set[int]:
    """Numbers of the slots that overlap a time."""
    return {number for number, slot in enumerate(slots, 1) if slot.during.lower < ends and begins < slot.during.upper}
