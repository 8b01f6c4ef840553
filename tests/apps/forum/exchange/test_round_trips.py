"""What is written out is read back: without a loss into the edition it came from."""

import json

import pytest
from hypothesis import given
from tests.apps.forum.programmes import HEADING, programmes

from grappe.apps.forum.exchange.enriching import enriched
from grappe.apps.forum.exchange.opening import open_programme, raw_schedule
from grappe.apps.forum.exchange.programme import Programme
from grappe.apps.forum.exchange.reading import programme_of
from grappe.apps.forum.exchange.schedule_json import write_json
from grappe.apps.forum.exchange.schedule_xml import write_xml

NOTHING = Programme()


def said(programme: Programme) -> dict[str, object]:
    """What both shared forms say of every session."""
    return {
        str(one.guid): (
            one.begins,
            one.ends,
            one.room,
            one.kind,
            one.title,
            one.abstract,
            one.language,
            one.is_recorded,
        )
        for one in programme.sessions
    }


@given(programme=programmes())
def test_json_comes_back_whole_even_where_nothing_is_known(programme):
    data = write_json(programme, HEADING).encode()
    assert open_programme(data, zone=programme.zone, known=NOTHING) == programme


@given(programme=programmes())
def test_json_without_our_own_part_comes_back_whole_into_its_edition(programme):
    held = json.loads(write_json(programme, HEADING))
    del held["schedule"]["grappe"]
    assert open_programme(json.dumps(held).encode(), zone=programme.zone, known=programme) == programme


@given(programme=programmes())
def test_xml_comes_back_whole_into_its_edition(programme):
    data = write_xml(programme, HEADING)
    assert open_programme(data, zone=programme.zone, known=programme) == programme


@pytest.mark.parametrize("write", [lambda one: write_json(one, HEADING).encode(), lambda one: write_xml(one, HEADING)])
@given(programme=programmes())
def test_a_stranger_reads_every_session_at_its_time_in_its_room(write, programme):
    read = programme_of(raw_schedule(write(programme)), zone=programme.zone)
    assert said(read) == said(programme)
    names = {one.guid: one.full_name for one in programme.speakers}
    for ours, theirs in zip(programme.sessions, read.sessions, strict=True):
        known = {one.guid: one.full_name for one in read.speakers}
        assert {names[one.speaker] for one in ours.parts} == {known[one.speaker] for one in theirs.parts}


@given(programme=programmes())
def test_what_is_known_already_changes_nothing(programme):
    assert enriched(programme, programme) == programme
