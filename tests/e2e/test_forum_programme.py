"""The programme of the Forum in a real browser, for visitors, proposers and organisers."""

import pytest

from tests.e2e.inspection import faults_of
from tests.factories import make_user
from tests.web.forum_programme_rows import make_programme_pages, session_named

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = ("", "programme/", "programme/?day=2027-11-19", "programme/speakers/", "programme/changes/")
OFFICE = ("", "partners/", "programme/", "sessions/add/", "speakers/", "calls/", "versions/", "files/")


@pytest.fixture
def people():
    return make_user(), make_user()


@pytest.fixture
def edition(people):
    return make_programme_pages(*people)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_visitors_stand_every_inspection(context, live_server, edition, language):
    session = session_named(edition, "Capteurs et territoires")
    call = edition.speaker_calls.get()
    pages = [*PUBLIC, f"programme/sessions/{session.guid}/", f"speakers-wanted/{call.pk}/"]
    addresses = [
        f"{live_server.url}/{language}/forum/",
        *(f"{live_server.url}/{language}/forum/2027/{one}" for one in pages),
    ]
    assert {one: faults for one in addresses if (faults := faults_of(context, one))} == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_organisers_stand_every_inspection(context, sign_in, live_server, people, edition, language):
    session, speaker = session_named(edition, "Café"), edition.speakers.first()
    call, day = edition.speaker_calls.get(), edition.programme_days.first()
    pages = [*OFFICE, f"sessions/{session.pk}/", f"speakers/{speaker.pk}/", f"calls/{call.pk}/"]
    pages += [f"programme/days/{day.pk}/", f"programme/rooms/{edition.rooms.first().pk}/"]
    start = f"{live_server.url}/{language}/office/forum/"
    sign_in(people[0])
    assert {
        one: faults for one in [start, *(f"{start}2027/{one}" for one in pages)] if (faults := faults_of(context, one))
    } == {}


def test_the_pages_of_proposers_stand_every_inspection(context, sign_in, live_server, people, edition):
    start = f"{live_server.url}/fr/workspace/talks/"
    call = edition.speaker_calls.get()
    talk = people[1].speaker_proposals.get(title="Ma table ronde")
    sign_in(people[1])
    addresses = [start, f"{start}propose/{call.pk}/", f"{start}{talk.pk}/"]
    assert {one: faults for one in addresses if (faults := faults_of(context, one))} == {}
