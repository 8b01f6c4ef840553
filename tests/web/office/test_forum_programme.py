"""The programme in the office, as an organiser works on it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.forum.models import Edition
from tests.factories import make_user
from tests.forum_rows import make_edition
from tests.web.forum_programme_rows import make_programme_pages, session_named

pytestmark = pytest.mark.django_db
BASE = "/en/office/forum/2027/"


@pytest.fixture
def edition(client):
    organiser = make_user()
    held = make_programme_pages(organiser, make_user())
    client.force_login(organiser)
    return held


def said(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def session_form(edition, **values):
    room = edition.rooms.get(name="Amphithéâtre")
    times = {"begins": "2027-11-18T15:00", "ends": "2027-11-18T16:00"}
    return {"title_fr": "Neuf", "kind": "parallel", "state": "confirmed", "room": room.pk} | times | values


def test_an_organiser_enters_by_the_menu_and_sees_her_edition_only(client, edition):
    make_edition(slug="another")
    text = said(client.get("/en/office/forum/"))
    assert "/en/office/forum/2027/programme/" in text
    assert "another" not in text
    assert client.get("/en/office/forum/another/programme/").status_code == 403


def test_a_session_is_added_at_the_hours_of_the_place(client, edition):
    said(client.post(f"{BASE}sessions/add/", session_form(edition), follow=True))
    held = session_named(edition, "Neuf")
    assert held.during.lower.isoformat() == "2027-11-18T14:00:00+00:00"


def test_a_clash_is_explained_and_nothing_typed_is_lost(client, edition):
    values = session_form(edition, begins="2027-11-18T10:45", ends="2027-11-18T11:00")
    text = said(client.post(f"{BASE}sessions/add/", values))
    assert "is taken by “Les PME à l’international”" in text
    assert 'value="Neuf"' in text
    assert not edition.sessions.filter(title_fr="Neuf").exists()


def test_a_person_in_two_places_is_told(client, edition):
    assert "Ada Lovelier takes part in" in said(client.get(f"{BASE}programme/"))


def test_what_changed_is_shown_then_published(client, edition):
    assert "changes room" in said(client.get(f"{BASE}versions/"))
    said(client.post(f"{BASE}versions/", {"message": "Salle"}, follow=True))
    assert edition.programme_versions.count() == 3
    text = said(client.post(f"{BASE}versions/", follow=True))
    assert "Nothing has changed since the last version." in text


def test_going_back_to_a_version_waits_to_be_published(client, edition):
    client.post(f"{BASE}versions/1/restore/")
    assert edition.sessions.filter(title_fr="Ouverture").exists()
    assert edition.programme_versions.count() == 2


def test_an_accepted_proposal_is_a_draft_session_with_its_speaker(client, edition):
    held = edition.speaker_calls.get().proposals.get(status="pending")
    client.post(f"{BASE}proposals/{held.pk}/", {"accept": "1", "answer": "Bravo"})
    held.refresh_from_db()
    assert (held.status, held.session.state) == ("accepted", "draft")
    assert held.session.parts.get().speaker.email == "eva@x.example"
    text = said(client.post(f"{BASE}proposals/{held.pk}/", {"refuse": "1"}, follow=True))
    assert "decided already" in text


def test_a_speaker_registers(client, edition):
    ada = edition.speakers.get(full_name="Ada Lovelier")
    said(client.post(f"{BASE}speakers/{ada.pk}/register/", follow=True))
    ada.refresh_from_db()
    assert ada.registration.email == "ada@x.example"


def test_a_file_is_tried_then_brought_in(client, edition):
    data = client.get(f"{BASE}files/draft.json").content.replace(b"SMEs abroad", b"SMEs far away")
    data = data.replace("Les PME à l’international".encode(), b"Les PME au loin")
    tried = client.post(f"{BASE}files/", {"file": SimpleUploadedFile("schedule.json", data), "try": "1"})
    assert "is now called “SMEs far away”" in said(tried)
    assert edition.sessions.filter(title_fr="Les PME à l’international").exists()
    said(client.post(f"{BASE}files/", {"file": SimpleUploadedFile("schedule.json", data)}, follow=True))
    assert edition.sessions.filter(title_fr="Les PME au loin").exists()


def test_a_file_with_a_fault_is_refused_with_its_place(client, edition):
    data = client.get(f"{BASE}files/draft.xml").content.replace(b"<duration>01:00<", b"<duration>long<")
    text = said(client.post(f"{BASE}files/", {"file": SimpleUploadedFile("schedule.xml", data)}))
    assert "“long” is not hours:minutes" in text
    assert "line " in text


def test_an_edition_is_prepared_and_its_settings_kept(client):
    officer = make_user()
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(officer)
    values = {
        "number": "8",
        "year": "2027",
        "slug": "2027",
        "state": "prepared",
        "first_day": "2027-11-18",
        "last_day": "2027-11-19",
        "time_zone": "Europe/Paris",
        "answer_days": "7",
        "registration_opens_at": "2027-06-01T09:00",
    }
    said(client.post("/en/office/forum/add/", values, follow=True))
    held = Edition.objects.get(slug="2027")
    assert (held.programme_days.count(), held.registration_opens_at.hour) == (2, 7)
    text = said(client.get(f"{BASE}"))
    assert 'value="2027-11-19"' in text
    assert 'value="2027-06-01T09:00"' in text
    assert "The last day is not before" in said(client.post(BASE, values | {"last_day": "2027-11-17"}))
    assert "Another edition has" in said(client.post("/en/office/forum/add/", values))


def test_rooms_in_use_are_kept_and_a_day_has_a_title(client, edition):
    room, day = edition.rooms.get(name="Amphithéâtre"), edition.programme_days.first()
    text = said(client.post(f"{BASE}programme/rooms/{room.pk}/remove/", follow=True))
    assert "Sessions take place in this room" in text
    client.post(f"{BASE}programme/days/{day.pk}/", {"title_fr": "Le grand jour"})
    day.refresh_from_db()
    assert day.title_fr == "Le grand jour"
