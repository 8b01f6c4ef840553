import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.test import Client
from tests.cluster_rows import (
    make_cluster,
    make_label,
    make_membership,
    make_name,
    make_project,
    make_succession,
    make_territory,
    make_tier,
)
from tests.factories import make_organisation

from grappe.apps.directory.enums import LabelStatus, SuccessionKind, TerritoryKind, Tier

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_clusters():
    """A world-class cluster of the first phase that lost its label, and one on probation since the fifth."""
    old = make_cluster("Aérien Sud", slug="aerien", themes=("aerospace",), regions=("76",), city="Toulouse")
    make_label(old, until=date(2009, 6, 1))
    make_label(old, LabelStatus.LOST, since=date(2009, 6, 1))
    make_tier(old, Tier.WORLD_CLASS)
    new = make_cluster("Mer Nord", slug="mer", themes=("maritime",), country="BE")
    make_label(new, LabelStatus.ON_PROBATION, since=date(2023, 3, 27))
    return old, new


def names(client: Client, query: str) -> set[str]:
    rows = json.loads(client.get(f"/en/clusters.json?{query}").getvalue())
    return {row["name"] for row in rows}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Aérien Sud", "Mer Nord"}),
        ("theme=maritime", {"Mer Nord"}),
        ("tier=world_class", {"Aérien Sud"}),
        ("tier=national", set()),
        ("phase=1", {"Aérien Sud"}),
        ("phase=5", {"Mer Nord"}),
        ("phase=1&status=lost", set()),
        ("status=lost", {"Aérien Sud"}),
        ("phase=2&status=lost", {"Aérien Sud"}),
        ("country=BE", {"Mer Nord"}),
        ("territory=region-76", {"Aérien Sud"}),
        ("words=aerien", {"Aérien Sud"}),
        ("words=toulouse", {"Aérien Sud"}),
        ("theme=maritime&country=FR", set()),
    ],
)
def test_filters_of_the_address_choose_the_clusters(client: Client, two_clusters, query, found):
    assert names(client, query) == found


def test_region_before_2016_is_not_taken_for_the_one_of_today(client: Client, two_clusters):
    make_territory("76", TerritoryKind.FORMER_REGION)

    assert names(client, "territory=former_region-76") == set()


def test_unknown_filter_is_said_beside_its_field(client: Client, two_clusters):
    page = client.get("/en/clusters/?theme=nothing").content.decode()

    assert "nothing is not one of the available choices" in page
    assert "2 clusters" in page


def test_empty_list_offers_a_way_back(client: Client):
    page = client.get("/en/clusters/?words=zzz").content.decode()

    assert "No cluster answers to all these filters" in page


def test_files_hold_exactly_what_is_filtered(client: Client, two_clusters):
    text = b"".join(client.get("/en/clusters.csv?country=BE").streaming_content).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/en/clusters.xlsx?country=BE").streaming_content)))

    assert [row["Name"] for row in csv.DictReader(io.StringIO(text))] == ["Mer Nord"]
    assert [row[1] for row in book.active.iter_rows(min_row=2, values_only=True)] == ["Mer Nord"]


def test_file_of_another_kind_is_not_found(client: Client):
    assert client.get("/en/clusters.exe").status_code == 404


def count_of(rows: int) -> None:
    for number in range(rows):
        cluster = make_cluster(themes=("energy", "health"), regions=("11",))
        make_label(cluster)
        make_tier(cluster)
        make_project(label=cluster, acronym=f"COUNT-{number}-{cluster.pk}")


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_number_of_queries_for_any_number_of_rows(client: Client, django_assert_num_queries, rows):
    count_of(rows)

    with django_assert_num_queries(8):
        client.get("/en/clusters/")


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_a_cluster_asks_the_same_number_of_queries_for_any_number_of_rows(
    client: Client, django_assert_num_queries, rows
):
    cluster = make_cluster("Aquimer", slug="aquimer", themes=("energy",))
    for number in range(rows):
        other = make_cluster(f"Other {number}")
        make_succession(other, cluster)
        make_name(cluster, f"Name {number}", date(2005 + number, 1, 1), date(2006 + number, 1, 1))
        make_label(cluster, since=date(2005 + number, 1, 1), until=date(2006 + number, 1, 1))
        member = make_organisation()
        make_membership(cluster, member)
        make_membership(other, member)
        make_project(label=cluster, lead=member)

    with django_assert_num_queries(20):
        client.get("/en/clusters/aquimer/")


def test_page_tells_the_history_with_its_sources(client: Client):
    viameca = make_cluster("CIMES", slug="viameca")
    arve = make_cluster("Mont-Blanc Industries", slug="arve")
    make_name(viameca, "ViaMéca", until=date(2019, 2, 1))
    make_name(viameca, "CIMES", since=date(2019, 2, 1))
    make_label(viameca, until=date(2019, 2, 1))
    make_label(viameca, since=date(2019, 2, 1))
    make_succession(arve, viameca, SuccessionKind.MERGED_INTO)

    page = client.get("/en/clusters/viameca/").content.decode()

    for told in ("Founded as ViaMéca", "Takes the name CIMES", "Mont-Blanc Industries merges into it", "Label renewed"):
        assert told in page
    assert "A newspaper" in page
    assert "to be verified" in page
    assert "<svg viewBox" in page


def test_page_marks_what_is_simulated(client: Client):
    cluster = make_cluster(slug="aquimer")
    make_membership(cluster, make_organisation("Vesporel", is_simulated=True))

    assert "simulated" in client.get("/en/clusters/aquimer/").content.decode()


def test_members_of_the_past_are_not_shown(client: Client):
    cluster = make_cluster(slug="aquimer")
    make_membership(cluster, make_organisation("Gone SA"), until=date(2010, 1, 1))
    make_membership(cluster, make_organisation("Here SA"))

    page = client.get("/en/clusters/aquimer/").content.decode()

    assert "Here SA" in page
    assert "Gone SA" not in page
