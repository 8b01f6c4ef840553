"""Networks of collaboration: read from the register, computed by the engine, kept with what they were computed from."""

from datetime import date

import pyarrow.parquet as pq
import pytest
from tests.factories import make_cluster, make_organisation, make_participation, make_project, make_user
from tests.regional_rows import make_network

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.directory.models import Organisation
from grappe.apps.observatory.domain.networks import NetworksNotAllowedError, compute_network
from grappe.apps.observatory.enums import NetworkKind
from grappe.apps.observatory.models import CollaborationNetwork, NetworkPlace
from grappe.apps.observatory.queries.networks import communities_of, place_of_cluster
from grappe.apps.projects.models import ProjectLabel

TODAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def folder(db, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return tmp_path / "observatory"


def test_places_can_be_checked_by_hand(folder):
    make_network()
    network = CollaborationNetwork.objects.get()
    assert (network.bodies, network.ties, network.projects) == (4, 4, 4)
    giant = NetworkPlace.objects.get(organisation__legal_name="Giant")
    cat = NetworkPlace.objects.get(organisation__legal_name="Cat")
    # Of the three pairs of others, Ant-Cat and Bee-Cat pass the giant alone.
    assert (giant.degree, giant.betweenness, cat.betweenness) == (3, pytest.approx(2 / 3), 0)
    # One tie, over the root of the giant's three.
    assert cat.strength == pytest.approx(1 / 3**0.5)
    assert sum(one.bodies for one in communities_of(network)) == 4
    kept = pq.read_table(folder / "network-organisations.parquet")
    assert kept.num_rows == network.provenance["parts"] == 8
    assert set(kept["body"].to_pylist()) == set(NetworkPlace.objects.values_list("organisation", flat=True))
    assert AuditEntry.objects.filter(verb="compute_network").count() == 1


def test_borders_and_smes_are_told_where_they_are_known():
    make_network()
    assert CollaborationNetwork.objects.get().summary["sme"] == {"strength": None, "betweenness": None}
    Organisation.objects.filter(legal_name="Cat").update(country="DE")
    compute_network(kind=NetworkKind.ORGANISATIONS, today=TODAY, by=None)
    network = CollaborationNetwork.objects.get()
    assert network.summary["places"] == 2
    assert NetworkPlace.objects.get(organisation__legal_name="Cat").across == 1
    assert 0 < network.summary["across"]["across"] < 1


def test_clusters_are_tied_by_the_projects_they_label_together(client):
    near, far, alone = (make_cluster(slug=slug) for slug in ("near", "far", "alone"))
    project, own = make_project(), make_project()
    for one, cluster in ((project, near), (project, far), (own, alone)):
        ProjectLabel.objects.create(project=one, cluster=cluster)
    compute_network(kind=NetworkKind.CLUSTERS, today=TODAY, by=None)
    place, rank, number = place_of_cluster(near)
    assert (place.degree, rank, number) == (1, 1, 3)
    assert place_of_cluster(alone) is None
    assert "labels projects with 1 other cluster; place 1 of 3" in client.get("/en/clusters/near/").content.decode()


def test_without_two_partners_there_is_no_network_and_the_old_one_goes():
    make_network()
    Organisation.objects.get(legal_name="Giant").participations.all().delete()
    Organisation.objects.get(legal_name="Ant").participations.all().delete()
    make_participation(make_project(), make_organisation())
    assert compute_network(kind=NetworkKind.ORGANISATIONS, today=TODAY, by=None).network is None
    assert not CollaborationNetwork.objects.exists()


def test_only_the_programme_office_computes():
    with pytest.raises(NetworksNotAllowedError):
        compute_network(kind=NetworkKind.CLUSTERS, today=TODAY, by=make_user())


def test_the_page_tells_the_whole_and_each_place(client, django_assert_max_num_queries):
    assert "has not been computed yet" in client.get("/en/observatory/collaboration/").content.decode()
    make_network()
    with django_assert_max_num_queries(12):
        page = client.get("/en/observatory/collaboration/?kind=organisations&order=betweenness").content.decode()
    places = page[page.index('id="places"') :]
    assert places.index(">Giant</a>") < places.index(">Ant</a>")
    assert "4 bodies, 4 pairs that work together, 4 projects" in page
    french = client.get("/fr/observatory/collaboration/?kind=organisations").content.decode()
    assert "Qui travaille avec qui" in french
    answer = client.get("/en/observatory/collaboration.csv?kind=organisations")
    assert "Giant,3," in b"".join(answer.streaming_content).decode()
    assert client.get("/en/observatory/collaboration.doc?kind=organisations").status_code == 404
