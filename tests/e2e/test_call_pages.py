"""Calls, reviews and funding in a real browser: every page inspected, and the ways of an expert and of a funder."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.calls.models import CommitteeSeat
from grappe.apps.funding.enums import FunderDuty
from grappe.apps.funding.models import FunderDecision, PaymentOrder
from grappe.apps.reviews.models import Review
from tests.e2e.inspection import faults_of
from tests.factories import make_cluster, make_organisation, make_user
from tests.funding_rows import make_budget, make_decision, make_received, person_of
from tests.review_rows import make_expert, make_panel, make_reading, make_review
from tests.review_rows import make_received as make_received_for
from tests.web.addresses import addresses
from tests.web.call_addresses import call_records
from tests.web.funding_addresses import funding_records
from tests.web.review_addresses import review_records

pytestmark = pytest.mark.django_db(transaction=True)
AUTHOR = (
    "public:calls", "public:call", "member:proposals", "member:open_proposal", "member:proposal",
    "member:proposal_head", "member:proposal_section", "member:merge_answer", "member:proposal_part",
    "member:proposal_files", "member:proposal_labels", "member:proposal_comments", "member:proposal_versions",
    "member:submit_proposal", "member:withdraw_proposal", "member:hearing", "member:funding",
    "member:funding_agreement",
)  # fmt: skip
EXPERT = ("member:expert", "member:readings", "member:review", "member:bids", "office:review_panels")
OFFICE = (
    "office:calls", "office:call", "office:round", "office:import_call", "office:experts", "office:review_panels",
    "office:review_", "office:review_run", "office:committee", "office:funding",
    "office:funding_mandates", "office:funding_portfolio", "office:funding_silences", "office:large_bodies",
)  # fmt: skip
COMMITTEE = ("office:labels", "office:label", "office:proposal")
FUNDER = (
    "office:funding", "office:funding_portfolio", "office:funding_decision", "office:funding_agreement",
)  # fmt: skip
PAGES = {"office:review_": "office:review_panel"}


@pytest.fixture
def world(tmp_path):
    before, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path
    person, expert, officer = make_user(), make_user(), make_user()
    cluster, member = make_cluster("Photonique"), make_organisation("Halvéa Procédés")
    grant_role(user=officer, role=Role.PROGRAMME_OFFICER, by=None)
    grant_role(user=expert, role=Role.EXPERT, by=None)
    records = call_records(person, cluster, member) | review_records(person, expert) | funding_records(person)
    chair = CommitteeSeat.objects.create(cluster=cluster, user=make_user(), is_chair=True).user
    decision = FunderDecision.objects.get(pk=records["office:funding_decision"]["pk"])
    make_budget(decision.proposal, decision.funder, 1_000_000)
    records["office:committee"] = {"slug": cluster.slug}
    people = {"person": person, "expert": expert, "officer": officer, "chair": chair}
    yield people | {"funder": person_of(decision.funder, *FunderDuty)}, records
    settings.MEDIA_ROOT = before


# The longer words are the French ones: the office is walked through in French only.
IN_FRENCH = (
    ("person", AUTHOR),
    ("expert", EXPERT),
    ("chair", COMMITTEE),
    ("officer", OFFICE),
    ("funder", FUNDER),
)
IN_ENGLISH = (("person", ("public:call", "member:proposal", "member:proposal_part", "member:funding_agreement")),)


@pytest.mark.parametrize(("language", "walks"), [("fr", IN_FRENCH), ("en", IN_ENGLISH)])
def test_every_page_of_calls_reviews_and_funding_is_sound(live_server, context, sign_in, world, language, walks):
    people, records = world
    faults, parameters = {}, dict(addresses())
    for role, names in walks:
        sign_in(people[role])
        for name in names:
            known = records.get(name, {})
            with translation.override(language):
                wanted = parameters[PAGES.get(name, name)]
                path = reverse(PAGES.get(name, name), kwargs={one: known[one] for one in wanted})
            if found := faults_of(context, live_server.url + path):
                faults[role, name] = found
    assert faults == {}


def test_an_expert_and_the_chair_of_a_panel(live_server, context, sign_in):
    """Accept, write as it is saved, send in; then the panel hears, votes, and its chair keeps the order."""
    panel = make_panel()
    first, other = make_received_for(panel.round, title_en="Light"), make_received_for(panel.round, title_en="Water")
    expert, chair = make_expert(panel), make_expert(panel, is_chair=True)
    make_reading(panel, first, expert, "asked")
    make_review(make_reading(panel, other, chair))
    sign_in(expert)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/workspace/")
    page.get_by_role("link", name="Your reviews").click()
    page.get_by_role("link", name=first.acronym).click()
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name=first.acronym).click()
    for label, text in (("Science", "4"), ("Market", "7"), ("strengths", "Bright")):
        page.get_by_label(re.compile(label, re.IGNORECASE)).first.fill(text)
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.get_by_role("button", name="Send in").click()
    expect(page.get_by_text("the review needs: your confidence")).to_be_visible()
    page.get_by_label("confidence", exact=False).select_option("3")
    page.get_by_role("button", name="Send in").click()
    expect(page.get_by_text("Your review is sent in")).to_be_visible()
    assert Review.objects.exclude(sent_at=None).count() == 2

    sign_in(chair)
    page.goto(f"{live_server.url}/en/workspace/reviews/")
    page.get_by_role("link", name="Lead this panel").click()
    page.get_by_label(re.compile("phase", re.IGNORECASE)).select_option("meeting")
    page.get_by_role("button", name="Go to this phase").click()
    page.get_by_role("link", name=other.acronym).click()
    page.get_by_label(re.compile("your vote", re.IGNORECASE)).select_option("fund")
    page.get_by_role("button", name="Vote").click()
    page.goto(f"{live_server.url}/en/office/reviews/{panel.round.slug}/")
    expect(page.get_by_role("cell", name="to be funded 1")).to_be_visible()
    page.get_by_label(f"Place of {other.acronym}").fill("1")
    page.get_by_label(f"Place of {first.acronym}").fill("2")
    page.get_by_role("button", name="Keep this order").click()
    expect(page.locator("tbody th").first).to_have_text(other.acronym)


def test_two_hands_of_a_funder_from_the_file_to_the_money(live_server, context, sign_in):
    """Prepare within the ceilings, decide, sign, agree, pay under two hands."""
    decision = make_decision(make_received())
    make_budget(decision.proposal, decision.funder, 1_000_000)
    officer = person_of(decision.funder, FunderDuty.OFFICER, FunderDuty.SIGNATORY)
    payer = person_of(decision.funder, FunderDuty.PAYER)
    lead = decision.proposal.lead.legal_name
    sign_in(officer)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    page.get_by_role("link", name="Office").click()
    page.get_by_role("link", name=decision.proposal.acronym).first.click()
    page.get_by_label(lead, exact=False).first.fill("90000")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").or_(page.get_by_text("ceiling")).first).to_be_visible()
    page.get_by_label(lead, exact=False).first.fill("20000")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("granted").check()
    page.get_by_role("button", name="Decide").click()
    page.get_by_role("button", name="Sign the decision").click()
    expect(page.get_by_role("link", name="Letter (PDF)")).to_be_visible()
    page.get_by_label("Starts on").fill("2027-01-01")
    page.get_by_label("Ends on").fill("2028-12-31")
    page.get_by_role("button", name="Prepare the agreement").click()
    expect(page.get_by_text("50 % of the aid").or_(page.get_by_text("35 % of the aid")).first).to_be_visible()
    for _party in range(2):
        page.get_by_label("Signatory").fill("Ada L.")
        page.get_by_label("Signed on").fill("2026-12-01")
        page.get_by_role("button", name="Record the signature").click()
    page.get_by_label("Amount", exact=False).first.fill("6000")
    page.get_by_label("Advance", exact=True).check()
    page.get_by_role("button", name="Prepare the payment").click()
    page.get_by_role("button", name="Give the first approval").click()
    expect(page.get_by_role("button", name="Give the second approval")).to_have_count(0)
    address = page.url
    sign_in(payer)
    page.goto(address)
    page.get_by_role("button", name="Give the second approval").click()
    expect(page.get_by_text("second approval:")).to_be_visible()
    assert PaymentOrder.objects.get().state == "approved"
