from itertools import pairwise

import pytest
from django.test import Client
from tests.cluster_rows import make_cluster, make_label, make_project, make_tier

from grappe.web.public.bunch import bunch_of, row_lengths
from grappe.web.public.programme_figures import latest_figures


@pytest.mark.django_db
def test_home_shows_figures_with_their_sources(client: Client):
    page = client.get("/en/").content.decode()

    assert "18,500" in page
    assert "DGE, March 2023" in page


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_the_same_number_of_queries_for_any_number_of_rows(client: Client, django_assert_num_queries, rows):
    for number in range(rows):
        cluster = make_cluster(themes=("energy",))
        make_label(cluster)
        make_tier(cluster)
        make_project(f"HOME-{number}", label=cluster)

    with django_assert_num_queries(7):
        client.get("/en/")


def test_figure_without_published_source_is_to_be_verified():
    assert all(tile.source is not None for tile in latest_figures())


@pytest.mark.parametrize("berries", range(120))
def test_bunch_hangs_every_berry_and_never_widens_downwards(berries):
    rows = row_lengths(berries)

    assert sum(rows) == berries
    assert all(length > 0 for length in rows)
    assert all(below <= above + 1 for above, below in pairwise(rows[1:]))


def test_no_cluster_makes_an_empty_bunch():
    assert bunch_of([]).berries == []
