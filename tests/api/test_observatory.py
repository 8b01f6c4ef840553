"""The observatory by the API: the same figures as the pages, whole and in pages."""

import pytest
from django.core.cache import cache
from tests.factories import make_cluster, make_membership, make_organisation
from tests.regional_rows import make_network, make_regional_table

pytestmark = pytest.mark.django_db


def read(client, path, status=200, **asked):
    answer = client.get(f"/api/v1/observatory/{path}", asked)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_tables_their_names_and_their_cells(client):
    make_regional_table()
    assert [one["code"] for one in read(client, "tables")] == ["own"]
    assert read(client, "tables/own")["provenance"]["rows"]["in"] == 8
    assert {one["code"] for one in read(client, "tables/own/regions")} >= {"84", "11"}
    assert {one["name_fr"] for one in read(client, "tables/own/industries")} >= {"Programmation"}
    cells = read(client, "tables/own/cells", year=2021, industry="62")["items"]
    assert [(one["region"], one["quotient"], one["low"]) for one in cells] == [("11", 0.8, 0.7), ("84", 2.0, 1.7)]
    read(client, "tables/none/cells", status=404)
    read(client, "tables/own/cells", status=422, year=-1)


def test_cells_come_whole_by_pages(client):
    make_regional_table()
    first = read(client, "tables/own/cells", limit=3)
    second = read(client, "tables/own/cells", limit=5, after=first["next"])
    assert len({one["id"] for one in first["items"] + second["items"]}) == 8
    assert second["next"] is None


def test_an_industry_tells_its_concentration(client):
    make_regional_table()
    last = read(client, "tables/own/industries/62")[-1]
    assert (last["year"], last["amount"], last["ellison_glaeser"]) == (2021, 280, None)
    assert last["herfindahl"] == pytest.approx((200 / 280) ** 2 + (80 / 280) ** 2)
    read(client, "tables/own/industries/99", status=404)


def test_a_network_and_its_places(client):
    read(client, "networks/organisations", status=404)
    make_network()
    assert read(client, "networks/organisations")["ties"] == 4
    first = read(client, "networks/organisations/places", limit=3)
    rest = read(client, "networks/organisations/places", after=first["next"])
    names = [one["name"] for one in first["items"] + rest["items"]]
    assert sorted(names) == ["Ant", "Bee", "Cat", "Giant"]


def test_the_scoreboard_of_the_day(client):
    cache.clear()
    make_membership(make_organisation(kind="firm"), make_cluster())
    assert read(client, "scoreboard")["tables"]["members_by_size"] == [["firm", "", 1, 0]]
    read(client, "scoreboard/1999", status=404)


def test_members_beyond_a_page_are_reached(client):
    cluster = make_cluster(slug="many")
    for _ in range(3):
        make_membership(make_organisation(), cluster)
    first = client.get("/api/v1/clusters/many/members", {"limit": 2}).json()
    rest = client.get("/api/v1/clusters/many/members", {"limit": 2, "after": first["next"]}).json()
    assert len({one["id"] for one in first["items"] + rest["items"]}) == 3
