"""A file that cannot be the programme is refused with the place of every fault."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.apps.forum.programmes import HEADING, NINE, make_programme, make_session

from grappe.apps.forum.exchange.faults import FaultyFileError
from grappe.apps.forum.exchange.opening import LARGEST_FILE, open_programme
from grappe.apps.forum.exchange.programme import Programme
from grappe.apps.forum.exchange.schedule_json import write_json
from grappe.apps.forum.exchange.schedule_xml import write_xml

PARIS = ZoneInfo("Europe/Paris")


def refused(data):
    with pytest.raises(FaultyFileError) as caught:
        open_programme(data, zone=PARIS, known=Programme())
    return [str(one) for one in caught.value.faults]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"title;room\nA;B\n", "neither JSON nor XML"),
        (b"PK\x03\x04", "neither JSON nor XML"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "calendar"),
        (b"[]", "“schedule” is missing"),
        (b'{"talks": []}', "“schedule” is missing"),
        (b'{"schedule": {"version": "1"}}', "no conference with days"),
        (b'{"schedule": {"events": [], "conference": {}}}', "second form"),
        (b'{"schedule": ', "line 1, column"),
        (b'{"schedule": "\xff"}', "UTF-8"),
        (b"[" * 100_000, "too deep"),
        (b"<html><body/></html>", "no schedule"),
        (b"<schedule>\n<conference>", "line 2"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><schedule><conference/><day/></schedule>', "document type"),
        (b" " * (LARGEST_FILE + 1), "larger"),
    ],
    ids=range(16),
)
def test_a_file_of_another_kind_is_refused_by_name(data, reason):
    assert reason in " ".join(refused(data))


def file_with(**changes):
    """A good file of two sessions in one room, with one of them changed."""
    programme = make_programme(
        make_session(room="Amphi", title_fr="Un"),
        make_session(room="Amphi", title_fr="Deux", begins=NINE + timedelta(hours=1), ends=NINE + timedelta(hours=2)),
    )
    held = json.loads(write_json(programme, HEADING))
    del held["schedule"]["grappe"]
    second = held["schedule"]["conference"]["days"][0]["rooms"]["Amphi"][1]
    for name, value in changes.items():
        if value is None:
            second.pop(name, None)
        else:
            second[name] = value
    return json.dumps(held).encode()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": ""}, "no title"),
        ({"title": "x" * 301}, "title_en"),
        ({"guid": "12"}, "“12” is not a UUID"),
        ({"guid": None}, "not a UUID"),
        ({"date": "tomorrow"}, "“tomorrow” is not a date with an hour"),
        ({"duration": "long"}, "“long” is not hours:minutes"),
        ({"duration": "00:00"}, "lasts no time"),
        ({"persons": [{}]}, "no name"),
        ({"persons": "Ada"}, "not a list"),
        ({"abstract": "a\x00b"}, "NUL"),
        ({"date": "2027-11-18T09:10:00+01:00"}, "is taken at that time by another"),
    ],
)
def test_a_fault_is_told_with_its_day_room_and_session(changes, reason):
    faults = refused(file_with(**changes))
    assert len(faults) == 1
    assert faults[0].startswith("day 1, room Amphi, session 2")
    assert reason in faults[0]


def test_every_fault_is_told_at_once():
    held = json.loads(file_with(title="", duration="x"))
    held["schedule"]["conference"]["days"][0]["rooms"]["Amphi"][0]["date"] = "x"
    assert len(refused(json.dumps(held).encode())) == 2


def test_one_guid_for_two_sessions_is_a_fault():
    held = json.loads(file_with())
    first, second = held["schedule"]["conference"]["days"][0]["rooms"]["Amphi"]
    second["guid"] = first["guid"]
    assert "day 1, room Amphi, session 1 (Title)" in refused(json.dumps(held).encode())[0]


def test_faults_of_xml_name_the_line():
    programme = make_programme(make_session(room="Amphi"), make_session(room="Amphi", title_en="Other"))
    data = write_xml(programme, HEADING)
    faults = refused(data)
    lines = [number for number, line in enumerate(data.splitlines(), start=1) if b"<event" in line]
    assert len(faults) == 1
    assert all(f"line {number} (" in faults[0] for number in lines)


def test_an_hour_without_zone_is_that_of_the_place():
    data = file_with(date="2027-11-18T15:00:00")
    assert open_programme(data, zone=PARIS, known=Programme()).sessions[-1].begins.hour == 15


def test_an_hour_may_stand_beside_the_day():
    data = file_with(date=None, start="15:30")
    assert f"{open_programme(data, zone=PARIS, known=Programme()).sessions[-1].begins:%H:%M}" == "15:30"


def test_entities_are_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    data = f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{secret}">]><schedule>&x;<conference/><day/></schedule>'.encode()
    assert "document type" in refused(data)[0]


def test_our_own_part_damaged_is_said_so():
    held = json.loads(write_json(make_programme(make_session()), HEADING))
    held["schedule"]["grappe"]["sessions"] = 3
    assert "take that part out" in refused(json.dumps(held).encode())[0]
