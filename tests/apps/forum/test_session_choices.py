from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from icalendar import Calendar
from tests.apps.forum.test_plans import agreed, laid_out, planned
from tests.forum_rows import MORNING, make_edition, make_registration, together

from grappe.apps.forum.agenda_entries import attended_by
from grappe.apps.forum.documents.agenda import words_of
from grappe.apps.forum.documents.agenda_calendar import calendar_of
from grappe.apps.forum.domain.plans import publish_plan
from grappe.apps.forum.domain.session_choices import choose_session, leave_session
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.models import Meeting, MeetingPlan, Session, SessionChoice, SessionSpeaker, Speaker
from grappe.apps.forum.queries.agenda_marks import agenda_mark

pytestmark = pytest.mark.django_db


def make_session(edition, begins=0, minutes=40, **values):
    start = MORNING + timedelta(minutes=begins)
    during = DateTimeTZRange(start, start + timedelta(minutes=minutes))
    return Session.objects.create(
        edition=edition, **({"title_fr": "Capteurs", "state": "confirmed", "during": during} | values)
    )


def person_of(profile, number=0):
    return profile.delegates.order_by("pk")[number].registration


def test_a_chosen_session_keeps_meetings_out_of_its_time():
    edition, (one, other, *_more) = laid_out(slots=3, profiles=2)
    choose_session(registration=person_of(one), session=make_session(edition), by=None)
    agreed(one, other)
    meeting = planned(edition).meetings.get()
    assert meeting.during.lower == MORNING + timedelta(minutes=40)


def test_a_colleague_meets_while_the_other_sits_in_a_session():
    edition, _none = laid_out(slots=2, tables=4, profiles=0)
    team, *others = (make_profile_of(edition, count) for count in (2, 1, 1, 1))
    first, second = person_of(team), person_of(team, 1)
    choose_session(registration=first, session=make_session(edition, minutes=20), by=None)
    for other in others:
        agreed(team, other)
    plan = publish_plan(plan=planned(edition), by=None)
    assert plan.meetings.count() == 3
    early = plan.meetings.get(during__startswith=MORNING)
    assert early.seats.get(profile=team).registration == second


def make_profile_of(edition, delegates):
    from tests.forum_rows import make_profile

    return make_profile(edition, delegates=delegates)


def test_a_long_meeting_begins_only_when_one_person_is_free_to_its_end():
    edition, _none = laid_out(slots=3, profiles=0)
    team, other = make_profile_of(edition, 2), make_profile_of(edition, 1)
    choose_session(registration=person_of(team), session=make_session(edition, minutes=20), by=None)
    choose_session(registration=person_of(team, 1), session=make_session(edition, begins=20, minutes=20), by=None)
    agreed(team, other, length=2)
    meeting = planned(edition).meetings.get()
    assert meeting.during.lower == MORNING + timedelta(minutes=20)
    assert meeting.seats.get(profile=team).registration == person_of(team)


def test_speaking_counts_as_choosing_and_both_stand_in_the_agenda():
    edition, (one, _other) = laid_out(profiles=2)
    mine = person_of(one)
    talk, chosen = make_session(edition), make_session(edition, begins=60, title_en="Sensors")
    speaker = Speaker.objects.create(edition=edition, registration=mine, full_name=mine.full_name)
    SessionSpeaker.objects.create(session=talk, speaker=speaker)
    before = agenda_mark(mine.pk, one.pk)
    choose_session(registration=mine, session=chosen, by=None)
    assert agenda_mark(mine.pk, one.pk) != before
    assert [entry.title for entry in attended_by(mine)] == ["Capteurs", "Sensors"]
    events = Calendar.from_ical(calendar_of(mine)).walk("VEVENT")
    assert sorted(str(event["SUMMARY"]) for event in events) == ["Capteurs", "Capteurs"]
    ((day),) = words_of(mine, "fr")["days"]
    assert [row[2] for row in day["rows"]] == ["Capteurs", "Sensors"]
    leave_session(registration=mine, session=chosen, by=None)
    assert [entry.session for entry in attended_by(mine)] == [talk]


def test_a_session_beside_another_or_beside_a_meeting_is_refused():
    edition, (one, other) = laid_out(profiles=2)
    mine = person_of(one)
    choose_session(registration=mine, session=make_session(edition), by=None)
    with pytest.raises(ProgrammeRefusedError, match="another session at that time: Capteurs"):
        choose_session(registration=mine, session=make_session(edition, begins=20), by=None)
    MeetingPlan.objects.create(edition=edition, state="published")
    agreed(one, other)
    assert Meeting.objects.get().during.lower == MORNING + timedelta(minutes=40)
    with pytest.raises(ProgrammeRefusedError, match="meeting at 09:40"):
        choose_session(registration=mine, session=make_session(edition, begins=40), by=None)


@pytest.mark.parametrize("session", [{"during": None}, {"state": "draft"}, {"state": "cancelled"}])
def test_only_sessions_with_a_time_are_chosen(session):
    edition = make_edition()
    with pytest.raises(ProgrammeRefusedError, match="no time"):
        choose_session(registration=make_registration(edition), session=make_session(edition, **session), by=None)


def test_only_people_who_come_choose_sessions():
    edition = make_edition()
    session = make_session(edition)
    for registration in (make_registration(edition, state="pending"), make_registration(make_edition())):
        with pytest.raises(ProgrammeRefusedError, match="confirmed"):
            choose_session(registration=registration, session=session, by=None)


@pytest.mark.django_db(transaction=True)
def test_two_tries_at_once_choose_once_and_never_two_sessions_of_one_time():
    edition = make_edition()
    mine, sessions = make_registration(edition), [make_session(edition), make_session(edition)]
    together(8, lambda number: choose_session(registration=mine, session=sessions[number % 2], by=None))
    assert SessionChoice.objects.count() == 1
