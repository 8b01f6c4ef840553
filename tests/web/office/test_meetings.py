"""The organiser's way: slots and tables, a plan, its preview, moves, publication, figures."""

import pytest
from django.urls import reverse
from django.utils import translation

from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.models import MeetingFeedback, MeetingPlan, MeetingRequest
from grappe.apps.forum.tasks import compute
from tests.factories import make_organisation, make_user
from tests.forum_rows import make_edition, make_profile, make_slot, make_table
from tests.partnership_rows import make_partnership_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def organiser(edition):
    user = make_user()
    appoint(user=user, edition=edition, duty="organiser", by=None)
    return user


@pytest.fixture
def browser(client, organiser):
    client.force_login(organiser)
    return client


def at(edition, name, *keys):
    return reverse(f"office:{name}", args=[edition.slug, *keys])


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def agreed(edition, one, other):
    request = request_meeting(sender=one, recipient=other, by=None)
    return accept_request(request=request, by=None).request


@pytest.fixture
def asked(edition):
    """Three that all wish to meet, with room for two meetings in a row at one table."""
    alpha, beta, gamma = (
        make_profile(
            edition, name=name, organisation=make_organisation(name, longitude=x, latitude=45), country=country
        )
        for name, x, country in (("Alpha", 5.7, "FR"), ("Beta", 7.2, "FR"), ("Gamma", 9.1, "IT"))
    )
    make_slot(edition, 0), make_slot(edition, 1)
    make_table(edition, name="T1")
    return [agreed(edition, *pair) for pair in ((alpha, beta), (alpha, gamma), (beta, gamma))]


@pytest.fixture
def plan(edition, browser, asked):
    answer = browser.post(at(edition, "meetings"), {"seconds": 2, "seed": 1, "order": "breaks"})
    made = MeetingPlan.objects.get()
    assert answer.url == at(edition, "meetings_plan", made.pk)
    assert made.params["objective"][1] == "breaks"
    assert "hx-get" in text(browser.get(answer.url))
    compute.func(plan_id=made.pk)
    made.refresh_from_db()
    assert made.state == "computed", made.failure
    return made


def test_slots_and_tables_are_laid_out_and_taken_away(edition, browser):
    slots = {"day": "2027-11-18", "begins": "09:00", "ends": "10:00", "minutes": 20, "pause": 0, "name": "morning"}
    browser.post(at(edition, "meetings_add", "slots"), {f"slots-{name}": value for name, value in slots.items()})
    assert [f"{slot.during.lower.astimezone(edition.zone):%H:%M}" for slot in edition.slots.all()] == [
        "09:00",
        "09:20",
        "09:40",
    ]
    again = browser.post(at(edition, "meetings_add", "slots"), {f"slots-{name}": one for name, one in slots.items()})
    assert "overlap slots there are" in text(again)
    tables = {"letters": "A", "first": 1, "count": 3, "zone": "Hall", "seats": 4, "has_video": "on"}
    browser.post(at(edition, "meetings_add", "tables"), {f"tables-{name}": value for name, value in tables.items()})
    assert [(one.name, one.equipment) for one in edition.tables.all()] == [(f"A{one}", ["video"]) for one in (1, 2, 3)]
    browser.post(at(edition, "meetings_remove", "tables"), {"ticked": [edition.tables.first().pk]})
    browser.post(at(edition, "meetings_remove", "slots"), {"ticked": [edition.slots.first().pk]})
    assert (edition.tables.count(), edition.slots.count()) == (2, 2)
    assert "09:20" in text(browser.get(at(edition, "meetings_layout")))


def test_a_plan_without_slots_is_refused_with_what_to_do(edition, browser):
    assert "Lay out the slots first" in text(browser.post(at(edition, "meetings"), {"seconds": 2, "seed": 1}))


def test_a_plan_is_shown_by_grid_and_by_participant(edition, browser, plan):
    assert "2 meetings" in text(browser.get(at(edition, "meetings_plan", plan.pk)))
    part = browser.get(at(edition, "meetings_plan", plan.pk), headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert text(browser.get(at(edition, "meetings_grid", plan.pk))).count('class="plan-cell"') == 2
    people = text(browser.get(at(edition, "meetings_participants", plan.pk), {"q": "gam"}))
    assert ("Gamma" in people, "Alpha</h3>" in people) == (True, False)
    assert browser.get(at(edition, "meetings_signs", plan.pk)).content.startswith(b"%PDF")


def test_what_is_left_out_has_its_reason_and_the_cheapest_change(edition, browser, plan):
    page = text(browser.get(at(edition, "meetings_left_out", plan.pk), {"gains": "1"}))
    assert "1 accepted request without a place" in page
    assert "Alpha meets others at" in page
    assert "Give up Beta – Gamma" in page
    assert "One more table" in page


def test_a_move_shows_what_it_breaks_and_asks_before_it_does(edition, browser, plan):
    held, other = plan.meetings.order_by("during")
    place = {"slot": other.slot_id, "table": other.table_id}
    shown = text(browser.get(at(edition, "meetings_meeting", held.pk), place))
    assert "Table T1 is taken" in shown
    assert "Table T1 is taken" in text(browser.post(at(edition, "meetings_meeting", held.pk), place))
    held.refresh_from_db()
    assert held.slot_id != other.slot_id
    browser.post(at(edition, "meetings_cancel", other.pk), {"reason": "Ill"})
    third = make_table(edition, name="T2")
    free = {"slot": other.slot_id, "table": third.pk}
    assert "breaks nothing" in text(browser.get(at(edition, "meetings_meeting", held.pk), free))
    browser.post(at(edition, "meetings_meeting", held.pk), free)
    held.refresh_from_db()
    assert (held.slot_id, held.table_id) == (other.slot_id, third.pk)


def test_a_meeting_is_locked_and_kept_by_the_next_plan(edition, browser, plan):
    held = plan.meetings.order_by("during").last()
    browser.post(at(edition, "meetings_lock", held.pk), {"lock": "1"})
    browser.post(at(edition, "meetings"), {"seconds": 2, "seed": 2})
    after = MeetingPlan.objects.exclude(pk=plan.pk).get()
    compute.func(plan_id=after.pk)
    assert after.meetings.get(request=held.request_id).slot_id == held.slot_id


def test_a_plan_is_published_and_its_figures_are_told(edition, browser, plan):
    browser.post(at(edition, "meetings_publish", plan.pk))
    plan.refresh_from_db()
    assert plan.state == "published"
    page = text(browser.get(at(edition, "meetings_figures")))
    assert "66.7 % of the accepted requests" in page
    assert "Italy" in page
    assert 'class="number met-4"' in text(browser.get(at(edition, "meetings_figures"), {"by": "kind"}))
    drawn = browser.get(at(edition, "meetings_map")).json()
    assert len(drawn["features"]) == 2
    requests = text(browser.get(at(edition, "meetings_requests"), {"placed": "no"}))
    assert "1 request<" in requests
    seat = plan.meetings.first().seats.first()
    followed = {"agreement": make_partnership_agreement(title_en="Twins"), "reference": "Supply contract"}
    MeetingFeedback.objects.create(meeting=seat.meeting, profile=seat.profile, **followed)
    page = text(browser.get(at(edition, "meetings_figures")))
    assert ("Twins</a> Supply contract" in page, followed["agreement"].get_absolute_url() in page) == (True, True)


def test_a_plan_never_published_is_dropped(edition, browser, plan):
    browser.post(at(edition, "meetings_drop", plan.pk))
    assert not MeetingPlan.objects.exists()
    assert MeetingRequest.objects.filter(state="accepted").count() == 3


def test_who_plans_another_edition_is_refused(browser, asked):
    other = make_edition()
    assert browser.get(at(other, "meetings")).status_code == 403
