"""A round led to its end in the office: who pays for it, and what became of its proposals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.calls.enums import CallState, RoundState
from grappe.apps.calls.examples import example
from grappe.apps.calls.models import Call, CallRound, RoundBudget
from grappe.apps.funding.models import FunderDecision
from tests.call_rows import make_firm
from tests.factories import make_user
from tests.funding_rows import make_funder, make_received

pytestmark = pytest.mark.django_db


@pytest.fixture
def received():
    """A proposal received by a round that is closed and in review; its file named a funder by words."""
    proposal = make_received()
    RoundBudget.objects.create(round=proposal.round, funder_name="The Region", amount=1000)
    closed = {"closes_at": timezone.now() - timedelta(days=1), "state": RoundState.IN_REVIEW}
    CallRound.objects.filter(pk=proposal.round_id).update(**closed)
    return proposal


@pytest.fixture
def office(client):
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(user)
    return client


def test_a_funder_tied_to_the_register_gets_its_files(office, received):
    budget, funder = received.round.budgets.get(), make_funder("Région Sud")
    at = f"/en/office/rounds/{received.round.slug}/budgets/"
    told = {"budget": budget.pk, f"budget-{budget.pk}-funder": "Région Sud", f"budget-{budget.pk}-amount": "2000"}
    assert office.post(at, told).status_code == 302
    budget.refresh_from_db()
    assert (budget.funder, budget.amount, budget.funder_name) == (funder, 2000, "The Region")
    assert FunderDecision.objects.get(proposal=received).funder == funder

    again = office.post(at, {"budget-0-funder": "Région Sud"}, follow=True)
    assert "pays for this round already" in again.content.decode()
    unknown = office.post(at, {"budget-0-funder": "Nobody at all"})
    assert "No organisation answers to that: check the spelling, or give its SIREN." in unknown.content.decode()
    make_firm("Banque du Sud")
    office.post(at, {"budget-0-funder": "Banque du Sud"})
    assert received.round.budgets.count() == 2


def test_an_outcome_is_recorded_with_its_reasons(office, received):
    at = f"/en/office/proposals/{received.pk}/"
    assert "Record the outcome" in office.get(at).content.decode()
    refused = office.post(f"{at}outcome/", {"state": "refused", "reason": ""}, follow=True)
    assert "Say why: the consortium reads it." in refused.content.decode()
    office.post(f"{at}outcome/", {"state": "refused", "reason": "No market"})
    received.refresh_from_db()
    assert (received.state, received.state_reason) == ("refused", "No market")


def test_an_example_comes_in_as_a_draft_once(office):
    page = office.get("/en/office/calls/import/").content.decode()
    assert "PSPC and PSPC-Regions" in page
    assert office.get("/en/office/calls/import/pspc.yaml").content == example("pspc.yaml")
    assert office.post("/en/office/calls/import/pspc/").url == "/en/office/calls/pspc/"
    assert Call.objects.get(slug="pspc").state == CallState.DRAFT
    again = office.post("/en/office/calls/import/pspc/", follow=True)
    assert "A call has this short address already." in again.content.decode()
    assert "in the office already" in again.content.decode()
    assert office.get("/en/office/calls/import/none.yaml").status_code == 404
    assert office.post("/en/office/calls/import/none/").status_code == 404
