"""The door and the desk, page by page, without a script."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from grappe.apps.forum.bridge.planning import compute_plan
from grappe.apps.forum.domain.badge_runs import make_badges
from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.domain.plans import ask_plan, publish_plan
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import BadgeRun, CheckIn, DayEvent, Registration
from grappe.apps.forum.sealing import line_name, opened
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_profile, make_registration, make_slot, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    edition = make_edition(slug="forum-2027")
    make_category(edition, name_en="Member of a cluster", name_fr="Adhérent")
    return edition


@pytest.fixture
def host(client, edition):
    """Somebody of the welcome desk, signed in."""
    user = make_user()
    appoint(user=user, edition=edition, duty=Duty.DESK, by=None)
    client.force_login(user)
    return user


def page(rest=""):
    return f"/en/office/forum/forum-2027/{rest}"


def text_of(answer):
    return " ".join(answer.content.decode().split())


def scan(client, code, event=None, **more):
    data = {"code": code, "direction": "in", "door": "B", "event": event or uuid4()} | more
    return client.post(page("check-in/"), data)


def test_a_code_typed_into_the_plain_form_lets_in(client, edition, host):
    person = make_registration(edition, full_name="Ada Byron")
    answer = scan(client, person.code)
    assert "Let in</strong> Ada Byron" in text_of(answer)
    assert answer.context["figures"]["come"] == 1
    assert (CheckIn.objects.get().door, CheckIn.objects.get().by) == ("B", host)
    assert "In already" in text_of(scan(client, str(person.pk)))
    assert "Unknown code" in text_of(scan(client, "nobody"))


def test_the_form_sent_twice_scans_once(client, edition, host):
    person, event = make_registration(edition), uuid4()
    for _time in range(2):
        assert "Let in" in text_of(scan(client, person.code, event=event))
    assert CheckIn.objects.count() == 1


def test_a_cancelled_badge_is_refused_with_the_reason(client, edition, host):
    answer = scan(client, make_registration(edition, state="cancelled").code)
    assert "Not let in" in text_of(answer)
    assert "The registration is cancelled" in text_of(answer)


def test_the_phones_list_says_nothing_without_a_badge(client, edition, host):
    person = make_registration(edition, full_name="Ada Byron", organisation_name="Engines")
    answer = client.get(page("check-in/list.json"))
    body = answer.content.decode()
    assert not [word for word in ("Ada", "Byron", "Engines", person.code, person.email) if word in body]
    assert "no-store" in answer["Cache-Control"]
    facts = opened(person.code, answer.json()["lines"][line_name(person.code)])
    assert facts == {
        "name": "Ada Byron",
        "organisation": "Engines",
        "category": "Member of a cluster",
        "state": "confirmed",
    }


def test_the_phones_list_expires(client, edition, host):
    told = client.get(page("check-in/list.json")).json()
    assert timezone.now() < timezone.datetime.fromisoformat(told["expires"]) <= timezone.now() + timedelta(hours=24)


def test_figures_are_counted_for_every_phone(client, edition, host):
    make_registration(edition)
    assert client.get(page("check-in/figures.json")).json() == {"expected": 1, "come": 0, "inside": 0, "unknown": 0}


def test_the_worker_names_its_page_and_its_files(client, edition, host):
    source = client.get(page("check-in/worker.js"))
    assert source["Content-Type"].startswith("text/javascript")
    assert f'const PAGE = "{page("check-in/")}"' in source.content.decode()
    assert "office/check_in/store.js" in source.content.decode()


def test_a_host_finds_the_desk_on_the_editions_page(client, edition, host):
    assert page("desk/") in text_of(client.get("/en/forum/forum-2027/"))


def test_a_host_of_another_edition_enters_nowhere_here(client, edition):
    other = make_edition()
    user = make_user()
    appoint(user=user, edition=other, duty=Duty.DESK, by=None)
    client.force_login(user)
    person = make_registration(edition)
    for rest in ("check-in/", "check-in/list.json", "desk/", "day/", "badges/", f"desk/{person.pk}/", "desk/codes/"):
        assert client.get(page(rest)).status_code == 403, rest
    assert client.get(f"/en/office/forum/{other.slug}/desk/{person.pk}/").status_code == 404
    assert client.get(f"/en/office/forum/{other.slug}/badges/").status_code == 403


def test_a_person_is_found_checked_in_and_printed_again(client, edition, host):
    person = make_registration(edition, full_name="Hélène Dupré")
    found = client.get(page("desk/"), {"q": "helene"})
    assert f'href="{page(f"desk/{person.pk}/")}"' in text_of(found)
    assert "Nobody answers" in text_of(client.get(page("desk/"), {"q": "zzz"}))
    answer = client.post(page(f"desk/{person.pk}/check-in/"), follow=True)
    assert "inside" in text_of(answer)
    answer = client.post(page(f"desk/{person.pk}/check-in/"), {"direction": "out"}, follow=True)
    assert "has come" in text_of(answer)
    badge = client.get(page(f"desk/{person.pk}/badge.pdf"))
    assert (badge["Content-Type"], badge.content[:5]) == ("application/pdf", b"%PDF-")
    cancelled = make_registration(edition, state="cancelled")
    assert client.get(page(f"desk/{cancelled.pk}/badge.pdf")).status_code == 404
    assert "gives no entry" in text_of(client.get(page(f"desk/{cancelled.pk}/")))


def walk_in_form(edition, **changed):
    return {
        "category": edition.categories.first().pk,
        "full_name": "Grace Hopper",
        "email": "grace@navy.example",
        "language": "en",
        "accepts": "on",
        "enters": "on",
        "wants_meetings": "on",
        "key": str(uuid4()),
    } | changed


def test_who_walks_in_is_registered_let_in_and_may_meet(client, edition, host):
    form = walk_in_form(edition)
    for _time in range(2):
        answer = client.post(page("desk/walk-in/"), form, follow=True)
    made = Registration.objects.get(email="grace@navy.example")
    assert (made.state, made.delegate.profile.name) == ("confirmed", "Grace Hopper")
    assert "Grace Hopper" in text_of(answer)
    again = client.post(page("desk/walk-in/"), walk_in_form(edition))
    assert "is registered already" in text_of(again)


def test_who_walks_into_a_full_forum_waits(client, edition, host):
    edition.capacity = 0
    edition.save()
    answer = client.post(page("desk/walk-in/"), walk_in_form(edition), follow=True)
    assert "no place left" in text_of(answer)
    assert not CheckIn.objects.exists()


def test_an_unknown_code_is_given_to_its_person(client, edition, host):
    person = make_registration(edition, full_name="Ada Byron")
    scan(client, "worn out")
    kept = CheckIn.objects.get()
    assert "worn out" in text_of(client.get(page("desk/codes/")))
    for wrong in ({"number": 999999}, {}):
        answer = client.post(page("desk/codes/"), {"scan": kept.pk} | wrong, follow=True)
        assert "Type the number" in text_of(answer)
    answer = client.post(page("desk/codes/"), {"scan": kept.pk, "number": person.pk}, follow=True)
    assert "The scan is Ada Byron" in text_of(answer)
    kept.refresh_from_db()
    assert kept.registration == person


@pytest.fixture
def planned(edition):
    """Three profiles with a plan in force tomorrow."""
    for number in range(8):
        make_slot(edition, number)
    for _number in range(2):
        make_table(edition)
    profiles = [make_profile(edition) for _number in range(4)]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        accept_request(request=request_meeting(sender=profiles[one], recipient=profiles[other], by=None), by=None)
    publish_plan(plan=compute_plan(ask_plan(edition=edition, seconds=2, by=None).pk), by=None)
    return profiles


def record(client, profile, what, **data):
    person = profile.delegates.get().registration
    return client.post(page(f"desk/{person.pk}/{what}/"), data, follow=True)


def test_a_no_show_says_what_changes_for_whom(client, edition, host, planned):
    person = planned[0].delegates.get().registration
    assert str(planned[1]) in text_of(client.get(page(f"desk/{person.pk}/")))
    answer = text_of(record(client, planned[0], "no-show", note="By phone"))
    assert f"{planned[0]} with {planned[1]}: cancelled" in answer
    assert "By phone" in answer
    assert DayEvent.objects.get().by == host


def test_a_late_arrival_a_lost_table_and_wishes_at_the_desk(client, edition, host, planned):
    third = edition.slots.order_by("during")[2]
    record(client, planned[0], "late", until=third.pk)
    person = page(f"desk/{planned[3].delegates.get().registration_id}/")
    wish = f'name="wishes" value="{planned[0].pk}"'  # a value alone may be another list's: a time's, a table's
    assert wish not in text_of(client.get(person))
    assert wish in text_of(client.get(person, {"who": planned[0].name[1:]}))
    assert "Nobody of this name" in text_of(client.get(person, {"who": "Zzz"}))
    record(client, planned[3], "meetings", wishes=[planned[0].pk])
    client.post(page("day/"), {"table": edition.tables.first().pk, "note": ""})
    assert sorted(DayEvent.objects.values_list("kind", flat=True)) == ["late", "lost_table", "walk_in"]
    assert f"{planned[3]} with {planned[0]}: new" in text_of(client.get(page("day/")))


def test_a_colleague_takes_over_by_the_number_of_the_badge(client, edition, host, planned):
    assert "Nobody is registered" in text_of(record(client, planned[0], "swap", number=999999))
    assert DayEvent.objects.count() == 0
    colleague = make_registration(edition)
    assert "with the colleague" in text_of(record(client, planned[0], "swap", number=colleague.pk))


def test_a_form_that_lacks_something_says_so(client, edition, host, planned):
    assert "This field is required" in text_of(record(client, planned[0], "late"))
    assert record(client, planned[0], "nonsense").status_code == 404
    alone = make_registration(edition)
    assert client.post(page(f"desk/{alone.pk}/no-show/")).status_code == 404


def test_badges_are_asked_for_followed_and_fetched(client, edition):
    organiser = make_user()
    appoint(user=organiser, edition=edition, duty=Duty.ORGANISER, by=None)
    client.force_login(organiser)
    asked = {"who": "new", "paper": "four"}
    assert "no badge to print" in text_of(client.post(page("badges/"), asked))
    make_registration(edition)
    answer = client.post(page("badges/"), asked, follow=True)
    run = BadgeRun.objects.get()
    assert "0 of 1 badges" in text_of(answer)
    assert client.get(page(f"badges/{run.pk}/1.pdf")).status_code == 404
    make_badges(run=run)
    state = client.get(page(f"badges/{run.pk}/"), headers={"HX-Request": "true"})
    assert "1 of 1 badges" in text_of(state)
    assert "<html" not in text_of(state)
    file = client.get(page(f"badges/{run.pk}/1.pdf"))
    assert b"".join(file.streaming_content).startswith(b"%PDF")
