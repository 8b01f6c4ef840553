"""What stands around a proposal, in a real browser: labels, readers' wishes, the lead's answer, money to the end."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.calls.domain.labels import ask_label
from grappe.apps.calls.models import CommitteeSeat, LabelRequest
from grappe.apps.funding.enums import FunderDuty
from grappe.apps.funding.models import Agreement, Obligation
from grappe.apps.reviews.models import Bid
from tests.call_rows import lead_of, make_proposal
from tests.factories import make_cluster, make_user
from tests.funding_rows import lead_part, make_agreement, person_of
from tests.review_rows import make_expert, make_panel, make_reading, make_received, make_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at(live_server, context, sign_in):
    """Open a page of the English site as somebody."""
    page = context.new_page()

    def enter(user, address):
        sign_in(user)
        page.goto(f"{live_server.url}/en/{address}")
        return page

    return enter


def seated(cluster, *, is_chair=False):
    return CommitteeSeat.objects.create(cluster=cluster, user=make_user(), is_chair=is_chair).user


def test_a_committee_asks_labels_refuses_and_a_member_steps_aside(at):
    proposal, near, far = make_proposal(acronym="VIGNE"), make_cluster("Photonique"), make_cluster("Mer")
    lead, chair, member, other = (
        lead_of(proposal),
        seated(near, is_chair=True),
        seated(near),
        seated(far, is_chair=True),
    )
    for cluster in (near, far):
        ask_label(proposal=proposal, cluster=cluster, by=lead)

    page = at(chair, "office/labels/")
    page.get_by_role("link", name="VIGNE").click()
    page.get_by_label("Question to the consortium").fill("Which market?")
    page.get_by_role("button", name="Ask the consortium").click()
    expect(page.get_by_text("waiting for the consortium's answer")).to_be_visible()

    page = at(lead, f"workspace/proposals/{proposal.pk}/labels/")
    page.get_by_label("Your answer").fill("Vineyards.")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("You answered:")).to_be_visible()

    page = at(member, "office/labels/")
    page.get_by_role("link", name="VIGNE").click()
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)
    page.get_by_label("Why you step aside").fill("My brother leads it.")
    page.get_by_role("button", name="Take no part").click()
    expect(page.get_by_text("Nothing waits.")).to_be_visible()
    page = at(member, f"office/labels/{near.label_requests.get().pk}/")
    expect(page.get_by_role("heading", name="There is no page at this address")).to_be_visible()

    page = at(chair, "office/labels/")
    page.get_by_role("link", name="VIGNE").click()
    page.get_by_label("Reasons, which the consortium reads").fill("Within the strategy.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided by")).to_be_visible()

    page = at(other, "office/labels/")
    page.get_by_role("link", name="VIGNE").click()
    page.get_by_label("Decision").select_option("refused")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("heading", name="Decide in the committee’s name")).to_be_visible()
    page.get_by_label("Reasons, which the consortium reads").fill("Outside our field.")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Decided by")).to_be_visible()

    page = at(lead, f"workspace/proposals/{proposal.pk}/labels/")
    expect(page.get_by_text("Outside our field.")).to_be_visible()
    assert set(LabelRequest.objects.values_list("state", flat=True)) == {"labelled", "refused"}


def test_wishes_are_kept_and_the_lead_finds_the_reviews_to_answer(at):
    panel = make_panel(phase="bids")
    proposal = make_received(panel.round, acronym="GRAIN", title_en="Grain")
    expert, chair = make_expert(panel), make_expert(panel, is_chair=True)
    page = at(expert, "workspace/reviews/")
    page.get_by_role("link", name="Say what you would like to read").click()
    page.get_by_label("Your wish for GRAIN").select_option("eager")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your wishes are kept.")).to_be_visible()
    assert Bid.objects.get().value == "eager"

    make_review(make_reading(panel, proposal, expert))
    page = at(chair, f"office/reviews/{panel.round.slug}/")
    page.get_by_label(re.compile("phase", re.IGNORECASE)).select_option("hearing")
    page.get_by_role("button", name="Go to this phase").click()
    page.get_by_role("button", name="Write to the leads").click()
    page = at(lead_of(proposal), "workspace/proposals/")
    page.get_by_role("region", name="Reviews you may answer").get_by_role("link", name="GRAIN").click()
    page.get_by_label("Your answer").fill("The tests begin in month 12.")
    page.get_by_role("button", name="Send the answer").click()
    page = at(chair, f"workspace/reviews/files/{proposal.pk}/")
    expect(page.get_by_text("The tests begin in month 12.")).to_be_visible()


def test_costs_are_claimed_judged_paid_and_the_agreement_closed(at):
    day = timezone.localdate()
    agreement = make_agreement(starts_on=day - timedelta(days=300), ends_on=day + timedelta(days=300))
    Obligation.objects.filter(agreement=agreement).delete()
    funder, partner = agreement.decision.funder, lead_part(agreement.decision)
    officer, payer = person_of(funder, FunderDuty.OFFICER, FunderDuty.SIGNATORY), person_of(funder, FunderDuty.PAYER)
    lead = lead_of(partner.proposal)

    page = at(lead, f"workspace/funding/agreements/{agreement.pk}/")
    expect(page.get_by_label("From")).to_have_value(agreement.starts_on.isoformat())
    page.get_by_label("Until").fill(day.isoformat())
    page.get_by_label("Personnel, industrial research (EUR)").fill("10000")
    page.get_by_role("button", name="Claim these costs").click()
    expect(page.get_by_text("Your claim is with the funder.").first).to_be_visible()

    page = at(officer, "office/funding/")
    page.get_by_role("region", name="Claims to judge").get_by_role("link", name=agreement.reference).click()
    accepted = (
        page.get_by_role("region", name="Claims of costs")
        .get_by_role("spinbutton")
        .or_(page.get_by_role("region", name="Claims of costs").get_by_role("textbox"))
    )
    accepted.first.fill("8000")
    page.get_by_role("button", name="Judge the claim").click()
    expect(page.get_by_text("Say why a cost is not taken in whole").first).to_be_visible()
    accepted.first.fill("8000")
    accepted.nth(1).fill("An invoice is too old.")
    page.get_by_role("button", name="Judge the claim").click()
    expect(page.get_by_text("accepted: 8,000")).to_be_visible()
    page.get_by_label("Amount", exact=False).first.fill("3200")
    page.get_by_role("button", name="Prepare the payment").click()
    page.get_by_role("button", name="Give the first approval").click()
    page = at(payer, "office/funding/")
    page.get_by_role("region", name="Payments to approve").get_by_role("link", name=agreement.reference).click()
    page.get_by_role("button", name="Give the second approval").click()
    page = at(officer, f"office/funding/agreements/{agreement.pk}/")
    page.get_by_role("button", name="Close the agreement").click()
    expect(page.get_by_text("The agreement is closed.").first).to_be_visible()
    assert Agreement.objects.get().state == "closed"

    page = at(lead, f"workspace/funding/agreements/{agreement.pk}/")
    expect(page.get_by_text("An invoice is too old.")).to_be_visible()
    expect(page.get_by_role("button", name="Claim these costs")).to_have_count(0)


def test_the_office_brings_an_example_in(at):
    officer = make_user()
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    page = at(officer, "office/calls/import/")
    page.get_by_role("button", name="Bring i-Démo: projects of several partners in as a draft").click()
    expect(page.get_by_text("The call is kept as a draft of the office until you publish it.").first).to_be_visible()
