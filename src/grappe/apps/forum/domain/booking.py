"""Places in the published plan: the first that is free for both sides, found and taken under the plan's lock.

The database refuses double bookings whatever happens here (see the constraints of `Meeting` and `Seat`); the lock
makes that refusal rare instead of a matter of luck.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from grappe.apps.accounts.domain.audit import record_action
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.modes import mode_of
from grappe.apps.forum.enums import MeetingMode, MeetingState, PlanState, RegistrationState
from grappe.apps.forum.models import (
    Delegate,
    Edition,
    Meeting,
    MeetingPlan,
    MeetingProfile,
    MeetingRequest,
    Seat,
    Slot,
    Table,
    Unavailability,
)
from grappe.apps.forum.queries.own_sessions import session_times

BINDING = {"is_binding": True}


def lock_published_plan(edition: Edition | int) -> MeetingPlan | None:
    """The plan in force, held until the transaction ends; rows that point to it may still be written."""
    rows = MeetingPlan.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(edition=edition, state=PlanState.PUBLISHED).first()


def book_in(plan: MeetingPlan, request: MeetingRequest, *, by: User | None) -> Meeting | None:
    """Give a request the first free place of the plan in force, which the caller holds."""
    if is_full(request.sender) or is_full(request.recipient):
        return None
    held = teams_of([request.sender_id, request.recipient_id], plan.edition_id)
    teams = [held[request.sender_id], held[request.recipient_id]]
    for slot, during in starts(request):
        meeting = try_place(plan, request, slot, during, teams)
        if meeting is not None:
            record_action(by=by, verb="book_meeting", target=meeting, slot=slot.pk)
            return meeting
    return None


def starts(request: MeetingRequest, now: datetime | None = None) -> Iterator[tuple[Slot, DateTimeTZRange]]:
    """Where a meeting of this length may begin: a slot to come, with the following ones of its half-day."""
    moment = now or timezone.now()
    slots = list(request.edition.slots.filter(during__startswith__gt=moment).order_by("during"))
    closed = set(
        Unavailability.objects.filter(profile__in=[request.sender_id, request.recipient_id]).values_list(
            "slot_id", flat=True
        )
    )
    for place in range(len(slots) - request.length + 1):
        run = slots[place : place + request.length]
        if closed.isdisjoint(slot.pk for slot in run) and is_one_run(run):
            yield run[0], DateTimeTZRange(run[0].during.lower, run[-1].during.upper)


def is_one_run(run: Sequence[Slot]) -> bool:
    """Whether slots belong to one half-day of one day."""
    return len({(slot.half_day, slot.during.lower.date()) for slot in run}) == 1


def try_place(
    plan: MeetingPlan, request: MeetingRequest, slot: Slot, during: DateTimeTZRange, teams: Sequence["Team"]
) -> Meeting | None:
    people = [team.free_at(during) for team in teams]
    if None in people:
        return None
    mode = mode_of(request)
    table = None if mode == MeetingMode.REMOTE else free_table(request, mode, during)
    if table is None and mode != MeetingMode.REMOTE:
        return None
    meeting = Meeting.objects.create(
        plan=plan, request=request, slot=slot, table=table, mode=mode, during=during, **BINDING
    )
    Seat.objects.bulk_create(
        Seat(meeting=meeting, profile_id=team.profile, registration_id=person, during=during, **BINDING)
        for team, person in zip(teams, people, strict=True)
        if person is not None
    )
    return meeting


@dataclass(frozen=True)
class Team:
    """The confirmed delegates of a profile in their order, and when each is taken."""

    profile: int
    taken: dict[int, list[DateTimeTZRange]] = field(default_factory=dict)

    def free_at(self, during: DateTimeTZRange) -> int | None:
        """The first delegate who is in no meeting and in no session then."""
        for person, spans in self.taken.items():
            if not any(span.lower < during.upper and during.lower < span.upper for span in spans):
                return person
        return None


def teams_of(profiles: Iterable[int], edition: int) -> dict[int, Team]:
    """The teams of these profiles; a constant number of questions, however many they are."""
    teams = {profile: Team(profile) for profile in profiles}
    taken: dict[int, list[DateTimeTZRange]] = defaultdict(list)
    rows = Delegate.objects.filter(profile__in=teams, registration__state=RegistrationState.CONFIRMED).order_by("pk")
    for profile, person in rows.values_list("profile_id", "registration_id"):
        teams[profile].taken[person] = taken[person]
    seats = Seat.objects.filter(registration__in=taken, **BINDING).order_by("pk")
    for person, during in seats.values_list("registration_id", "during"):
        taken[person].append(during)
    for person, spans in session_times(edition, taken).items():
        taken[person] += spans
    return teams


def is_full(profile: MeetingProfile) -> bool:
    return profile.maximum is not None and profile.seats.filter(**BINDING).count() >= profile.maximum


def free_delegate(profile: MeetingProfile, during: DateTimeTZRange) -> int | None:
    """A delegate who is in no meeting and in no session then."""
    return teams_of([profile.pk], profile.edition_id)[profile.pk].free_at(during)


def free_table(request: MeetingRequest, mode: str, during: DateTimeTZRange) -> Table | None:
    taken = Meeting.objects.filter(table__isnull=False, during__overlap=during, **BINDING).values("table_id")
    tables = Table.objects.filter(edition=request.edition_id, lost_at=None, seats__gte=2).exclude(pk__in=taken)
    for equipment in equipment_for(request, mode):
        tables = tables.filter(equipment__contains=[equipment])
    return tables.order_by("rank", "name", "pk").first()


def equipment_for(request: MeetingRequest, mode: str) -> tuple[str, ...]:
    needed = [request.equipment] if request.equipment else []
    return (*needed, *(["video"] if mode == MeetingMode.HYBRID else []))


def cancel_meetings_of(request: MeetingRequest) -> int:
    """Free the places of a request that does not stand any more, in every plan that is not history."""
    return cancel(Meeting.objects.filter(request=request, state=MeetingState.PLANNED).values_list("pk", flat=True))


def cancel(meetings: Iterable[int]) -> int:
    """Cancel meetings; they bind nobody any more, and their seats follow them."""
    return Meeting.objects.filter(pk__in=list(meetings)).update(state=MeetingState.CANCELLED, is_binding=False)
