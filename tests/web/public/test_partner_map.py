"""The small map of a project's partners."""

from types import SimpleNamespace

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_organisation, make_participation, make_project

from grappe.web.public.maps.frames import EUROPE, FRANCE, WORLD
from grappe.web.public.maps.partners import frame_around, land_of, map_of

NICE, BERLIN, WINDHOEK = (7.3, 43.7), (13.4, 52.5), (17.1, -22.6)


def part(key, place=(None, None), role="partner"):
    organisation = SimpleNamespace(longitude=place[0], latitude=place[1])
    return SimpleNamespace(organisation_id=key, organisation=organisation, role=role)


@pytest.mark.parametrize(
    ("places", "frame"), [([NICE], FRANCE), ([NICE, BERLIN], EUROPE), ([NICE, BERLIN, WINDHOEK], WORLD)]
)
def test_the_smallest_frame_that_holds_every_partner_is_drawn(places, frame):
    assert frame_around(places) == frame


@given(st.floats(-180, 180), st.floats(-58, 80))
def test_what_is_within_a_frame_falls_on_its_drawing(longitude, latitude):
    for frame in (FRANCE, EUROPE, WORLD):
        if frame.within(longitude, latitude):
            x, y = frame.place(longitude, latitude)
            assert 0 <= x <= frame.width
            assert 0 <= y <= frame.height


def test_the_lead_is_drawn_last_and_a_body_with_two_parts_once():
    drawn = map_of([part(1, NICE, "lead"), part(2, BERLIN), part(2, BERLIN), part(3)])
    assert [spot.is_lead for spot in drawn.spots] == [False, True]
    assert drawn.partners == 3


def test_without_a_known_place_there_is_no_map():
    assert map_of([part(1), part(2, (7.3, None))]) is None
    assert map_of([]) is None


@pytest.mark.parametrize("frame", [FRANCE, EUROPE, WORLD])
def test_the_land_is_drawn_lightly(frame):
    assert land_of(frame).startswith("M")
    assert len(land_of(frame)) < 60_000


@pytest.mark.django_db
def test_a_project_page_shows_where_its_partners_are(client: Client):
    project = make_project("SENSOR")
    make_participation(project, make_organisation(longitude=7.3, latitude=43.7), role="lead")
    make_participation(project, make_organisation())
    page = client.get(f"/en/projects/{project.pk}/").content.decode()
    assert "The place of 1 partner of 2 is known" in page
    assert page.count("sketch__spot--lead") == 1
    other = make_project("NOWHERE")
    assert "sketch__spot" not in client.get(f"/en/projects/{other.pk}/").content.decode()
