"""The day's desk: somebody does not come, comes late, a table is lost, somebody walks in."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.bridge.day import Answer, Change, Happening, answer_to
from grappe.apps.forum.domain.booking import Team, cancel, lock_published_plan, teams_of
from grappe.apps.forum.domain.modes import mode_of
from grappe.apps.forum.domain.moves import all_at_once, write_places
from grappe.apps.forum.domain.plan_letters import tell_of_changes
from grappe.apps.forum.enums import DayEventKind, MeetingPriority, MeetingRequestState, MeetingState, PlanState
from grappe.apps.forum.errors import AlreadyDecidedError, PlanRefusedError
from grappe.apps.forum.models import (
    DayEvent,
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

SECONDS = 2.0
NOTICE = 1
AWAY = {DayEventKind.NO_SHOW, DayEventKind.LATE}


@dataclass(frozen=True)
class Desk:
    """Who acts and when; ``notice`` is how many slots ahead nothing is moved, since nobody can be told in time."""

    by: User | None
    now: datetime | None = None
    notice: int = NOTICE
    note: str = ""

    @property
    def moment(self) -> datetime:
        return self.now or timezone.now()


def record_no_show(*, profile: MeetingProfile, desk: Desk) -> DayEvent:
    """A profile does not come: its meetings to come are cancelled, and the others get what becomes free."""
    return react(profile.edition, Happening(DayEventKind.NO_SHOW, profile=profile), desk)


def record_late(*, profile: MeetingProfile, until: Slot, desk: Desk) -> DayEvent:
    """A profile comes only for this slot: earlier meetings move as far as they can."""
    return react(profile.edition, Happening(DayEventKind.LATE, profile=profile, until=until), desk)


def record_lost_table(*, table: Table, desk: Desk) -> DayEvent:
    """A table cannot be used any more: its meetings go to others."""
    if table.lost_at is not None:
        raise AlreadyDecidedError(_("This table is lost already."))
    return react(table.edition, Happening(DayEventKind.LOST_TABLE, table=table), desk)


def record_walk_in(*, profile: MeetingProfile, wishes: Iterable[MeetingProfile], desk: Desk) -> DayEvent:
    """Somebody asks at the desk to meet people who have agreed: each wish is placed if there is room."""
    with recorded(by=desk.by, verb="repair_plan"):
        requests = tuple(agreed_request(profile, other, desk) for other in wishes)
        return react(profile.edition, Happening(DayEventKind.WALK_IN, profile=profile, requests=requests), desk)


def agreed_request(profile: MeetingProfile, other: MeetingProfile, desk: Desk) -> MeetingRequest:
    from grappe.apps.forum.domain.requests import check_pair, open_request_between

    check_pair(profile, other, is_office=True)
    standing = open_request_between(profile, other)
    values = {"state": MeetingRequestState.ACCEPTED, "answered_at": desk.moment, "answered_by": desk.by}
    if standing is not None:
        for name, value in values.items():
            setattr(standing, name, value)
        standing.save(update_fields=list(values))
        return standing
    return MeetingRequest.objects.create(
        edition=profile.edition,
        sender=profile,
        recipient=other,
        priority=MeetingPriority.IMPORTANT,
        asked_by=desk.by,
        **values,
    )


def react(edition: Edition, happening: Happening, desk: Desk) -> DayEvent:
    """Ask the engine for the plan after the event, put it in force and tell whom it concerns, in one transaction."""
    began = time.perf_counter()
    with recorded(by=desk.by, verb="repair_plan", reason=desk.note):
        plan = lock_published_plan(edition)
        if plan is None:
            raise PlanRefusedError(_("No plan is in force: publish one first."))
        plan.edition = edition
        moment = desk.moment
        take_back(happening, moment)
        answer = answer_to(plan=plan, happening=happening, now=moment, notice=desk.notice, seconds=SECONDS, fill=True)
        apply(plan, answer.changes)
        keep(happening, moment)
        event = DayEvent.objects.create(
            edition=edition,
            kind=happening.kind,
            profile=happening.profile,
            table=happening.table,
            until_slot=happening.until,
            plan=plan,
            effects=effects_of(answer),
            seconds=round(time.perf_counter() - began, 3),
            note=desk.note,
            by=desk.by,
        )
        record_action(by=desk.by, verb="repair_plan", target=event, kind=happening.kind, changes=len(answer.changes))
        tell(edition, answer)
    return event


def apply(plan: MeetingPlan, changes: Iterable[Change]) -> None:
    """Write the changes of a plan in force: what ends first, then what moves, then what is new."""
    ordered = list(changes)
    changed = plan.meetings.filter(state=MeetingState.PLANNED, request__in=[one.request.pk for one in ordered])
    rows = {one.request_id: one for one in changed}
    cancel(rows[one.request.pk].pk for one in ordered if one.kind == "cancelled")
    moved = [one for one in ordered if one.kind in {"moved", "reseated"}]
    with all_at_once():
        write_places([with_place(rows[one.request.pk], one) for one in moved])
        add_all(plan, [one for one in ordered if one.kind == "added" and one.slot is not None])


def with_place(meeting: Meeting, change: Change) -> Meeting:
    if change.slot is not None:
        meeting.slot, meeting.table, meeting.during = change.slot, change.table, change.during
    return meeting


def add_all(plan: MeetingPlan, changes: Sequence[Change]) -> None:
    """Meetings that were not in the plan, each side with a delegate who is free."""
    if not changes:
        return
    meetings = Meeting.objects.bulk_create(
        Meeting(
            plan=plan,
            request=one.request,
            slot=one.slot,
            table=one.table,
            during=one.during,
            mode=mode_of(one.request),
            is_binding=True,
        )
        for one in changes
    )
    sides = [(meeting, side) for meeting, one in zip(meetings, changes, strict=True) for side in sides_of(one.request)]
    teams = teams_of({side for _meeting, side in sides}, plan.edition_id)
    Seat.objects.bulk_create(seat_for(meeting, teams[side]) for meeting, side in sides)


def sides_of(request: MeetingRequest) -> tuple[int, int]:
    return request.sender_id, request.recipient_id


def seat_for(meeting: Meeting, team: Team) -> Seat:
    """The engine counts how many are free, so one of the team is; who sits here is taken from now on."""
    person = team.free_at(meeting.during) or next(iter(team.taken))
    team.taken[person].append(meeting.during)
    return Seat(
        meeting=meeting, profile_id=team.profile, registration_id=person, during=meeting.during, is_binding=True
    )


def take_back(happening: Happening, moment: datetime) -> None:
    """Whoever was recorded as absent and stands at the desk, or is expected for a slot, can meet again from then on."""
    if happening.profile is None or happening.kind == DayEventKind.NO_SHOW:
        return
    begins = happening.until.during.lower if happening.until is not None else moment
    recorded_away = happening.profile.unavailabilities.filter(is_declared=False)
    recorded_away.filter(slot__during__startswith__gte=begins).delete()


def keep(happening: Happening, moment: datetime) -> None:
    """Write down who is away and which table is gone, so that no later plan counts on them."""
    if happening.table is not None:
        happening.table.lost_at = moment
        happening.table.save(update_fields=["lost_at"])
    if happening.profile is None or happening.kind not in AWAY:
        return
    slots = happening.profile.edition.slots.filter(during__startswith__gt=moment)
    if happening.until is not None:
        slots = slots.filter(during__startswith__lt=happening.until.during.lower)
    Unavailability.objects.bulk_create(
        (Unavailability(profile=happening.profile, slot=slot, is_declared=False) for slot in slots),
        ignore_conflicts=True,
    )


def effects_of(answer: Answer) -> list[dict[str, object]]:
    """What was done, as keys and numbers that a page words."""
    done: list[dict[str, object]] = [
        {
            "request": one.request.pk,
            "kind": one.kind,
            "slot": one.slot.pk if one.slot else None,
            "table": one.table.pk if one.table else None,
        }
        for one in answer.changes
    ]
    return done + [{"request": one.pk, "kind": "unplaced"} for one in answer.unplaced]


def tell(edition: Edition, answer: Answer) -> None:
    profiles = {profile for one in answer.changes for profile in one.told}
    people = Delegate.objects.filter(profile__in=profiles).values_list("registration_id", flat=True)
    tell_of_changes(edition, set(people), is_first=False)


def mark_meeting(
    *, meeting: Meeting, state: MeetingState, absent: Iterable[MeetingProfile] = (), by: User | None
) -> Meeting:
    """Say that a meeting was held, or that somebody did not come to it."""
    if state not in {MeetingState.HELD, MeetingState.NO_SHOW, MeetingState.PLANNED}:
        raise AlreadyDecidedError(_("A meeting is marked as held, as missed, or as still planned."))
    missing = {profile.pk for profile in absent}
    with recorded(by=by, verb="mark_meeting"):
        held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if held.state == MeetingState.CANCELLED or held.plan.state != PlanState.PUBLISHED:
            raise AlreadyDecidedError(_("This meeting was cancelled, or its plan is not in force."))
        held.state = state
        held.save(update_fields=["state"])
        for seat in held.seats.all():
            came = None if state == MeetingState.PLANNED else seat.profile_id not in missing
            Seat.objects.filter(pk=seat.pk).update(came=came)
        record_action(by=by, verb="mark_meeting", target=held, state=state, absent=sorted(missing))
    return held
