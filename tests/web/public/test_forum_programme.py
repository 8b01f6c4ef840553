"""The programme as visitors find it."""

import json

import icalendar
import pytest
from lxml import etree
from tests.factories import make_user
from tests.forum_rows import make_edition, make_registration
from tests.web.forum_programme_rows import make_programme_pages, session_named

from grappe.apps.forum.models import CallForSpeakers

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_programme_pages(make_user(), make_user())


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_day_shows_its_sessions_and_not_those_of_others(client, edition):
    first, second = (text_of(client, f"/en/forum/2027/programme/?day=2027-11-{day}") for day in (18, 19))
    assert "SMEs abroad" in first
    assert "Financing innovation" not in first
    assert "Financing innovation" in second


@pytest.mark.parametrize("day", ["", "?day=", "?day=2031-01-01", "?day=x"])
def test_a_day_that_is_none_leads_to_the_first(client, edition, day):
    assert "SMEs abroad" in text_of(client, f"/en/forum/2027/programme/{day}")


def test_visitors_see_what_was_published_and_nothing_later(client, edition):
    text = text_of(client, "/fr/forum/2027/programme/")
    assert "Séance d’ouverture" in text
    assert "À placer" not in text
    session = session_named(edition, "Monter un projet européen")
    assert session.room is None
    assert "Salle Mistral" in text_of(client, f"/fr/forum/2027/programme/sessions/{session.guid}/")


def test_a_session_says_who_takes_part_and_what_runs_beside(client, edition):
    session = session_named(edition, "Les PME à l’international")
    text = text_of(client, f"/fr/forum/2027/programme/sessions/{session.guid}/")
    assert "modérateur" in text
    assert "Blaise Pascalin" in text
    assert "Capteurs et territoires" in text


def test_speakers_are_named_with_their_sessions_and_without_their_address(client, edition):
    text = text_of(client, "/fr/forum/2027/programme/speakers/")
    assert "Ada Lovelier" in text
    assert "Directrice" in text
    assert "ada@x.example" not in text


def test_what_changed_is_told_in_the_reader_s_language(client, edition):
    assert "Ada Lovelier rejoint" in text_of(client, "/fr/forum/2027/programme/changes/")
    assert "Ada Lovelier joins" in text_of(client, "/en/forum/2027/programme/changes/")


def test_the_programme_is_taken_away_in_three_forms(client, edition):
    held = json.loads(text_of(client, "/fr/forum/2027/programme/schedule.json"))["schedule"]
    assert (held["version"], held["conference"]["daysCount"]) == ("2", 2)
    tree = etree.fromstring(client.get("/fr/forum/2027/programme/schedule.xml").content)
    calendar = icalendar.Calendar.from_ical(client.get("/fr/forum/2027/programme/schedule.ics").content)
    events = calendar.walk("VEVENT")
    assert len(tree.findall(".//event")) == len(events) == 7
    assert client.get("/fr/forum/2027/programme/schedule.pdf").status_code == 404


def test_without_a_published_programme_there_is_no_page(client):
    edition = make_edition()
    assert client.get(f"/fr/forum/{edition.slug}/programme/").status_code == 404


def test_a_session_that_is_none_is_not_found(client, edition):
    draft = session_named(edition, "À placer")
    assert client.get(f"/fr/forum/2027/programme/sessions/{draft.guid}/").status_code == 404


def test_a_page_asks_the_database_a_constant_number_of_times(client, edition, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/fr/forum/2027/programme/")


def test_whoever_comes_puts_a_session_into_her_agenda_and_takes_it_out(client, edition):
    session = session_named(edition, "Capteurs et territoires")
    address = f"/en/forum/2027/programme/sessions/{session.guid}/"
    assert "my agenda" not in text_of(client, address)
    mine = make_registration(edition, user=make_user())
    client.force_login(mine.user)
    assert "Put it into my agenda" in text_of(client, address)
    answer = client.post(f"{address}choose/", follow=True).content.decode()
    assert "Take it out of my agenda" in answer
    assert mine.session_choices.get().session == session
    client.post(f"{address}choose/", {"leave": "1"})
    assert not mine.session_choices.exists()
    client.force_login(make_user())
    assert client.post(f"{address}choose/").status_code == 404


def test_an_open_call_leads_to_the_form(client, edition):
    call = CallForSpeakers.objects.get()
    assert f"/en/forum/2027/speakers-wanted/{call.pk}/" in text_of(client, "/en/forum/2027/")
    assert f"/en/workspace/talks/propose/{call.pk}/" in text_of(client, f"/en/forum/2027/speakers-wanted/{call.pk}/")
