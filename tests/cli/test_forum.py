"""``grappe forum``: the programme from a terminal."""

import pytest
from tests.apps.forum.test_plans import agreed, laid_out
from tests.factories import make_user
from tests.forum_rows import make_edition
from tests.web.forum_programme_rows import make_programme_pages
from typer.testing import CliRunner

from grappe.cli.main import app

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(app, ["forum", *map(str, arguments)])


@pytest.fixture
def edition():
    return make_programme_pages(make_user(), make_user())


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_programme_goes_out_and_into_another_edition(edition, tmp_path, form):
    file = tmp_path / f"schedule.{form}"
    assert run("export", "2027", "--form", form, "--out", file).exit_code == 0
    other = make_edition(days=("2027-11-18", "2027-11-20"), slug="copy")
    tried = run("import", file, "copy", "--dry-run")
    assert tried.exit_code == 0, tried.output
    assert "nothing was written" in tried.output
    assert not other.sessions.exists()
    assert run("import", file, "copy").exit_code == 0
    assert other.sessions.count() == 7
    assert not other.programme_versions.exists()


def test_a_calendar_goes_to_the_screen(edition):
    assert run("export", "2027", "--form", "ics").output.startswith("BEGIN:VCALENDAR")


def test_a_file_of_another_kind_is_refused_with_the_reason(edition, tmp_path):
    file = tmp_path / "schedule.csv"
    file.write_text("title;room")
    answer = run("import", file, "2027")
    assert answer.exit_code == 1
    assert "neither JSON nor XML" in answer.output


def test_an_edition_that_is_none_is_said_so_with_those_there_are(edition, tmp_path):
    answer = run("export", "1999")
    assert answer.exit_code == 2
    assert "2027" in answer.output


def test_what_is_not_published_is_not_exported(edition):
    make_edition(slug="bare")
    assert "publish it" in run("export", "bare").output


def test_the_editions_held_are_loaded_once():
    assert "7 editions loaded" in run("past").output
    assert "0 editions loaded" in run("past").output


def test_a_programme_is_published_once_until_it_changes(edition, tmp_path):
    file = tmp_path / "schedule.json"
    run("export", "2027", "--out", file)
    make_edition(days=("2027-11-18", "2027-11-20"), slug="copy")
    run("import", file, "copy")
    assert "version 1 is published" in run("publish", "copy").output
    again = run("publish", "copy")
    assert (again.exit_code, "Nothing has changed" in again.output) == (1, True)


def test_meetings_are_planned_and_put_in_force():
    held, (one, other) = laid_out(profiles=2, slug="met")
    assert run("plan", "met").exit_code == 1
    agreed(one, other)
    answer = run("plan", "met", "--seconds", 2, "--publish")
    assert answer.exit_code == 0, answer.output
    assert "published: 1 meetings, weight 1 of 1" in answer.output
    assert held.meeting_plans.get().state == "published"


def test_editions_are_listed_and_offers_passed_on():
    make_edition(slug="full", capacity=3)
    assert "full: announced, no dates, 0 of 3 places" in run("editions").output
    assert "0 offers lapsed" in run("offers").output
