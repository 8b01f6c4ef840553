"""The page of one industry, and what a cluster's page tells of its industries in its territory."""

import pytest
from django.utils import timezone
from tests.factories import make_cluster, make_membership, make_organisation, make_participation, make_project
from tests.regional_rows import make_figure_table, make_regional_table

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Territory, Theme
from grappe.apps.observatory.domain.register import load_register_table
from grappe.apps.observatory.models import RegionalCell
from grappe.apps.observatory.queries.clusters import industry_of
from grappe.apps.observatory.queries.industries import industry_course


@pytest.fixture
def table(db):
    load_reference()
    return make_regional_table()


def test_an_industry_tells_its_concentration_its_regions_and_since_when(client, table, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = client.get("/en/observatory/industries/own/62/").content.decode()
    assert "Programmation" in page
    assert "1 is surely specialised in it" in page
    assert ">2020 or before</td>" in page
    assert "not known: the table has no sizes of establishments" in page
    french = client.get("/fr/observatory/industries/own/62/?year=2020").content.decode()
    assert "Gini de localisation" in french
    assert "Emplois (2020)" not in french
    assert "Grappe, Programmation (2020)" in french
    for missing in ("own/99", "none/62"):
        assert client.get(f"/en/observatory/industries/{missing}/").status_code == 404


def test_a_citation_is_in_the_readers_language(client, table):
    page = client.get("/fr/observatory/regions/?table=own").content.decode()
    assert "Grappe, Emplois" in page
    assert "Grappe, Jobs" in client.get("/en/observatory/regions/?table=own").content.decode()


def test_concentration_can_be_checked_by_hand(table):
    # Region 84 has 200 of its 250 in the industry, region 11 has 80 of its 200.
    last = industry_course(table, industry="62")[-1]
    assert (last.year, last.amount, last.regions) == (2021, 280, 2)
    held = last.concentration
    assert held is not None
    assert held.herfindahl == pytest.approx((200 / 280) ** 2 + (80 / 280) ** 2)
    assert held.krugman == pytest.approx(2 * abs(200 / 280 - 250 / 450))
    first, second = (200 / 280) / (250 / 450), (80 / 280) / (200 / 450)
    assert held.gini == pytest.approx((first - second) / (2 * (first + second)))
    assert held.gamma is None


def test_the_index_of_ellison_and_glaeser_needs_every_square(table):
    cells = RegionalCell.objects.filter(table=table, year=2021, industry="62")
    cells.filter(region="84").update(squares=20_000)
    assert industry_course(table, industry="62")[-1].concentration.gamma is None
    cells.filter(region="11").update(squares=400)
    held = industry_course(table, industry="62")[-1].concentration
    plants = 20_400 / 280**2
    spread = 2 * (200 / 280 - 250 / 450) ** 2 / (1 - (250 / 450) ** 2 - (200 / 450) ** 2)
    assert held.gamma == pytest.approx((spread - plants) / (1 - plants))


@pytest.fixture
def cluster(table):
    cluster = make_cluster(slug="ours")
    cluster.territories.add(Territory.objects.get(kind="region", code="84"))
    cluster.themes.set(Theme.objects.filter(code__in=["energy", "services"]))
    rhone = Territory.objects.get(kind="department", code="69")
    for activity in ("62.01Z", "62.02A", "01.11Z", ""):
        make_membership(make_organisation(department=rhone, activity_code=activity), cluster)
    return cluster


def test_a_cluster_shows_its_industries_in_its_territory(client, table, cluster, django_assert_max_num_queries):
    make_figure_table("patents", measure="patents_per_million")
    partner = cluster.memberships.first().organisation
    make_participation(make_project(), partner, aid=120_000)
    load_register_table(today=timezone.localdate(), by=None)
    with django_assert_max_num_queries(45):
        page = client.get("/en/clusters/ours/").content.decode()
    section = page[page.index('id="strength"') :]
    assert section.index("/en/observatory/industries/own/62/") < section.index("/en/observatory/industries/own/01/")
    assert "<strong>2.00</strong>" in section
    assert "/en/observatory/regions/fr-2016/84/" in section
    assert "/en/observatory/industries/register-members/energy/" in section
    assert "European patent applications per million inhabitants" in section
    assert "120,000 € of aid where it is known (1 of them)" in section
    assert "Force dans son territoire" in client.get("/fr/clusters/ours/").content.decode()


def test_a_cluster_without_figures_has_no_empty_section(client, db):
    load_reference()
    make_cluster(slug="alone")
    assert 'id="strength"' not in client.get("/en/clusters/alone/").content.decode()


@pytest.mark.parametrize(
    ("activity", "known", "found"),
    [
        ("62.01Z", {"62", "62.01"}, "62.01"),
        ("62.01Z", {"62.01Z", "62"}, "62.01Z"),
        ("62.01Z", {"J", "A"}, "J"),
        ("62.01Z", {"01"}, None),
        ("", {"62"}, None),
    ],
)
def test_an_activity_belongs_to_the_finest_industry_of_a_table(activity, known, found):
    assert industry_of(activity, known) == found
