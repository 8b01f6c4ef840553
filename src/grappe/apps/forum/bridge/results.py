"""From the engine's assignments to meetings and seats, and back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from grappe.apps.forum.bridge.numbering import Numbering
from grappe.apps.forum.bridge.problems import delegates_of
from grappe.apps.forum.domain.modes import mode_of
from grappe.apps.forum.models import Meeting, MeetingPlan, MeetingRequest, Seat
from grappe.apps.forum.queries.own_sessions import session_times
from grappe.engines import meetings as engine

BATCH = 2_000


def during_of(numbering: Numbering[Any], slot: int, length: int) -> DateTimeTZRange:
    """The time from one slot's begin to the end of the last one a meeting takes."""
    return DateTimeTZRange(numbering.slots[slot - 1].during.lower, numbering.slots[slot + length - 2].during.upper)


def store_meetings(
    plan: MeetingPlan, numbering: Numbering[MeetingRequest], assignments: Iterable[engine.Assignment], locked: set[int]
) -> list[Meeting]:
    """Write the meetings of a plan and who sits in them; ``locked`` are requests whose lock is carried over."""
    found = [meeting_of(plan, numbering, one, locked) for one in sorted(assignments)]
    Meeting.objects.bulk_create(found, batch_size=BATCH)
    Seat.objects.bulk_create(seats_of(found, numbering), batch_size=BATCH)
    return found


def meeting_of(
    plan: MeetingPlan, numbering: Numbering[MeetingRequest], one: engine.Assignment, locked: set[int]
) -> Meeting:
    request = numbering.requests[one.meeting - 1]
    return Meeting(
        plan=plan,
        request=request,
        slot=numbering.slots[one.slot - 1],
        table=numbering.tables[one.table - 1] if one.table else None,
        mode=mode_of(request),
        during=during_of(numbering, one.slot, request.length),
        is_locked=request.pk in locked,
    )


def seats_of(meetings: Sequence[Meeting], numbering: Numbering[MeetingRequest]) -> list[Seat]:
    """One delegate of each side for each meeting; meetings of one profile are shared out among its delegates."""
    people = [one.registration_id for profile in numbering.profiles.values() for one in delegates_of(profile)]
    engaged = session_times(numbering.edition, people)
    of_profile: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        request = meeting.request
        if request is not None:
            of_profile[request.sender_id].append(meeting)
            of_profile[request.recipient_id].append(meeting)
    return [
        Seat(meeting=meeting, profile_id=profile, registration_id=person, during=meeting.during)
        for profile, own in of_profile.items()
        for meeting, person in share_out(
            own,
            {one.registration_id: engaged[one.registration_id] for one in delegates_of(numbering.profiles[profile])},
        )
    ]


def share_out(
    meetings: Iterable[Meeting], people: Mapping[int, Sequence[DateTimeTZRange]]
) -> list[tuple[Meeting, int]]:
    """Give each meeting to the free person with the fewest so far; ``people`` says when each is in a session.

    The engine lets no more meet than there are free. Long meetings beside sessions may still leave nobody free from
    their first slot to their last: then somebody leaves a session rather than another meeting.
    """
    free_from: dict[int, datetime | None] = dict.fromkeys(people, None)
    held = dict.fromkeys(people, 0)
    shared = []
    for meeting in sorted(meetings, key=lambda one: (one.during.lower, -one.during.upper.timestamp())):
        begins = meeting.during.lower
        idle = [one for one in people if (end := free_from[one]) is None or end <= begins]
        free = [one for one in idle if not any(overlaps(span, meeting.during) for span in people[one])]
        person = min(free or idle or people, key=lambda one: held[one])
        free_from[person] = meeting.during.upper
        held[person] += 1
        shared.append((meeting, person))
    return shared


def overlaps(one: DateTimeTZRange, other: DateTimeTZRange) -> bool:
    return bool(one.lower < other.upper and other.lower < one.upper)


class Seated(Protocol):
    """Where a meeting stands, as a row or as part of one."""

    @property
    def request_id(self) -> int | None: ...

    @property
    def slot_id(self) -> int: ...

    @property
    def table_id(self) -> int | None: ...


def assignments_of(meetings: Iterable[Seated], numbering: Numbering[Any]) -> tuple[engine.Assignment, ...]:
    """The engine's view of meetings as they stand."""
    return tuple(
        engine.Assignment(
            meeting=numbering.request_number[meeting.request_id or 0],
            slot=numbering.slot_number[meeting.slot_id],
            table=numbering.table_number[meeting.table_id] if meeting.table_id else None,
        )
        for meeting in meetings
        if (meeting.request_id or 0) in numbering.request_number
    )
