"""Search, organisations and projects in a real browser: every inspection, with and without JavaScript."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.bridge.sizes import assess_size
from grappe.apps.directory.domain.values import set_values
from grappe.apps.directory.models import AnnualAccounts, Identifier
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import FundingLine
from tests.cluster_rows import make_cluster, make_membership, make_project
from tests.e2e.inspection import faults_of
from tests.factories import make_organisation, make_participation, make_source

pytestmark = pytest.mark.django_db(transaction=True)
FULL, BARE = 700_001, 700_002


@pytest.fixture
def furnished():
    """An organisation and a project that have everything a page can show, and some that have nothing."""
    cluster = make_cluster("Capteurs du Sud", slug="full", themes=("energy",), acronym="CDS")
    full = make_organisation(
        "Vesporel Capteurs",
        pk=FULL,
        short_name="VSP",
        kind="firm",
        country="FR",
        capabilities_fr="Capteurs et électronique embarquée",
        offers_en="A clean room",
        website="https://vesporel.example.org",
        is_simulated=True,
        parent=make_organisation("Vesporel Groupe"),
    )
    set_values(
        organisation=full,
        values={"city": "Grenoble"},
        source=make_source("x", title="A register", url="https://register.example.org"),
        observed_on=date(2024, 1, 1),
        confidence=Confidence.OFFICIAL,
    )
    Identifier.objects.create(organisation=full, scheme="siren", value="552100554")
    AnnualAccounts.objects.create(
        organisation=full, year=2023, headcount=40, turnover=9_000_000, balance_sheet=8_000_000
    )
    assess_size(organisation=full, on=date(2024, 6, 1), by=None)
    make_membership(cluster, full)
    make_organisation("Nothing known", pk=BARE)
    for number in range(30):
        make_organisation(f"Membre {number}", country="DE")
    project = make_project("OXALIE", label=cluster)
    project.abstract_fr, project.starts_on, project.public_aid = "Un résumé", date(2015, 1, 1), Decimal(450_000)
    project.save()
    part = make_participation(project, full, role=ParticipationRole.LEAD, cost=Decimal(900_000), aid=Decimal(450_000))
    FundingLine.objects.create(participation=part, funder=make_organisation("Fonds"), amount=Decimal(450_000))
    make_participation(project, make_organisation("Partenaire", country="NA"))
    refresh_vocabulary()
    return project


PAGES = [
    "search/",
    "search/?q=capteurs",
    "search/?q=capteusr",
    "search/?q=552+100+554",
    "search/?q=zzzzzz",
    "organisations/",
    "organisations/?words=zzz",
    "organisations/?kind=nonsense",
    f"organisations/{FULL}/",
    f"organisations/{BARE}/",
    "projects/",
    "projects/?words=zzz",
    "projects/?year=1",
    "projects/{project}/",
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_stands_every_inspection(live_server, context, furnished, page, language):
    address = page.format(project=furnished.pk)
    assert faults_of(context, f"{live_server.url}/{language}/{address}") == []


def test_answers_follow_the_typing_and_the_address_follows_too(live_server, context, furnished):
    page = context.new_page()
    page.goto(f"{live_server.url}/en/search/")
    page.get_by_label("Name, acronym, number or subject").press_sequentially("vespor", delay=20)
    page.locator("#results a", has_text="Vesporel Capteurs").wait_for()
    page.wait_for_url("**/search/?q=vespor")


def test_search_and_lists_work_without_javascript(live_server, browser, furnished):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    page.locator("#site-search").fill("capteurs")
    page.locator("#site-search").press("Enter")
    page.locator("#results a", has_text="Vesporel").first.click()
    page.wait_for_url(f"**/en/organisations/{FULL}/")

    page.goto(f"{live_server.url}/en/organisations/")
    page.get_by_label("Country").select_option("DE")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**country=DE**")
    expect(page.locator("#results tbody tr")).to_have_count(25)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**country=DE**page=2")
    expect(page.locator("#results tbody tr")).to_have_count(5)
    context.close()


def test_file_of_the_filtered_list_is_downloaded(live_server, context, furnished):
    page = context.new_page()
    page.goto(f"{live_server.url}/en/organisations/?country=DE")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 31
