"""Schedules that conferences have published are read whole, written back, and valid by the schema they obey."""

import gzip
import json
from zoneinfo import ZoneInfo

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from lxml import etree
from tests.apps.forum.programmes import HEADING, programmes

from grappe.apps.forum.exchange.faults import FaultyFileError
from grappe.apps.forum.exchange.opening import open_programme, raw_schedule
from grappe.apps.forum.exchange.programme import Programme
from grappe.apps.forum.exchange.reading import programme_of
from grappe.apps.forum.exchange.schedule_json import write_json
from grappe.apps.forum.exchange.schedule_xml import write_xml

pytestmark = pytest.mark.real_data
BERLIN = ZoneInfo("Europe/Berlin")
FILES = [("pretalx-rc3", 48, 5, 4), ("pretalx-democon", 36, 2, 3), ("frab-camp2019", 79, 2, 5)]


def content(real_data, name):
    return gzip.decompress((real_data / "forum" / name).read_bytes())


@pytest.mark.parametrize(("name", "sessions", "rooms", "days"), FILES)
def test_every_session_of_a_published_schedule_is_read(real_data, name, sessions, rooms, days):
    data = content(real_data, f"{name}.json.gz")
    programme = programme_of(raw_schedule(data), zone=BERLIN)
    assert (len(programme.sessions), len(programme.rooms), len(programme.days)) == (sessions, rooms, days)
    held = json.loads(data)["schedule"]["conference"]["days"]
    for day in held:
        theirs = {event["title"] for events in day["rooms"].values() for event in events}
        ours = {one.title for one in programme.sessions if one.day(BERLIN).isoformat() == day["date"]}
        assert ours == {" ".join(title.split()) if title != title.strip() else title for title in theirs}
    people = {
        person["public_name"] for day in held for room in day["rooms"].values() for e in room for person in e["persons"]
    }
    assert {one.full_name for one in programme.speakers} == {" ".join(name.split()) for name in people}


@pytest.mark.parametrize("name", [name for name, *_counts in FILES])
def test_a_published_schedule_comes_back_the_same(real_data, name):
    programme = programme_of(raw_schedule(content(real_data, f"{name}.json.gz")), zone=BERLIN)
    assert open_programme(write_json(programme, HEADING).encode(), zone=BERLIN, known=Programme()) == programme
    assert open_programme(write_xml(programme, HEADING), zone=BERLIN, known=programme) == programme


def test_the_second_form_of_schedules_is_refused_by_name(real_data):
    with pytest.raises(FaultyFileError, match="second form"):
        raw_schedule(content(real_data, "hub-schedule2.json.gz"))


def test_calendars_are_refused_by_name(real_data):
    import tarfile

    with tarfile.open(real_data / "forum" / "icalendar_tests.tar.gz") as held:
        calendars = [held.extractfile(one).read() for one in held if one.name.endswith(".ics")]
    assert len(calendars) == 163
    for data in calendars:
        with pytest.raises(FaultyFileError):
            raw_schedule(data)


@hypothesis_settings(max_examples=40)
@given(programme=programmes().filter(lambda one: one.sessions))
def test_what_is_written_is_valid_by_the_published_schemas(real_data, programme):
    schema = json.loads(content(real_data, "schema.json.gz"))
    jsonschema_rs.validator_for(schema).validate(json.loads(write_json(programme, HEADING)))
    xsd = etree.XMLSchema(etree.fromstring(content(real_data, "schedule.xml.xsd.gz")))
    xsd.assertValid(etree.fromstring(write_xml(programme, HEADING)))
