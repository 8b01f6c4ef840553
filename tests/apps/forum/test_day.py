from datetime import timedelta

import pytest
from tests.factories import make_user
from tests.forum_rows import MORNING, make_edition, make_profile, make_registration, make_slot, make_table, send_letters

from grappe.apps.forum.bridge.planning import compute_plan
from grappe.apps.forum.domain.day import (
    Desk,
    mark_meeting,
    record_late,
    record_lost_table,
    record_no_show,
    record_walk_in,
)
from grappe.apps.forum.domain.plans import ask_plan, publish_plan
from grappe.apps.forum.domain.profiles import open_profile
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.errors import AlreadyDecidedError, PlanRefusedError
from grappe.apps.forum.models import DayEvent, Meeting, Seat, Unavailability

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """Five profiles, all pairs agreed, eight slots of one morning, three tables; the plan is in force."""
    edition = make_edition()
    for number in range(8):
        make_slot(edition, number)
    for _number in range(3):
        make_table(edition)
    profiles = [make_profile(edition) for _number in range(5)]
    for place, one in enumerate(profiles):
        for other in profiles[place + 1 :]:
            accept_request(request=request_meeting(sender=one, recipient=other, by=None), by=None)
    plan = compute_plan(ask_plan(edition=edition, seconds=2, by=None).pk)
    return edition, profiles, publish_plan(plan=plan, by=None)


def at(minutes):
    return Desk(by=make_user(), now=MORNING + timedelta(minutes=minutes), note="Told by phone.")


def nobody_twice(plan):
    held = list(Seat.objects.filter(meeting__plan=plan, is_binding=True).values_list("registration", "during"))
    return len(held) == len(set(held))


def test_who_does_not_come_leaves_room_to_others(forum, mailoutbox):
    _edition, profiles, plan = forum
    event = record_no_show(profile=profiles[0], desk=at(-60))
    assert plan.meetings.filter(state="cancelled").count() == 4
    assert not Seat.objects.filter(profile=profiles[0], is_binding=True).exists()
    assert event.effects
    assert event.note == "Told by phone."
    assert Unavailability.objects.filter(profile=profiles[0], is_declared=False).count() == 8
    assert nobody_twice(plan)
    send_letters()
    told = {message.to[0] for message in mailoutbox if "ont changé" in message.subject}
    assert profiles[1].delegates.get().registration.email in told


def test_who_comes_after_all_can_meet_again(forum):
    edition, profiles, plan = forum
    record_no_show(profile=profiles[0], desk=at(-60))
    sixth = edition.slots.order_by("during")[5]
    record_late(profile=profiles[0], until=sixth, desk=at(-50))
    own = plan.meetings.filter(seats__profile=profiles[0], seats__is_binding=True)
    assert own.exists()
    assert not own.filter(during__startswith__lt=sixth.during.lower).exists()
    record_no_show(profile=profiles[1], desk=at(-40))
    event = record_walk_in(profile=profiles[1], wishes=[profiles[2]], desk=at(-30))
    assert "unplaced" not in {one["kind"] for one in event.effects}
    assert not Unavailability.objects.filter(profile=profiles[1]).exists()
    assert nobody_twice(plan)


def test_past_meetings_stay_as_they_were(forum):
    _edition, profiles, plan = forum
    before = set(plan.meetings.filter(during__startswith__lt=MORNING + timedelta(minutes=65)).values_list("pk", "slot"))
    record_no_show(profile=profiles[0], desk=at(65))
    kept = set(plan.meetings.exclude(state="cancelled").values_list("pk", "slot"))
    assert before <= kept


def test_who_is_late_meets_later_if_there_is_room(forum):
    edition, profiles, plan = forum
    fifth = edition.slots.order_by("during")[4]
    record_late(profile=profiles[0], until=fifth, desk=at(-60))
    mine = plan.meetings.filter(seats__profile=profiles[0], is_binding=True)
    assert all(one.during.lower >= fifth.during.lower for one in mine)
    assert mine.count() == 4
    assert nobody_twice(plan)


def test_meetings_of_a_lost_table_go_to_others(forum):
    edition, _profiles, plan = forum
    table = plan.meetings.order_by("-during").first().table
    record_lost_table(table=table, desk=at(-60))
    assert not plan.meetings.filter(table=table, is_binding=True).exists()
    assert plan.meetings.filter(is_binding=True).count() == 10
    table.refresh_from_db()
    with pytest.raises(AlreadyDecidedError):
        record_lost_table(table=table, desk=at(-60))
    assert DayEvent.objects.get(edition=edition).seconds < 5


def test_a_walk_in_gets_the_places_that_are_free(forum):
    edition, profiles, plan = forum
    newcomer = open_profile(registration=make_registration(edition), by=None)
    event = record_walk_in(profile=newcomer, wishes=profiles[:2], desk=at(-60))
    added = plan.meetings.filter(seats__profile=newcomer, is_binding=True)
    assert added.count() == 2
    assert {effect["kind"] for effect in event.effects} == {"added"}
    assert nobody_twice(plan)


def test_a_walk_in_who_asked_before_is_not_asked_twice(forum):
    edition, profiles, plan = forum
    newcomer = make_profile(edition)
    standing = request_meeting(sender=newcomer, recipient=profiles[0], by=None)
    record_walk_in(profile=newcomer, wishes=[profiles[0]], desk=at(-60))
    standing.refresh_from_db()
    assert (standing.state, plan.meetings.filter(request=standing).count()) == ("accepted", 1)


def test_wishes_without_room_are_named(forum):
    _edition, profiles, plan = forum
    newcomer = make_profile(plan.edition)
    event = record_walk_in(profile=newcomer, wishes=[profiles[0]], desk=at(8 * 20))
    assert event.effects == [{"request": newcomer.requests_sent.get().pk, "kind": "unplaced"}]


def test_events_follow_each_other(forum):
    edition, profiles, plan = forum
    record_lost_table(table=edition.tables.first(), desk=at(-60))
    record_late(profile=profiles[1], until=edition.slots.order_by("during")[2], desk=at(-50))
    record_no_show(profile=profiles[0], desk=at(-40))
    record_walk_in(profile=make_profile(edition), wishes=profiles[1:4], desk=at(25))
    assert nobody_twice(plan)
    tables = list(Meeting.objects.filter(is_binding=True).values_list("table", "during"))
    assert len(tables) == len(set(tables))


def test_without_a_plan_there_is_nothing_to_repair():
    edition = make_edition()
    make_slot(edition, 0)
    with pytest.raises(PlanRefusedError):
        record_no_show(profile=make_profile(edition), desk=at(0))


def test_the_desk_says_who_came(forum):
    _edition, profiles, plan = forum
    meeting = plan.meetings.filter(request__sender=profiles[0]).first()
    mark_meeting(meeting=meeting, state="no_show", absent=[profiles[0]], by=make_user())
    assert dict(meeting.seats.values_list("profile", "came"))[profiles[0].pk] is False
    mark_meeting(meeting=meeting, state="held", by=make_user())
    assert set(meeting.seats.values_list("came", flat=True)) == {True}
    with pytest.raises(AlreadyDecidedError):
        mark_meeting(meeting=meeting, state="cancelled", by=make_user())
