"""Editions and their programme, for programs."""

import pytest
from tests.factories import make_user
from tests.forum_rows import make_edition
from tests.web.forum_programme_rows import make_programme_pages

pytestmark = pytest.mark.django_db


def test_editions_are_listed_and_those_in_preparation_are_not(client):
    shown = make_edition(days=("2027-11-18", "2027-11-20"))
    hidden = make_edition(state="prepared")
    (one,) = client.get("/api/v1/editions").json()
    assert (one["slug"], one["first_day"], one["last_day"]) == (shown.slug, "2027-11-18", "2027-11-19")
    assert client.get(f"/api/v1/editions/{shown.slug}").json() == one
    assert client.get(f"/api/v1/editions/{hidden.slug}").status_code == 404


def test_the_programme_is_the_one_last_published(client):
    make_programme_pages(make_user(), make_user())
    answer = client.get("/api/v1/editions/2027/programme").json()
    assert answer["version"] == 2
    sessions = {one["title_fr"]: one for one in answer["programme"]["sessions"]}
    assert "À placer" not in sessions
    assert sessions["Monter un projet européen"]["room"] == "Salle Mistral"
    assert "email" not in str(answer["programme"]["speakers"])


def test_without_a_published_programme_there_is_none(client):
    edition = make_edition()
    assert client.get(f"/api/v1/editions/{edition.slug}/programme").status_code == 404
