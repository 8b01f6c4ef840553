from datetime import date

import pytest
from playwright.sync_api import expect

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.enums import LabelStatus, Tier
from tests.cluster_rows import (
    make_cluster,
    make_label,
    make_membership,
    make_name,
    make_project,
    make_succession,
    make_tier,
)
from tests.e2e.inspection import PHONE, faults_of
from tests.factories import make_organisation
from tests.regional_rows import make_figure_table, make_network, make_regional_table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def furnished():
    """A cluster that has everything a page can show, another that has nothing."""
    full = make_cluster("Mécanique avancée", slug="full", themes=("energy",), regions=("11",), city="Cluses")
    full.longitude, full.latitude = 6.58, 46.06
    full.save()
    old = make_cluster("Arve", slug="old")
    make_name(full, "Mécanique", until=date(2019, 2, 1))
    make_name(full, "Mécanique avancée", since=date(2019, 2, 1))
    make_label(full, until=date(2019, 2, 1))
    make_label(full, LabelStatus.ON_PROBATION, since=date(2019, 2, 1))
    make_tier(full, Tier.WORLD_CLASS)
    make_succession(old, full)
    member = make_organisation("Vesporel Procédés", is_simulated=True, city="Cluses", country="FR")
    make_membership(full, member)
    make_membership(old, member)
    for _number in range(30):
        make_membership(full)
    make_project("OXALIE", label=full, lead=member)


PAGES = [
    "",
    "clusters/",
    "clusters/?words=zzz",
    "clusters/full/",
    "clusters/old/",
    "map/",
    "sources/",
    "design/",
    "account/login/",
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_stands_every_inspection(live_server, context, furnished, page, language):
    assert faults_of(context, f"{live_server.url}/{language}/{page}") == []


OBSERVATORY = [
    "",
    "regions/?table=own&industry=62&figure=quotient",
    "regions/fr-2016/84/",
    "industries/own/62/",
    "collaboration/?kind=organisations",
    "compare/?table=own&region=84&region=11",
    "tables/",
    "tables/own/",
    "methods/",
    "methods/distance-band/",
    "methods/cluster-categories/",
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_of_the_observatory_stand_every_inspection(live_server, context, language):
    load_reference()
    make_figure_table()
    make_regional_table()
    make_network()
    found = {page: faults_of(context, f"{live_server.url}/{language}/observatory/{page}") for page in OBSERVATORY}
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_missing_page_stands_every_inspection(live_server, context, language):
    assert faults_of(context, f"{live_server.url}/{language}/nowhere", status=404) == []


def test_filter_answers_at_once_and_stays_in_the_address(live_server, context, furnished):
    page = context.new_page()
    page.goto(f"{live_server.url}/en/clusters/")

    page.get_by_label("Tier").select_option("world_class")
    page.wait_for_url("**/clusters/?*tier=world_class*")

    page.get_by_role("heading", name="1 cluster", exact=True).wait_for()
    page.reload()
    expect(page.get_by_label("Tier")).to_have_value("world_class")
    expect(page.locator("#results tbody tr")).to_have_count(1)


def test_filters_open_on_a_phone_by_keyboard(live_server, context, furnished):
    page = context.new_page()
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto(f"{live_server.url}/en/clusters/")
    expect(page.get_by_label("Tier")).to_be_hidden()

    page.locator("#filters-switch").focus()
    page.keyboard.press("Space")

    expect(page.get_by_label("Tier")).to_be_visible()


def test_list_and_map_work_without_javascript(live_server, browser, furnished):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/clusters/")

    page.get_by_label("Tier").select_option("world_class")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**tier=world_class**")
    expect(page.locator("#results tbody tr")).to_have_count(1)

    page.goto(f"{live_server.url}/en/map/")
    expect(page.locator("#map")).to_be_hidden()
    expect(page.locator("#results tbody tr")).to_have_count(2)
    context.close()


def test_map_shows_a_berry_that_opens_by_keyboard(live_server, context, furnished):
    page = context.new_page()
    page.goto(f"{live_server.url}/en/map/")
    berry = page.get_by_role("button", name="Mécanique avancée")
    berry.wait_for()
    page.locator("path.land").first.wait_for(state="attached")

    berry.focus()
    page.keyboard.press("Enter")

    page.locator(".leaflet-popup a", has_text="Mécanique avancée").click()
    page.wait_for_url("**/en/clusters/full/")


def test_skip_link_leads_to_the_content(live_server, context):
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()
