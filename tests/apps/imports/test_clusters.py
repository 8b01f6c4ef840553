from datetime import date

import pytest
from tests.factories import make_cluster, make_user

from grappe.apps.directory.domain.cluster_conflicts import accept_cluster_conflict
from grappe.apps.directory.domain.clusters import describe_cluster
from grappe.apps.directory.domain.conflicts import keep_held_value
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Cluster, ClusterConflict, Territory, Theme
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


def described(cluster, **values):
    theme, other = Theme.objects.order_by("code")[:2]
    seen = Cluster.objects.get(pk=cluster.pk).updated_at
    describe_cluster(cluster=cluster, values=values, themes=[theme], territories=[], seen=seen, by=make_user())
    return theme, other


def test_what_a_person_said_of_a_cluster_stays_and_is_listed_once(write, run):
    load_reference()
    cluster = make_cluster("Photonics Bavaria", slug="photonics-bavaria", country="FR")
    isere = Territory.objects.get(kind="department", code="38")
    theme, other = described(cluster, city="Grenoble", founded_on=date(2005, 7, 1), department=isere)
    path = write("c.csv", HEADER, [*ROW[:4], other.code, "Lyon", "69", *ROW[7:]])
    for _time in range(2):
        assert run(path, ImportKind.CLUSTERS).state == ImportState.DONE
    cluster.refresh_from_db()
    assert (cluster.city, cluster.department, cluster.founded_on) == ("Grenoble", isere, date(2005, 7, 1))
    assert list(cluster.themes.all()) == [theme]
    assert {one.field: (one.held, one.offered) for one in ClusterConflict.objects.all()} == {
        "city": ("Grenoble", "Lyon"), "department": ("38", "69"), "founded_on": ("2005-07-01", "2001-01-01"),
        "themes": ([theme.code], [other.code]),
    }  # fmt: skip
    assert cluster.latitude == 48.1


def test_each_conflict_of_a_cluster_can_be_accepted_or_kept_for_good(write, run):
    load_reference()
    cluster = make_cluster("Photonics Bavaria", slug="photonics-bavaria", country="FR")
    _theme, other = described(cluster, city="Grenoble", founded_on=date(2005, 7, 1), website="https://old.example")
    path = write("c.csv", HEADER, [*ROW[:4], other.code, "Lyon", "69", *ROW[7:]])
    run(path, ImportKind.CLUSTERS)
    keep_held_value(conflict=ClusterConflict.objects.get(field="city"), by=make_user())
    for conflict in ClusterConflict.objects.filter(status="pending"):
        accept_cluster_conflict(conflict=conflict, by=make_user())
    run(path, ImportKind.CLUSTERS)
    cluster.refresh_from_db()
    assert (cluster.city, cluster.founded_on, cluster.website) == (
        "Grenoble",
        date(2001, 1, 1),
        "http://photonics.example",
    )
    assert list(cluster.themes.all()) == [other]
    assert not ClusterConflict.objects.filter(status="pending").exists()
