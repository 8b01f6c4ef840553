"""Registration, invoices, groups and press in a real browser: every page inspected, and registering without scripts."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from grappe.apps.forum.models import Registration
from tests.e2e.forum_registration_world import make_forum_world
from tests.e2e.inspection import faults_of

pytestmark = pytest.mark.django_db(transaction=True)
VISITOR = ("forum/2027/register/", "forum/2027/link/", "forum/2027/press/", "forum/2027/")
OWN = (
    "forum/2027/registrations/{mine}/",
    "forum/2027/registrations/{mine}/change/",
    "forum/2027/registrations/{mine}/cancel/",
    "forum/2027/invoices/{invoice}/",
    "forum/2027/press/",
    "forum/2027/press/accreditation/",
    "forum/2027/press/material/{material}/",
    "workspace/registrations/",
)
OFFICE = (
    "forum/2027/press/accreditation/",
    "forum/2027/registrations/{waiting}/",
    "forum/2027/registrations/{gone}/",
    "forum/2027/registrations/{offered}/",
    "forum/2027/invoices/{credited}/",
    *(
        f"office/forum/2027/{page}"
        for page in (
            "registrations/",
            "registrations/?words=zzz",
            "registrations/add/",
            "registrations/{mine}/",
            "registrations/{pending}/",
            "registrations/{offered}/",
            "waiting-list/",
            "categories/",
            "categories/add/",
            "categories/{category}/",
            "groups/",
            "groups/{group}/",
            "groups/new/photonique/",
            "invoices/",
            "invoices/{invoice}/",
            "invoices/series/",
            "press/",
            "press/{asked}/",
            "press/{accepted}/",
            "press/material/",
            "press/material/{material}/",
        )
    ),
)


@pytest.fixture
def world(tmp_path):
    before, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path
    yield make_forum_world()
    settings.MEDIA_ROOT = before


# The longer words are the French ones: the office is walked through in French only.
@pytest.mark.parametrize(("language", "office"), [("fr", OFFICE), ("en", ())])
def test_every_page_of_registration_is_sound(live_server, context, sign_in, world, language, office):
    faults = {}
    for pages, user in ((VISITOR, None), (OWN, world.visitor), (office, world.officer)):
        if user is not None:
            sign_in(user)
        for page in pages:
            address = f"{live_server.url}/{language}/{page.format(**world.keys)}"
            if found := faults_of(context, address):
                faults[page] = found
    assert faults == {}


def test_a_person_registers_without_scripts_and_with_the_keyboard_s_order(live_server, browser, world):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/forum/2027/")
    page.get_by_role("link", name="Register", exact=True).click()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.locator(".errorlist").nth(3)).to_be_visible()
    page.get_by_label("Investor").check()
    page.get_by_label("Name", exact=True).fill("Grace Hopper")
    page.get_by_label("E-mail").fill("grace@forum.example")
    page.get_by_label("Organisation", exact=False).first.fill("Unheard of")
    page.get_by_role("button", name="Find in the register").click()
    expect(page.get_by_text("Nothing in the register answers to this name")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Grace Hopper")
    page.get_by_label("I agree that the organiser keeps").check()
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_text("Your registration has arrived")).to_be_visible()
    assert Registration.objects.filter(email="grace@forum.example").count() == 1
    context.close()
