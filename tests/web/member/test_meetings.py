"""A participant's way through the B2B meetings: profile, catalogue, requests, agenda."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from grappe.apps.directory.models import Theme
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.models import AgendaFeed, Meeting, MeetingFeedback, MeetingPlan, MeetingRequest, Slot
from tests.factories import make_organisation, make_project, make_user
from tests.forum_rows import make_edition, make_profile, make_registration, make_slot, make_table
from tests.partnership_rows import make_partnership_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def own(edition, user):
    return make_profile(edition, user=user, name="Alpha", seeks_fr="Des composites et des capteurs")


@pytest.fixture
def browser(client, user):
    client.force_login(user)
    return client


def at(edition, name, *keys):
    return reverse(f"member:{name}", args=[edition.slug, *keys])


def book(edition, one, other):
    """A published plan with one meeting of the two."""
    make_slot(edition, 0)
    make_table(edition, name="T7", zone="Hall A")
    MeetingPlan.objects.create(edition=edition, state="published", published_at=timezone.now())
    request = request_meeting(sender=one, recipient=other, by=None)
    meeting = accept_request(request=request, by=None).meeting
    assert meeting is not None
    return meeting


def test_who_is_registered_takes_part_with_what_the_register_holds(edition, browser, user):
    organisation = make_organisation("Vesporel", offers_fr="Des capteurs")
    make_registration(edition, user=user, organisation=organisation)
    assert "Take part in the meetings" in browser.get(at(edition, "meetings")).content.decode()
    assert browser.post(at(edition, "meetings_join")).url == at(edition, "meetings_profile")
    page = browser.get(at(edition, "meetings_profile")).content.decode()
    assert "Des capteurs" in page
    assert "Vesporel" in page


def test_who_is_not_registered_is_told_how_to_begin(edition, browser):
    assert "not registered for this edition" in browser.get(at(edition, "meetings")).content.decode()
    assert browser.post(at(edition, "meetings_join")).url == at(edition, "meetings")
    assert browser.get(at(edition, "meetings_agenda")).status_code == 404


def test_a_profile_is_amended(edition, browser, own):
    theme = Theme.objects.create(code="materials", name_fr="Matériaux", name_en="Materials")
    sent = {
        "name": "Alpha",
        "offers_en": "Sensors",
        "themes": [theme.code],
        "languages": ["fr", "de"],
        "mode": "on_site",
    }
    answer = browser.post(at(edition, "meetings_profile"), sent | {"minimum": 2, "maximum": 1})
    assert "less than the fewest" in answer.content.decode()
    browser.post(at(edition, "meetings_profile"), sent | {"minimum": 2, "maximum": 8})
    own.refresh_from_db()
    assert (own.offers_en, own.languages, own.is_listed, own.maximum) == ("Sensors", ["fr", "de"], False, 8)
    assert list(own.themes.all()) == [theme]


def test_slots_are_free_until_unticked(edition, browser, own):
    first, second = make_slot(edition, 0), make_slot(edition, 1)
    browser.post(at(edition, "meetings_availability"), {"free": [first.pk]})
    assert list(own.unavailabilities.values_list("slot", flat=True)) == [second.pk]
    page = browser.get(at(edition, "meetings_availability")).content.decode()
    assert page.count(" checked") == 1


def ranked_once(browser, address):
    """How often the catalogue is ranked when it is looked at twice more."""
    with CaptureQueriesContext(connection) as caught:
        for _time in range(2):
            browser.get(address)
    return sum("ts_rank" in one["sql"] for one in caught)


def test_the_catalogue_is_filtered_and_suggests_with_a_reason(edition, browser, own):
    make_profile(edition, name="Beta", country="DE", offers_fr="Un composite, un capteur")
    make_profile(edition, name="Gamma")
    page = browser.get(at(edition, "meetings_catalogue")).content.decode()
    assert "Offers what you seek: composite, capteur" in page
    assert ranked_once(browser, at(edition, "meetings_catalogue")) == 0
    found = browser.get(at(edition, "meetings_catalogue"), {"country": "DE"}).content.decode()
    assert ("Beta" in found, "Gamma" in found) == (True, False)
    assert "Gamma" not in browser.get(at(edition, "meetings_catalogue"), {"words": "composites"}).content.decode()


def test_a_hidden_profile_is_not_found(edition, browser, own):
    hidden = make_profile(edition, name="Hidden", is_listed=False)
    assert "Hidden" not in browser.get(at(edition, "meetings_catalogue")).content.decode()
    assert browser.get(at(edition, "meetings_participant", hidden.pk)).status_code == 404


def test_a_request_is_sent_answered_and_withdrawn(edition, browser, own):
    other, asker = make_profile(edition, name="Beta"), make_profile(edition, name="Gamma")
    browser.post(at(edition, "meetings_participant", other.pk), {"priority": 4, "message": "Composites"})
    sent = MeetingRequest.objects.get(sender=own)
    assert (sent.priority, sent.message) == (4, "Composites")
    received = request_meeting(sender=asker, recipient=own, message="Why not", by=None)
    page = browser.get(at(edition, "meetings_requests")).content.decode()
    assert "Why not" in page
    assert "Requests (1 to answer)" in page
    browser.post(at(edition, "meetings_answer", received.pk), {"accept": "1", "answer": "Gladly"})
    received.refresh_from_db()
    assert (received.state, received.answer) == ("accepted", "Gladly")
    assert browser.post(at(edition, "meetings_answer", sent.pk), {"accept": "1"}).status_code == 403
    browser.post(at(edition, "meetings_withdraw", sent.pk))
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_an_agreed_meeting_is_called_off_by_either_side_after_a_question(edition, browser, own):
    meeting = book(edition, make_profile(edition, name="Beta"), own)
    address = at(edition, "meetings_withdraw", meeting.request_id)
    assert address in browser.get(at(edition, "meetings_requests")).content.decode()
    question = browser.get(address).content.decode()
    assert "Call off the meeting with Beta?" in question
    assert "Table T7, Hall A" in question
    meeting.refresh_from_db()
    assert meeting.state == "planned"
    browser.post(address, {"reason": "A train is late"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.request.answer) == ("cancelled", "A train is late")
    assert browser.get(address).status_code == 403


def test_who_has_not_answered_yet_withdraws_nothing(edition, browser, own):
    received = request_meeting(sender=make_profile(edition), recipient=own, by=None)
    assert browser.post(at(edition, "meetings_withdraw", received.pk)).status_code == 403


def said_after_accepting(browser, edition, own):
    received = request_meeting(sender=make_profile(edition), recipient=own, by=None)
    address = at(edition, "meetings_answer", received.pk)
    answer = browser.post(address, {"accept": "1"}, follow=True)
    return next(iter(answer.context["messages"])).message


def test_whoever_accepts_is_told_at_once_what_came_of_it(edition, browser, own):
    assert said_after_accepting(browser, edition, own) == "You have accepted: the plan says when and where."
    make_slot(edition, 0)
    make_table(edition, name="T7")
    MeetingPlan.objects.create(edition=edition, state="published", published_at=timezone.now())
    told = said_after_accepting(browser, edition, own)
    assert told.startswith("You have accepted: you meet on ")
    assert told.endswith(", T7.")
    assert "no place free for both of you" in said_after_accepting(browser, edition, own)


def test_the_requests_of_others_are_not_there(edition, browser, own):
    theirs = request_meeting(sender=make_profile(edition), recipient=make_profile(edition), by=None)
    assert browser.post(at(edition, "meetings_answer", theirs.pk), {"accept": "1"}).status_code == 404
    assert browser.post(at(edition, "meetings_withdraw", theirs.pk)).status_code == 404


def test_the_agenda_is_kept_until_it_changes(edition, browser, own):
    other = make_profile(edition, name="Beta")
    meeting = book(edition, own, other)
    first = browser.get(at(edition, "meetings_agenda"))
    assert "Table T7, Hall A" in first.content.decode()
    assert first["Cache-Control"] == "private, no-cache"
    again = browser.get(at(edition, "meetings_agenda"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Meeting.objects.filter(pk=meeting.pk).update(table=make_table(edition, name="T9"))
    moved = browser.get(at(edition, "meetings_agenda"), headers={"If-None-Match": first["ETag"]})
    assert "Table T9" in moved.content.decode()


def test_nobody_sees_the_agenda_of_another(edition, client, own):
    one, other = make_profile(edition, name="Beta"), make_profile(edition, name="Gamma")
    meeting = book(edition, one, other)
    client.force_login(own.delegates.get().registration.user)
    assert "Beta" not in client.get(at(edition, "meetings_agenda")).content.decode()
    assert client.get(at(edition, "meetings_feedback", meeting.pk)).status_code == 404
    assert client.get(reverse("agenda_feed", args=["guess"])).status_code == 404


def test_the_agenda_is_set_on_paper(edition, browser, own):
    book(edition, own, make_profile(edition, name="Beta"))
    answer = browser.get(at(edition, "meetings_agenda-file"))
    assert answer.content.startswith(b"%PDF")
    held = browser.get(at(edition, "meetings_agenda-file"), headers={"If-None-Match": answer["ETag"]})
    assert held.status_code == 304


def test_a_calendar_is_read_under_a_secret_address_until_it_is_taken_back(edition, browser, client, own):
    book(edition, own, make_profile(edition, name="Beta"))
    browser.post(at(edition, "meetings_feed"), {"open": "1"})
    token = AgendaFeed.objects.get().token
    address = reverse("agenda_feed", args=[token])
    assert address in browser.get(at(edition, "meetings_agenda")).content.decode()
    client.logout()
    answer = client.get(address)
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("Rendez-vous avec Beta", "Table T7, Hall A")
    assert (len(token), answer["Cache-Control"]) == (43, "private, no-cache")
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    client.force_login(own.delegates.get().registration.user)
    client.post(at(edition, "meetings_feed"), {"close": "1"})
    assert client.get(address).status_code == 404


def test_a_calendar_that_is_up_to_date_costs_two_questions(edition, browser, client, own, django_assert_num_queries):
    book(edition, own, make_profile(edition, name="Beta"))
    browser.post(at(edition, "meetings_feed"), {"open": "1"})
    client.logout()
    address = reverse("agenda_feed", args=[AgendaFeed.objects.get().token])
    mark = client.get(address)["ETag"]
    with django_assert_num_queries(2):
        assert client.get(address, headers={"If-None-Match": mark}).status_code == 304


def test_what_came_of_a_meeting_is_kept(edition, browser, own):
    meeting = book(edition, own, make_profile(edition, name="Beta"))
    sent = {"took_place": "on", "rating": "4", "outcome": "project", "project": "No such", "note": "Well met"}
    early = browser.post(at(edition, "meetings_feedback", meeting.pk), sent | {"project": ""})
    assert "has not taken place yet" in early.content.decode()
    now = timezone.now()
    past = DateTimeTZRange(now - timedelta(hours=2), now - timedelta(hours=1))
    Slot.objects.update(during=past)
    Meeting.objects.update(during=past)
    assert "No project answers" in browser.post(at(edition, "meetings_feedback", meeting.pk), sent).content.decode()
    project, agreement = make_project(), make_partnership_agreement(title_en="Twins of the vine")
    make_partnership_agreement(title_en="Twins of the sea")
    sent |= {"project": str(project.pk)}
    asked = browser.post(at(edition, "meetings_feedback", meeting.pk), sent | {"agreement": "twins"}).content.decode()
    assert f"Twins of the vine ({agreement.code})" in asked
    browser.post(at(edition, "meetings_feedback", meeting.pk), sent | {"agreement": agreement.code})
    kept = MeetingFeedback.objects.get()
    assert (kept.rating, kept.outcome, kept.project, kept.note) == (4, "project", project, "Well met")
    assert kept.agreement == agreement
    meeting.refresh_from_db()
    assert meeting.state == "held"
    assert "Well met" in browser.get(at(edition, "meetings_feedback", meeting.pk)).content.decode()
    assert "Project idea" in browser.get(at(edition, "meetings_agenda")).content.decode()
