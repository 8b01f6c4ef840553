"""Panels run from the office."""

import pytest

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.reviews.bridge.assignment import compute_run
from grappe.apps.reviews.models import Reading, ReviewPanel
from tests.call_rows import make_round
from tests.factories import make_user
from tests.review_rows import make_expert, make_panel, make_reading, make_received, make_review

pytestmark = pytest.mark.django_db
OFFICE = "/en/office/reviews/"


@pytest.fixture
def officer(client):
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(user)
    return user


def test_a_panel_is_opened_set_up_peopled_and_led_on(client, officer):
    held = make_round()
    client.post(OFFICE, {"round": held.pk})
    address = f"{OFFICE}{held.slug}/"
    values = {"blind_mode": "double", "readings": "2", "seniors": "3", "most_per_organisation": "1"}
    assert "lower the first number" in client.post(address, values, follow=True).content.decode()
    client.post(address, values | {"seniors": "0", "reviews_due_at": "2027-01-31T18:00"})
    panel = ReviewPanel.objects.get()
    assert (panel.blind_mode, panel.readings) == ("double", 2)
    assert "Nobody has an account" in client.post(f"{address}seats/", {"email": "no@x.example"}).content.decode()
    expert = make_expert()
    client.post(f"{address}seats/", {"email": expert.email, "is_chair": "on"})
    assert panel.seats.get().is_chair
    client.post(f"{address}phase/", {"phase": "reviews"})
    panel.refresh_from_db()
    assert panel.phase == "reviews"
    client.post(f"{address}seats/{panel.seats.get().pk}/remove/")
    assert not panel.seats.exists()


def test_an_assignment_is_computed_looked_at_and_put_in_force(client, officer):
    panel = make_panel(readings=2)
    make_received(panel.round, acronym="PHOTON")
    address = f"{OFFICE}{panel.round.slug}/"
    assert "Nobody sits" in client.post(f"{address}runs/", follow=True).content.decode()
    experts = [make_expert(panel) for _ in range(3)]
    page = client.post(f"{address}runs/")["Location"]
    run = compute_run(panel.runs.get().pk)
    text = client.get(page).content.decode()
    assert "PHOTON" in text
    assert "proven the best" in text
    client.post(f"{address}runs/{run.pk}/adopt/")
    assert Reading.objects.count() == 2
    assert any(str(one) in client.get(address).content.decode() for one in experts)


def test_the_table_shows_marks_with_and_without_severity_and_keeps_an_order(client, officer):
    panel = make_panel("meeting")
    proposals = [make_received(panel.round, acronym=f"FILE{number}") for number in range(3)]
    experts = [make_expert(panel) for _ in range(2)]
    for number, proposal in enumerate(proposals):
        for expert in experts:
            make_review(make_reading(panel, proposal, expert), science=number + 1, market=number * 3)
    address = f"{OFFICE}{panel.round.slug}/"
    text = client.get(address).content.decode()
    assert "alpha" in text
    assert "±" in text
    client.post(f"{address}ranks/", {f"rank_{one.pk}": str(3 - place) for place, one in enumerate(proposals)})
    text = client.get(address).content.decode()
    assert text.index("FILE2") < text.index("FILE1") < text.index("FILE0")


def test_a_chair_runs_a_panel_without_setting_it_up(client):
    panel = make_panel()
    chair = make_expert(panel, is_chair=True)
    client.force_login(chair)
    address = f"{OFFICE}{panel.round.slug}/"
    assert "How it is reviewed" not in client.get(address).content.decode()
    assert client.post(f"{address}seats/", {"email": chair.email}).status_code == 403
    client.force_login(make_expert(panel))
    assert client.get(address).status_code == 403


def test_experts_are_found_by_keyword(client, officer):
    make_expert(keywords=["photonics"])
    other = make_expert(keywords=["plants"])
    text = client.get("/en/office/experts/?q=photon").content.decode()
    assert "photonics" in text
    assert str(other) not in text
