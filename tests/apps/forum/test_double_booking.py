"""Nobody and no table can be booked twice, whatever the code above the database does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from tests.forum_rows import make_edition, make_profile, make_slot, make_table

from grappe.apps.forum.models import Meeting, MeetingPlan, Seat

pytestmark = pytest.mark.django_db


def book(plan, slot, table, *profiles, is_binding=True):
    meeting = Meeting.objects.create(plan=plan, slot=slot, table=table, during=slot.during, is_binding=is_binding)
    for profile in profiles:
        Seat.objects.create(
            meeting=meeting,
            profile=profile,
            registration=profile.delegates.get().registration,
            during=slot.during,
            is_binding=is_binding,
        )
    return meeting


@pytest.fixture
def forum():
    edition = make_edition()
    plan = MeetingPlan.objects.create(edition=edition)
    return edition, plan, [make_slot(edition, number) for number in range(3)]


def test_a_table_holds_one_meeting_at_a_time(forum):
    edition, plan, slots = forum
    table = make_table(edition)
    book(plan, slots[0], table)
    book(plan, slots[1], table)
    with pytest.raises(IntegrityError, match="table_holds_one_meeting"):
        book(plan, slots[0], table)


def test_a_person_sits_in_one_meeting_at_a_time(forum):
    edition, plan, slots = forum
    busy, other = make_profile(edition), make_profile(edition)
    book(plan, slots[0], make_table(edition), busy)
    book(plan, slots[0], make_table(edition), other)
    with pytest.raises(IntegrityError, match="person_in_one_meeting"):
        book(plan, slots[0], make_table(edition), busy)


def test_meetings_that_overlap_in_part_are_refused_too(forum):
    edition, plan, slots = forum
    busy, table = make_profile(edition), make_table(edition)
    book(plan, slots[0], table, busy)
    late = slots[0].during.lower + timedelta(minutes=10)
    with pytest.raises(IntegrityError, match="table_holds_one_meeting"):
        Meeting.objects.create(
            plan=plan,
            slot=slots[1],
            table=table,
            is_binding=True,
            during=DateTimeTZRange(late, late + timedelta(minutes=20)),
        )


def test_a_draft_plan_binds_nobody(forum):
    edition, plan, slots = forum
    busy, table = make_profile(edition), make_table(edition)
    book(plan, slots[0], table, busy)
    book(MeetingPlan.objects.create(edition=edition), slots[0], table, busy, is_binding=False)
    assert Seat.objects.filter(is_binding=True).count() == 1


def test_moving_a_meeting_moves_its_seats_or_neither(forum):
    edition, plan, slots = forum
    busy, other = make_profile(edition), make_profile(edition)
    meeting = book(plan, slots[0], make_table(edition), busy, other)
    Meeting.objects.filter(pk=meeting.pk).update(slot=slots[1], during=slots[1].during)
    assert {seat.during for seat in Seat.objects.all()} == {slots[1].during}
    book(plan, slots[2], make_table(edition), busy)
    with pytest.raises(IntegrityError, match="person_in_one_meeting"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(slot=slots[2], during=slots[2].during)
    assert set(meeting.seats.values_list("during", flat=True)) == {slots[1].during}


def test_a_seat_cannot_leave_its_meeting(forum):
    edition, plan, slots = forum
    meeting = book(plan, slots[0], make_table(edition), make_profile(edition))
    with pytest.raises(IntegrityError, match="seat_follows_meeting"):
        meeting.seats.update(during=slots[1].during)


def test_two_meetings_can_change_places_in_one_transaction(forum):
    edition, plan, slots = forum
    table, busy = make_table(edition), make_profile(edition)
    first, second = book(plan, slots[0], table, busy), book(plan, slots[1], table, busy)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS table_holds_one_meeting, person_in_one_meeting DEFERRED")
        for meeting, slot in ((first, slots[1]), (second, slots[0])):
            Meeting.objects.filter(pk=meeting.pk).update(slot=slot, during=slot.during)
    first.refresh_from_db()
    assert first.during == slots[1].during


def test_slots_of_one_edition_do_not_overlap(forum):
    edition, _plan, slots = forum
    with pytest.raises(IntegrityError, match="slots_follow_each_other"):
        edition.slots.create(during=slots[0].during)


def test_an_hour_without_end_is_no_slot(forum):
    edition, _plan, _slots = forum
    with pytest.raises(IntegrityError, match="slot_begins_and_ends"):
        edition.slots.create(during=DateTimeTZRange(datetime(2030, 1, 1, tzinfo=UTC), None))
