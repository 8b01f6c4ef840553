from datetime import UTC, datetime
from uuid import uuid4

import icalendar
from hypothesis import given
from tests.apps.forum.programmes import HEADING, NINE, make_programme, make_session, programmes

from grappe.apps.forum.exchange.calendars import write_calendar
from grappe.apps.forum.exchange.programme import PartRecord, SpeakerRecord

NOW = datetime(2027, 9, 1, tzinfo=UTC)


def events(programme, language="en", **values):
    data = write_calendar(programme, HEADING, stamped=NOW, language=language, **values)
    return icalendar.Calendar.from_ical(data).walk("VEVENT")


def test_a_session_is_an_event_at_its_time_and_place():
    ada = SpeakerRecord(guid=uuid4(), full_name="Ada L.")
    session = make_session(room="Amphi", abstract_en="Why.", parts=(PartRecord(speaker=ada.guid),))
    (event,) = events(make_programme(session, speakers=(ada,)), place="Sophia Antipolis", sequence=4)
    assert event["summary"] == "Title"
    assert event["location"] == "Amphi, Sophia Antipolis"
    assert event["description"] == "Ada L.\n\nWhy."
    assert event.decoded("dtstart") == NINE
    assert event["sequence"] == 4
    assert str(event["url"]).endswith(f"/sessions/{session.guid}/")
    (french,) = events(make_programme(session, speakers=(ada,)), language="fr")
    assert french["summary"] == "Titre"


@given(programme=programmes())
def test_every_session_is_there_once_at_its_hours(programme):
    found = {str(one["uid"]): (one.decoded("dtstart"), one.decoded("dtend")) for one in events(programme)}
    assert found == {f"{one.guid}@grappe": (one.begins, one.ends) for one in programme.sessions}
