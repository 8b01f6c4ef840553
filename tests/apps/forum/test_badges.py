"""Badges: everybody's is printed once, and what a badge says is the person's."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_registration

from grappe.apps.forum.documents.badges import KINDS, badges_pdf, qr_drawing, words_of
from grappe.apps.forum.domain import badge_runs
from grappe.apps.forum.domain.badge_runs import ask_for_badges, file_name, files_of, forget_old_badges, make_badges
from grappe.apps.forum.enums import CategoryKind
from grappe.apps.forum.errors import BadgesRefusedError
from grappe.apps.forum.models import BadgeRun
from grappe.apps.forum.tasks import print_badges

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    return make_edition(days=DateRange(date(2027, 11, 18), date(2027, 11, 20)), place="Lyon")


def run_of(edition, *, only_new=False):
    return ask_for_badges(edition=edition, only_new=only_new, four_a_sheet=True, by=make_user())


def pages(pdf):
    return pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") + pdf.count(b"/Type/Page/")


def test_a_badge_speaks_the_persons_language(edition):
    category = make_category(edition, name_fr="Presse", name_en="Press", kind="press")
    told = {}
    for language in ("fr", "en"):
        person = make_registration(edition, language=language, country="DE", category=category)
        told[language] = words_of(edition, person)
    assert [told[one]["category"] for one in ("fr", "en")] == ["Presse", "Press"]
    assert [told[one]["country"] for one in ("fr", "en")] == ["Allemagne", "Germany"]
    assert told["en"]["when"].startswith("18 November 2027 – 19 November 2027")
    assert told["fr"]["when"].endswith("novembre 2027 · Lyon")


def test_every_kind_is_told_by_its_drawing_alone():
    assert set(KINDS) == set(CategoryKind)
    assert len({drawing for _colour, drawing in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("four", [True, False])
def test_any_name_fits(edition, four):
    names = ("Li", "Marie-Antoinette de la Rochefoucauld-Montmorency", "X" * 150, "李小龍", "#[*_`$<a>", "a " * 70)
    people = [make_registration(edition, full_name=name, organisation_name=name * 2, job_title=name) for name in names]
    pdf = badges_pdf(edition, people, four=four)
    assert pdf.startswith(b"%PDF")
    assert pages(pdf) == (2 if four else 6)


def test_a_code_is_drawn_whole():
    assert qr_drawing("x" * 22).count("<path") == 1


def test_badges_are_made_in_files_and_everybody_is_in_one(edition, monkeypatch):
    monkeypatch.setattr(badge_runs, "BADGES_A_FILE", 4)
    for _number in range(9):
        make_registration(edition)
    make_registration(edition, state="cancelled")
    run = run_of(edition)
    assert print_badges.func(run.pk) == "done"
    run.refresh_from_db()
    assert (run.done, len(run.people), run.is_finished) == (9, 9, True)
    assert [(file.first, file.last, file.is_ready) for file in files_of(run)] == [
        (1, 4, True),
        (5, 8, True),
        (9, 9, True),
    ]
    assert all(default_storage.exists(file_name(run, number)) for number in (1, 2, 3))


def test_a_second_run_holds_only_who_is_new(edition):
    make_registration(edition)
    make_badges(run=run_of(edition))
    with pytest.raises(BadgesRefusedError):
        run_of(edition, only_new=True)
    newcomer = make_registration(edition)
    assert run_of(edition, only_new=True).people == [newcomer.pk]
    assert len(run_of(edition).people) == 2


def test_a_run_that_broke_off_goes_on_and_one_that_failed_does_not_count(edition, monkeypatch):
    person = make_registration(edition)
    run = run_of(edition)
    monkeypatch.setattr(badge_runs, "badges_pdf", None)
    with pytest.raises(TypeError):
        make_badges(run=run)
    assert (run.state, run.failure) == ("failed", "TypeError")
    assert run_of(edition, only_new=True).people == [person.pk]
    monkeypatch.undo()
    assert make_badges(run=run).state == "done"


def test_files_are_forgotten_after_a_week(edition):
    make_registration(edition)
    run = make_badges(run=run_of(edition))
    assert forget_old_badges() == 0
    BadgeRun.objects.update(asked_at=timezone.now() - timedelta(days=8))
    assert forget_old_badges() == 1
    assert not default_storage.exists(file_name(run, 1))
    assert [file.is_ready for file in files_of(BadgeRun.objects.get())] == [False]
