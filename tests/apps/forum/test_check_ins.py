"""Scans come late, twice, out of order and from several phones: none is lost, and nobody counts twice."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_registration, together

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.forum.domain.check_ins import MOST_SCANS, Scan, check_in, merge_scans, recognise_scan
from grappe.apps.forum.errors import AlreadyDecidedError, ScansRefusedError
from grappe.apps.forum.models import CheckIn
from grappe.apps.forum.queries.attendance import attendance_of, registrations_like, unknown_scans

pytestmark = pytest.mark.django_db


def scan(code, *, minutes_ago=0, direction="in", event=None):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return Scan(event=event or uuid4(), code=code, at=at, direction=direction)


def send(edition, *scans, client="phone A", by=None):
    return merge_scans(edition=edition, client=client, scans=scans, by=by or make_user())


def outcomes(answers):
    return [str(answer.outcome) for answer in answers]


def figures(edition):
    found = attendance_of(edition)
    return found["expected"], found["come"], found["inside"], found["unknown"]


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def noon(monkeypatch, settings):
    """Midday, so that some hours ago is the same day whenever the tests run."""
    now = datetime(2027, 11, 18, 11, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


def test_a_scan_lets_the_person_in_and_counts_her(edition):
    person = make_registration(edition)
    make_registration(edition)
    (answer,) = send(edition, scan(person.code))
    assert (answer.outcome, answer.registration, answer.reason) == ("admitted", person, "")
    assert figures(edition) == (2, 1, 1, 0)


def test_the_same_scans_sent_again_add_nothing_and_are_answered_alike(edition):
    scans = [scan(make_registration(edition).code), scan("nobody's")]
    by = make_user()
    first = send(edition, *scans, by=by)
    assert outcomes(send(edition, *scans, by=by)) == outcomes(first) == ["admitted", "unknown"]
    assert CheckIn.objects.count() == 2
    assert AuditEntry.objects.filter(verb="check_in").count() == 1


def test_a_person_scanned_on_two_phones_counts_once(edition, noon):
    person = make_registration(edition)
    assert outcomes(send(edition, scan(person.code, minutes_ago=5), client="B")) == ["admitted"]
    # Phone A was off line: its scan is the earlier one, and is told so.
    assert outcomes(send(edition, scan(person.code, minutes_ago=30), client="A")) == ["admitted"]
    (answer,) = send(edition, scan(person.code), client="C")
    assert answer.outcome == "again"
    assert answer.before.client == "A"
    assert figures(edition) == (1, 1, 1, 0)


def test_a_late_exit_is_put_in_its_place(edition, noon):
    person = make_registration(edition)
    send(edition, scan(person.code, minutes_ago=60), scan(person.code, minutes_ago=5))
    assert figures(edition) == (1, 1, 1, 0)
    assert outcomes(send(edition, scan(person.code, minutes_ago=30, direction="out"))) == ["left"]
    assert figures(edition) == (1, 1, 1, 0)
    send(edition, scan(person.code, minutes_ago=1, direction="out"))
    assert figures(edition) == (1, 1, 0, 0)


def test_the_next_day_one_comes_in_anew(edition):
    person = make_registration(edition)
    assert outcomes(send(edition, scan(person.code, minutes_ago=24 * 60))) == ["admitted"]
    assert figures(edition) == (1, 1, 0, 0)
    assert outcomes(send(edition, scan(person.code))) == ["admitted"]
    assert figures(edition) == (1, 1, 1, 0)


def test_a_clock_that_runs_ahead_is_held_back(edition):
    person = make_registration(edition)
    send(edition, scan(person.code, minutes_ago=-60 * 24 * 30))
    assert figures(edition) == (1, 1, 1, 0)
    assert outcomes(send(edition, scan(person.code))) == ["again"]


@pytest.mark.parametrize(
    ("state", "said"),
    [("cancelled", "cancelled"), ("refused", "refused"), ("pending", "approval"), ("waiting", "waiting list")],
)
def test_who_has_no_place_is_refused_with_the_reason_and_not_counted(edition, state, said):
    person = make_registration(edition, state=state, queued_at=timezone.now())
    (answer,) = send(edition, scan(person.code))
    assert answer.outcome == "refused"
    assert said in answer.reason
    assert CheckIn.objects.get().registration == person
    assert figures(edition) == (0, 0, 0, 0)


def test_an_unknown_code_is_kept_for_the_desk_and_recognised_once(edition):
    by = make_user()
    (answer,) = send(edition, scan("  worn\x00out \n"), by=by)
    kept = unknown_scans(edition).get()
    assert (answer.outcome, kept.scanned) == ("unknown", "wornout")
    person = make_registration(edition)
    recognise_scan(check_in=kept, registration=person, by=by)
    assert figures(edition) == (1, 1, 1, 0)
    with pytest.raises(AlreadyDecidedError):
        recognise_scan(check_in=kept, registration=person, by=by)


def test_a_badge_of_another_edition_is_unknown_here(edition):
    stranger = make_registration(make_edition())
    assert outcomes(send(edition, scan(stranger.code), scan(str(stranger.pk)))) == ["unknown", "unknown"]
    with pytest.raises(ScansRefusedError):
        recognise_scan(check_in=unknown_scans(edition).first(), registration=stranger, by=make_user())


def test_a_number_typed_in_is_as_good_as_the_code(edition):
    person = make_registration(edition)
    assert outcomes(send(edition, scan(str(person.pk)), scan("9" * 40), scan("٣"))) == [
        "admitted",
        "unknown",
        "unknown",
    ]


def test_one_number_for_two_scans_is_said_and_the_first_stands(edition):
    first, second = make_registration(edition), make_registration(edition)
    event = uuid4()
    answers = send(edition, scan(first.code, event=event), scan(second.code, event=event))
    assert outcomes(answers) == ["admitted", "refused"]
    elsewhere = make_edition()
    assert outcomes(send(elsewhere, scan(make_registration(elsewhere).code, event=event))) == ["refused"]


def test_scans_are_never_rewritten(edition):
    send(edition, scan("x"))
    with pytest.raises(DatabaseError), transaction.atomic():
        CheckIn.objects.update(scanned="y")


def test_too_many_scans_at_once_are_refused_and_none_is_nothing(edition):
    assert send(edition) == []
    with pytest.raises(ScansRefusedError):
        send(edition, *(scan("x") for _number in range(MOST_SCANS + 1)))


def test_a_page_on_line_lets_people_in_and_out(edition):
    person, by = make_registration(edition), make_user()
    assert check_in(registration=person, by=by).outcome == "admitted"
    assert check_in(registration=person, by=by, direction="out").outcome == "left"
    assert figures(edition) == (1, 1, 0, 0)


def test_figures_are_told_by_category(edition):
    press = make_category(edition, kind="press", rank=2)
    make_registration(edition, category=make_category(edition, rank=1))
    send(edition, scan(make_registration(edition, category=press).code))
    told = [(row["category__kind"], row["expected"], row["come"]) for row in attendance_of(edition)["categories"]]
    assert told == [("member", 1, 0), ("press", 1, 1)]


def test_the_desk_finds_people_by_name_organisation_address_and_number(edition):
    person = make_registration(edition, full_name="Hélène Ståhl", organisation_name="Énergie Sûre", email="h@x.example")
    make_registration(edition, full_name="Helen Other")
    for text in ("helene", "STAHL hel", "energie sure", "h@x", str(person.pk), person.code):
        assert list(registrations_like(edition, text)) == [person], text
    assert registrations_like(edition, "\x00helen").count() == 2


@given(data=st.data())
@settings(max_examples=25)
def test_whatever_the_order_and_the_repeats_the_figures_are_the_same(data, edition, noon):
    """Phones send any cut of their scans, any number of times, in any order: what is kept and told is the same."""
    people = list(edition.registrations.all()) or [make_registration(edition) for _number in range(3)]
    CheckIn.objects.all().delete()
    base = noon - timedelta(hours=3)
    random = Random(data.draw(st.integers(0, 10_000)))
    scans = [
        Scan(
            event=UUID(int=random.getrandbits(128)),
            code=random.choice([person.code for person in people] + ["unknown"]),
            at=base + timedelta(minutes=minute),
            direction=random.choice(["in", "in", "out"]),
        )
        for minute in range(data.draw(st.integers(1, 12)))
    ]
    by = make_user()
    told = {answer.event: answer.outcome for answer in send(edition, *scans, by=by)}
    expected = figures(edition)
    CheckIn.objects.all().delete()
    for _time in range(3):
        part = random.sample(scans, random.randint(1, len(scans)))
        send(edition, *part, by=by)
    assert {answer.event: answer.outcome for answer in send(edition, *scans, by=by)} == told
    assert figures(edition) == expected
    assert CheckIn.objects.count() == len(scans)


@pytest.mark.django_db(transaction=True)
def test_twenty_phones_sending_the_same_scans_keep_each_once():
    edition, by = make_edition(), make_user()
    scans = [scan(make_registration(edition).code) for _number in range(30)]

    def one_phone(index):
        mixed = Random(index).sample(scans, len(scans))
        return outcomes(send(edition, *mixed, client=f"phone {index}", by=by))

    assert together(20, one_phone) == [["admitted"] * 30] * 20
    assert CheckIn.objects.count() == 30
    assert figures(edition) == (30, 30, 30, 0)
