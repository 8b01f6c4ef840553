"""What a manual move would break, told by the engine's checker before anything is changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from grappe.apps.forum.bridge.problems import number_edition, problem_of
from grappe.apps.forum.bridge.results import assignments_of
from grappe.apps.forum.bridge.sayings import Said, said
from grappe.apps.forum.enums import MeetingState
from grappe.apps.forum.models import Meeting, MeetingRequest, Slot, Table
from grappe.engines import meetings as engine


@dataclass(frozen=True)
class Consequences:
    """What a move breaks that was not broken before, and the breaks of the two sides before and after."""

    faults: tuple[Said, ...]
    breaks_before: int
    breaks_after: int


def consequences_of_move(*, meeting: Meeting, slot: Slot, table: Table | None) -> Consequences:
    """Look at the meetings that share a participant with this one, or the table at that time; nothing is written."""
    around = meetings_around(meeting, slot, table)
    requests = MeetingRequest.objects.filter(pk__in=[one.request_id for one in around]).order_by("pk")
    numbering = number_edition(meeting.plan.edition, requests)
    problem = problem_of(numbering)
    before = assignments_of(around, numbering)
    own = numbering.request_number[meeting.request_id or 0]
    moved = engine.Assignment(
        meeting=own,
        slot=numbering.slot_number[slot.pk],
        table=numbering.table_number[table.pk] if table is not None else None,
    )
    after = tuple(moved if one.meeting == own else one for one in before)
    known = {(one.code, one.about) for one in engine.check_plan(problem, before)}
    new = (one for one in engine.check_plan(problem, after) if (one.code, one.about) not in known)
    faults = tuple(said(one, numbering) for one in new)
    sides = {str(key) for key in sides_of(meeting)}
    return Consequences(faults, breaks_of(problem, before, sides), breaks_of(problem, after, sides))


def sides_of(meeting: Meeting) -> tuple[int, ...]:
    request = meeting.request
    return (request.sender_id, request.recipient_id) if request is not None else ()


def meetings_around(meeting: Meeting, slot: Slot, table: Table | None) -> list[Meeting]:
    sides = sides_of(meeting)
    near = Q(request__sender__in=sides) | Q(request__recipient__in=sides)
    if table is not None:
        near |= Q(table=table, during__startswith__date=slot.during.lower.date())
    rows = Meeting.objects.filter(near, plan=meeting.plan_id, request__isnull=False)
    return list(rows.exclude(state=MeetingState.CANCELLED).order_by("pk"))


def breaks_of(problem: engine.Problem, assignments: Sequence[engine.Assignment], sides: Iterable[str]) -> int:
    """Breaks of these participants only: anybody else meets each of them at most once, and has no break in that."""
    return sum(
        engine.measure(
            problem, [one for one in assignments if side in problem.requests[one.meeting - 1].participants]
        ).breaks
        for side in sides
    )
