"""What people come for, gone through in a browser from the first page to the last."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from grappe.apps.directory.domain.mandates import appoint_editor, appoint_officer
from grappe.apps.directory.models import Certificate, Claim
from tests.factories import make_cluster, make_membership, make_organisation, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors]
PASSWORD = "correct horse battery"


def sign_in_by_hand(page, site, user):
    page.goto(f"{site}/en/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Workspace")


def certificate_asked_on(page, site):
    """The file that the button of the memberships' page answers with, asked for as the browser does."""
    page.wait_for_url("**/memberships/")
    certify = page.locator("form[action*='/certify/']")
    token = certify.locator("input[name=csrfmiddlewaretoken]").get_attribute("value")
    answer = page.context.request.post(
        site + certify.get_attribute("action"),
        form={"csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
    )
    return answer.body()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_claim_to_the_certificate(live_server, browser, scripts):
    organisation, cluster = make_organisation("Vesporel Procédés", city="Cluses"), make_cluster("Mécanique")
    make_membership(organisation, cluster, date(2019, 3, 1))
    member, officer = make_user(full_name="Ada"), make_user(full_name="Noé")
    appoint_officer(user=officer, cluster=cluster, by=None)
    firm, office = (browser.new_context(java_script_enabled=scripts) for _ in range(2))

    page = firm.new_page()
    sign_in_by_hand(page, live_server.url, member)
    page.get_by_label("Find your organisation").fill("vesporel")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Keep the data of Vesporel Procédés").click()
    page.get_by_label("Message to the office").fill("I run this firm.")
    page.get_by_role("button", name="Ask to keep its data").click()
    expect(page.get_by_text("The office will answer you by e-mail.")).to_be_visible()

    desk = office.new_page()
    sign_in_by_hand(desk, live_server.url, officer)
    desk.get_by_role("link", name="Office").click()
    desk.get_by_role("link", name="Claims").click()
    expect(desk.get_by_text("I run this firm.")).to_be_visible()
    desk.get_by_role("button", name="Accept Ada for Vesporel Procédés").click()
    expect(desk.get_by_text("Nothing waits here")).to_be_visible()
    assert Claim.objects.get().status == "accepted"

    page.goto(f"{live_server.url}/en/workspace/")
    page.get_by_role("link", name="Vesporel Procédés").click()
    page.get_by_role("button", name="Confirm: city").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("website").fill("https://vesporel.example")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Confirm everything that is held").click()
    expect(page.get_by_text("Confirmed as a whole on")).to_be_visible()

    page.get_by_role("link", name="Memberships").click()
    assert certificate_asked_on(page, live_server.url).startswith(b"%PDF-")

    page.goto(f"{live_server.url}/en/workspace/certificates/?code={Certificate.objects.get().code.lower()}")
    expect(page.get_by_text("the membership is in force today")).to_be_visible()
    firm.close()
    office.close()


def test_a_change_made_meanwhile_is_shown_in_the_browser(live_server, browser):
    organisation, first, second = make_organisation("Vesporel"), make_user(), make_user()
    for user in (first, second):
        appoint_editor(user=user, organisation=organisation, by=None)
    pages = []
    for user in (first, second):
        page = browser.new_context().new_page()
        sign_in_by_hand(page, live_server.url, user)
        page.goto(f"{live_server.url}/en/workspace/organisations/{organisation.pk}/edit/")
        pages.append(page)
    pages[0].get_by_label("city").fill("Cluses")
    pages[0].get_by_role("button", name="Save").click()
    expect(pages[0].get_by_text("Cluses")).to_be_visible()
    pages[1].get_by_label("city").fill("Annecy")
    pages[1].get_by_role("button", name="Save").click()
    expect(pages[1].get_by_text("Held now: Cluses")).to_be_visible()
    expect(pages[1].get_by_label("city")).to_have_value("Annecy")
    pages[1].get_by_role("button", name="Save").click()
    expect(pages[1].get_by_text("Annecy")).to_be_visible()
    for page in pages:
        page.context.close()


def test_a_passkey_is_made_and_signs_in(live_server, context):
    """Chromium plays the key: it is made, then opens the account without a password."""
    user, page = make_user(), context.new_page()
    # A passkey belongs to a name: an address in numbers has none.
    site = live_server.url.replace("127.0.0.1", "localhost")
    chromium = context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in_by_hand(page, site, user)
    page.goto(f"{site}/en/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("This computer")
    page.get_by_label(re.compile("Passwordless")).check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(re.compile("recovery-codes|webauthn/$"))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()

    page.goto(f"{site}/en/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Workspace")
