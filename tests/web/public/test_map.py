import json

import pytest
from django.test import Client
from tests.cluster_rows import make_cluster, make_tier
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_points_are_the_filtered_clusters_whose_place_is_known(client: Client):
    placed = make_cluster("Placed", longitude=5.4, latitude=43.3)
    make_tier(placed)
    make_cluster("Nowhere")
    make_cluster("Abroad", country="BE", longitude=4.4, latitude=50.8)

    answer = client.get("/en/map/clusters.json?country=FR")
    features = json.loads(answer.content)["features"]

    assert [feature["properties"]["name"] for feature in features] == ["Placed"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [5.4, 43.3]}
    assert features[0]["properties"]["tier_name"] == "national"


def test_a_cluster_without_a_place_stands_where_its_body_does(client: Client):
    body = make_organisation("Fundación", country="ES", longitude=-2.9, latitude=43.3)
    make_cluster("Abroad", country="ES", body=body)
    make_cluster("Own place", longitude=5.4, latitude=43.3, body=body)
    make_cluster("Half a place", longitude=5.4, body=make_organisation())

    features = json.loads(client.get("/en/map/clusters.json").content)["features"]

    places = {feature["properties"]["name"]: feature["geometry"]["coordinates"] for feature in features}
    assert places == {"Abroad": [-2.9, 43.3], "Own place": [5.4, 43.3]}
    assert "2 of them have a known place" in client.get("/en/map/").content.decode()


def test_map_lists_every_cluster_for_those_who_do_not_see_it(client: Client):
    make_cluster("Placed", longitude=5.4, latitude=43.3)
    make_cluster("Nowhere")

    page = client.get("/en/map/").content.decode()

    assert "1 of them has a known place" in page
    assert "Nowhere" in page


def test_outlines_are_always_there_and_hold_the_home_country(client: Client):
    answer = client.get("/en/map/outlines.json")
    codes = {feature["properties"]["code"] for feature in json.loads(answer.content)["features"]}

    assert {"FR", "BE", "MA", "RE"} - codes == {"RE"}
    assert answer["Cache-Control"] == "public, max-age=86400"


def test_french_territories_are_drawn_where_their_boundaries_are_at_hand(client: Client, settings, real_data):
    settings.REAL_DATA = real_data

    regions = json.loads(client.get("/en/map/regions.json").content)

    assert len(regions["features"]) == 13
    assert "/en/map/departments.json" in client.get("/en/map/").content.decode()


def test_layer_that_is_not_here_is_not_found(client: Client, settings):
    settings.REAL_DATA = None

    assert client.get("/en/map/regions.json").status_code == 404
    assert client.get("/en/map/nothing.json").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_map_asks_the_same_number_of_queries_for_any_number_of_rows(client: Client, django_assert_num_queries, rows):
    for _row in range(rows):
        make_cluster(themes=("energy",), regions=("11",))

    with django_assert_num_queries(6):
        client.get("/en/map/")
