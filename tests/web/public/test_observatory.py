"""The programme in figures: live and frozen, in both languages, as a file."""

import csv
import io
from datetime import date

import pytest
from django.core.cache import cache
from tests.factories import make_cluster, make_membership, make_organisation, make_project

from grappe.apps.observatory.models import ScoreboardVintage
from grappe.apps.observatory.queries.scoreboard import scoreboard


@pytest.fixture
def member(db):
    cache.clear()
    return make_membership(make_organisation("Simulée", kind="firm", is_simulated=True), make_cluster())


def test_the_live_page_counts_and_marks_what_is_simulated(client, member):
    page = client.get("/en/observatory/").content.decode()
    assert "The programme in figures" in page
    assert "1 simulated record counts here." in page
    assert "Counted live on" in page
    # A published figure stands beside, with its source.
    assert "Clusters labelled" in page
    french = client.get("/fr/observatory/").content.decode()
    assert "Le programme en chiffres" in french
    assert "Pôles labellisés" in french


def test_a_vintage_keeps_its_figures_and_its_address(client, member):
    tables = scoreboard(today=date(2026, 1, 1), with_simulated=False)
    ScoreboardVintage.objects.create(year=2025, counted_on=date(2026, 1, 1), tables=tables)
    page = client.get("/en/observatory/2025/").content.decode()
    assert "as they were published, counted on" in page
    assert "The register holds nothing to count here." in page
    assert "As published for 2025" not in page
    assert "As published for 2025" in client.get("/en/observatory/").content.decode()
    assert client.get("/en/observatory/2024/").status_code == 404


def test_other_projects_of_the_register_are_told_beside(client, member):
    make_project(programme="H2020")
    page = client.get("/en/observatory/").content.decode()
    assert "<dt>Projects of the programme</dt><dd>0</dd>" in page
    assert "/en/observatory/collaboration/?kind=organisations" in page
    rows = list(csv.reader(io.StringIO(client.get("/en/observatory/scoreboard.csv").content.decode())))
    assert ["projects_beside", "H2020", "Projects", "1"] in rows


def test_a_vintage_of_before_says_that_it_counts_every_project(client, member):
    tables = scoreboard(today=date(2026, 1, 1), with_simulated=False)
    del tables["projects_beside"]
    ScoreboardVintage.objects.create(year=2025, counted_on=date(2026, 1, 1), tables=tables)
    page = client.get("/en/observatory/2025/").content.decode()
    assert "they count every project that the register held" in page
    assert "not counted above" not in page


def test_the_figures_are_given_as_files(client, member):
    rows = list(csv.reader(io.StringIO(client.get("/en/observatory/scoreboard.csv").content.decode())))
    assert ["members_by_size", "firm / cannot tell yet", "Members", "1"] in rows
    held = client.get("/en/observatory/scoreboard.json").json()
    assert held["tables"]["members_by_size"] == [["firm", "", 1, 1]]
    assert client.get("/en/observatory/scoreboard.xml").status_code == 404
