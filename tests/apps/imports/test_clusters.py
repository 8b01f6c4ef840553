import pytest
from tests.factories import make_cluster

from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Cluster
from grappe.apps.imports.enums import ImportKind, ImportState

pytestmark = pytest.mark.django_db

HEADER = ["slug", "name", "acronym", "country", "themes", "city", "department", "website", "founded_on", "coordinates"]
ROW = [
    "photonics-bavaria",
    "Photonics Bavaria",
    "PB",
    "DE",
    "",
    "München",
    "",
    "photonics.example",
    "2001",
    "48.1,11.6",
]


def test_clusters_come_in_from_our_own_layout_and_twice_changes_nothing(write, run):
    path = write("clusters.csv", HEADER, ROW)
    assert run(path, ImportKind.CLUSTERS).state == ImportState.DONE
    cluster = Cluster.objects.get()
    assert (cluster.slug, cluster.country, cluster.latitude, cluster.founded_on.year) == (ROW[0], "DE", 48.1, 2001)
    again = run(path, ImportKind.CLUSTERS)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)


def test_an_empty_cell_changes_nothing_and_a_filled_one_does(write, run):
    load_reference()
    make_cluster("Old name", slug="photonics-bavaria", city="Erlangen", country="DE")
    run(write("c.csv", HEADER, [*ROW[:5], "", *ROW[6:]]), ImportKind.CLUSTERS)
    cluster = Cluster.objects.get()
    assert (cluster.name, cluster.city) == ("Photonics Bavaria", "Erlangen")


def test_an_unknown_theme_a_bad_short_address_and_a_repeated_one_are_refused(write, run):
    load_reference()
    rows = [ROW, [*ROW[:4], "alchemy", *ROW[5:]], ["Bad Slug!", *ROW[1:]], ROW]
    refused = run(write("c.csv", HEADER, *rows), ImportKind.CLUSTERS)
    assert refused.state == ImportState.REFUSED
    assert [(one["line"], one["code"]) for one in refused.preview["refused"]] == [
        (3, "unknown_choice"), (3, "repeated"), (4, "not_a_slug"), (5, "repeated"),
    ]  # fmt: skip
    assert not Cluster.objects.exists()
