"""Meetings moved, exchanged, locked and cancelled by hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.bridge.moves import Consequences, consequences_of_move
from grappe.apps.forum.bridge.sayings import Said
from grappe.apps.forum.domain.booking import cancel, is_one_run, lock_published_plan
from grappe.apps.forum.domain.plan_letters import tell_of_changes
from grappe.apps.forum.enums import MeetingState, PlanState, RegistrationState
from grappe.apps.forum.errors import AlreadyDecidedError, MeetingRefusedError
from grappe.apps.forum.models import Delegate, Meeting, MeetingPlan, Seat, Slot, Table

# By registration and seat: when the seat is taken.
Times = dict[int, dict[int, DateTimeTZRange]]


class MoveBreaksRulesError(MeetingRefusedError):
    """The move would break rules; ``faults`` says which, for a page to show and a person to weigh."""

    def __init__(self, message: str, faults: Sequence[Said]) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


def preview_move(*, meeting: Meeting, slot: Slot, table: Table | None) -> Consequences:
    """Say what a move would break; nothing is written."""
    during_from(slot, length_of(meeting))
    return consequences_of_move(meeting=meeting, slot=slot, table=table)


def move_meeting(
    *, meeting: Meeting, slot: Slot, table: Table | None, accepts_faults: bool = False, by: User | None
) -> Meeting:
    """Move a meeting to another slot or table.

    What breaks a rule needs ``accepts_faults``; a double booking in a plan in force is refused by the database
    whatever is accepted.
    """
    with recorded(by=by, verb="move_meeting"):
        held = held_for_change(meeting)
        during = during_from(slot, length_of(held))
        found = consequences_of_move(meeting=held, slot=slot, table=table)
        if found.faults and not accepts_faults:
            raise MoveBreaksRulesError(_("This move breaks rules: see which, and confirm or choose."), found.faults)
        with all_at_once():
            place(held, slot, table, during)
        record_action(
            by=by,
            verb="move_meeting",
            target=held,
            slot=slot.pk,
            table=table.pk if table else None,
            faults=[one.code for one in found.faults],
        )
        tell_people([held])
    return held


def swap_meetings(*, first: Meeting, second: Meeting, by: User | None) -> tuple[Meeting, Meeting]:
    """Exchange the places of two meetings of one plan."""
    with recorded(by=by, verb="swap_meetings"):
        one, other = (held_for_change(meeting) for meeting in (first, second))
        if one.plan_id != other.plan_id or one.pk == other.pk:
            raise MeetingRefusedError(_("Choose two meetings of one plan."))
        if length_of(one) != length_of(other):
            raise MeetingRefusedError(_("The two meetings are not of one length: move them one by one."))
        places = [(held.slot, held.table, held.during) for held in (one, other)]
        with all_at_once():
            place(one, *places[1])
            place(other, *places[0])
        record_action(by=by, verb="swap_meetings", target=one, other=other.pk)
        tell_people([one, other])
    return one, other


def lock_meeting(*, meeting: Meeting, is_locked: bool, by: User) -> Meeting:
    """Keep a meeting's slot through every plan computed later, or let it go."""
    with recorded(by=by, verb="lock_meeting"):
        Meeting.objects.filter(pk=meeting.pk).update(is_locked=is_locked)
        meeting.is_locked = is_locked
        record_action(by=by, verb="lock_meeting", target=meeting, locked=is_locked)
    return meeting


def cancel_meeting(*, meeting: Meeting, reason: str, by: User | None) -> Meeting:
    """Cancel one meeting; its request stands, and may be placed again."""
    with recorded(by=by, verb="cancel_meeting", reason=reason):
        held = held_for_change(meeting, even_locked=True)
        people = list(held.seats.values_list("registration_id", flat=True))
        cancel([held.pk])
        held.refresh_from_db()
        record_action(by=by, verb="cancel_meeting", target=held, reason=reason)
        if held.plan.state == PlanState.PUBLISHED:
            tell_of_changes(held.plan.edition, people, is_first=False)
    return held


def held_for_change(meeting: Meeting, *, even_locked: bool = False) -> Meeting:
    lock_published_plan(MeetingPlan.objects.values_list("edition_id", flat=True).get(pk=meeting.plan_id))
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("request", "slot", "table")
    held = rows.get(pk=meeting.pk)
    if held.plan.state not in {PlanState.PUBLISHED, PlanState.COMPUTED}:
        raise AlreadyDecidedError(_("This plan is not in force any more: open the one that is."))
    if held.state != MeetingState.PLANNED:
        raise AlreadyDecidedError(_("This meeting was held or cancelled: it stays where it is."))
    if held.is_locked and not even_locked:
        raise MeetingRefusedError(_("This meeting is locked: unlock it first."))
    return held


def length_of(meeting: Meeting) -> int:
    return meeting.request.length if meeting.request is not None else 1


def during_from(slot: Slot, length: int) -> DateTimeTZRange:
    """The time of a meeting that begins in this slot."""
    run = list(slot.edition.slots.filter(during__startswith__gte=slot.during.lower).order_by("during")[:length])
    if len(run) < length or not is_one_run(run):
        raise MeetingRefusedError(_("The meeting would run beyond its half-day: choose an earlier slot."))
    return DateTimeTZRange(run[0].during.lower, run[-1].during.upper)


@contextmanager
def all_at_once() -> Iterator[None]:
    """Let the constraints look only once several rows are in their places, and then at once, not at the end."""
    names = "table_holds_one_meeting, person_in_one_meeting"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {names} DEFERRED")
            yield
            cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")
    except IntegrityError as error:
        raise MeetingRefusedError(
            _("Somebody or the table is taken at that time: choose another slot or table.")
        ) from error


def place(meeting: Meeting, slot: Slot, table: Table | None, during: DateTimeTZRange) -> None:
    """Write a meeting's new place; the database moves its seats along, and colleagues step in where they must."""
    meeting.slot, meeting.table, meeting.during = slot, table, during
    write_places([meeting])


def write_places(meetings: Sequence[Meeting]) -> None:
    """Write the places of meetings of one plan, as `place` does for one; few statements, however many they are."""
    if not meetings:
        return
    Meeting.objects.bulk_update(meetings, ["slot", "table", "during"])
    seats = list(Seat.objects.filter(meeting__in=meetings).order_by("during", "pk"))
    profiles = {seat.profile_id for seat in seats}
    people, times = delegates_by_profile(profiles), times_taken(profiles, meetings[0].plan_id)
    changed = [seat for seat in seats if steps_in(seat, people[seat.profile_id], times)]
    if changed:
        Seat.objects.bulk_update(changed, ["registration"])


def delegates_by_profile(profiles: Iterable[int]) -> dict[int, list[int]]:
    """Who may sit for each profile, in their order."""
    found: dict[int, list[int]] = defaultdict(list)
    coming = Delegate.objects.filter(profile__in=profiles, registration__state=RegistrationState.CONFIRMED)
    for profile, person in coming.order_by("pk").values_list("profile_id", "registration_id"):
        found[profile].append(person)
    return found


def times_taken(profiles: Iterable[int], plan: int) -> Times:
    """When each person of these profiles sits in a meeting of the plan, by seat."""
    found: Times = defaultdict(dict)
    seats = Seat.objects.filter(profile__in=profiles, meeting__plan=plan).order_by("pk")
    standing = seats.exclude(meeting__state=MeetingState.CANCELLED)
    for person, seat, during in standing.values_list("registration_id", "pk", "during"):
        found[person][seat] = during
    return found


def steps_in(seat: Seat, colleagues: Iterable[int], times: Times) -> bool:
    """Give the seat of somebody who would be in two meetings at once to a colleague who is free, if one is."""
    if is_free(seat, times[seat.registration_id]):
        return False
    person = next((one for one in colleagues if is_free(seat, times[one])), None)
    if person is None:
        return False
    times[person][seat.pk] = times[seat.registration_id].pop(seat.pk)
    seat.registration_id = person
    return True


def is_free(seat: Seat, taken: Mapping[int, DateTimeTZRange]) -> bool:
    """Whether no other seat takes the time of this one."""
    own = seat.during
    return not any(one != seat.pk and own.lower < span.upper and span.lower < own.upper for one, span in taken.items())


def tell_people(meetings: Iterable[Meeting]) -> None:
    """Write to whoever sits in these meetings, if their plan is in force."""
    moved = [meeting for meeting in meetings if meeting.plan.state == PlanState.PUBLISHED]
    if moved:
        people = Seat.objects.filter(meeting__in=moved).values_list("registration_id", flat=True)
        tell_of_changes(moved[0].plan.edition, set(people), is_first=False)
