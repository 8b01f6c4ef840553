"""Writing a proposal in a real browser: no text is lost, whatever happens to the other author, the line or the tab."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from grappe.apps.calls.models import Answer, Author, Proposal
from tests.call_rows import lead_of, make_editor, make_firm, make_proposal, make_question, make_round
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = re.compile("Saved at")
KEPT = re.compile("your text is kept on this computer")


@pytest.fixture
def proposal():
    held = make_round()
    make_question(held.call, "project", "aims")
    return make_proposal(held, acronym="VIGNE")


@pytest.fixture
def writer(live_server, browser):
    """Open a section as one author, in a browser of her own."""
    opened = []

    def enter(user, address):
        client, context = Client(), browser.new_context()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}/en/workspace/proposals/{address}")
        return page

    yield enter
    for context in opened:
        context.close()


def text_of(proposal):
    return Answer.objects.get(proposal=proposal).text


def test_two_authors_in_one_section_lose_nothing(writer, proposal):
    """Who comes too late goes on writing beside the text in force, never over it, and merges both."""
    first, second = lead_of(proposal), make_user()
    Author.objects.create(partner=proposal.partners.get(is_lead=True), user=second)
    section = f"{proposal.pk}/sections/project/"
    ada, noe = writer(first, section), writer(second, section)
    ada.get_by_role("textbox", name="Question aims").fill("Ada’s aims")
    expect(ada.get_by_text(SAVED)).to_be_visible()
    late = noe.get_by_role("textbox", name="Question aims")
    late.fill("Noé’s aims")
    aside = noe.get_by_role("link", name="compare and merge")
    expect(aside).to_be_visible()
    with noe.expect_response(re.compile("/answers/")):
        late.fill("Noé’s aims, longer")
    expect(aside).to_be_visible()
    assert text_of(proposal) == "Ada’s aims"

    aside.click()
    expect(noe.get_by_label("The text to keep")).to_have_value("Ada’s aims\n\nNoé’s aims, longer")
    noe.get_by_role("button", name="Keep this text").click()
    expect(noe.get_by_role("heading", level=1)).to_have_text("VIGNE")
    expect(noe.get_by_text("kept aside")).to_have_count(0)
    assert text_of(proposal) == "Ada’s aims\n\nNoé’s aims, longer"


def test_a_dropped_line_and_a_closed_tab_lose_nothing(writer, proposal):
    """Written offline, it stays on the computer: sent when the line is back, or when the page is opened again."""
    page = writer(lead_of(proposal), f"{proposal.pk}/sections/project/")
    aims = page.get_by_role("textbox", name="Question aims")
    aims.fill("Before")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.context.set_offline(True)
    aims.fill("Before, and offline")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert text_of(proposal) == "Before, and offline"

    address = page.url
    page.context.set_offline(True)
    aims.fill("Before, and offline, and closed")
    expect(page.get_by_text(KEPT)).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    with again.expect_response(re.compile("/answers/")):
        again.goto(address)
    expect(again.get_by_role("textbox", name="Question aims")).to_have_value("Before, and offline, and closed")
    expect(again.get_by_text(SAVED)).to_be_visible()
    assert text_of(proposal) == "Before, and offline, and closed"


def test_a_session_that_ended_loses_nothing(writer, proposal):
    page = writer(lead_of(proposal), f"{proposal.pk}/sections/project/")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("textbox", name="Question aims").fill("After the session")
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_role("textbox", name="Question aims")).to_have_value("After the session")


def test_from_the_open_call_to_the_receipt(live_server, writer):
    """Open, describe, ask a partner who fills and signs, see what is lacking, submit, read the receipt."""
    held = make_round(title_en="Spring round")
    make_question(held.call, "project", "aims")
    lead, firm = make_firm("Vesporel"), make_firm("Halvéa Procédés")
    ada, noe = make_editor(lead), make_editor(firm)
    page = writer(ada, "")
    page.get_by_role("link", name="Open a proposal").click()
    page.get_by_label("Acronym").fill("GRAIN")
    page.get_by_role("button", name="Open the proposal").click()
    expect(page.get_by_text("things are lacking")).to_be_visible()
    page.get_by_role("link", name="Title and abstract").click()
    for label, text in (("Title, in French", "Grain"), ("Abstract, in French", "Du grain."), ("months", "36")):
        page.get_by_label(re.compile(label, re.IGNORECASE)).fill(text)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Overview").click()
    page.get_by_label(re.compile("organisation", re.IGNORECASE)).last.fill("Halvéa Procédés")
    page.get_by_role("button", name="Add this partner").click()
    expect(page.get_by_role("link", name="Halvéa Procédés")).to_be_visible()

    partner = writer(noe, "")
    partner.get_by_role("button", name="Join GRAIN").click()
    for author, name in ((partner, "Halvéa Procédés"), (page, "Vesporel")):
        author.goto(f"{live_server.url}/en/workspace/proposals/{Proposal.objects.get().pk}/")
        author.get_by_role("link", name=f"Part of {name}").click()
        author.get_by_label(re.compile("personnel, industrial", re.IGNORECASE)).fill("100000")
        author.get_by_role("button", name="Save this part").click()
        author.get_by_role("button", name="Sign this part").click()
        expect(author.get_by_text("Signed by")).to_be_visible()
    page.get_by_role("link", name="Section project").click()
    page.get_by_role("textbox", name="Question aims").fill("To mill")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_text("Nothing is lacking")).to_be_visible()
    page.get_by_role("link", name="Go to the submission").click()
    page.get_by_role("button", name="Submit now").click()
    expect(page.get_by_text("Received on")).to_be_visible()
    receipt = page.get_by_role("link", name="Receipt as PDF").get_attribute("href")
    assert page.context.request.get(live_server.url + receipt).body().startswith(b"%PDF-")
