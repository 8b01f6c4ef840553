from datetime import date
from decimal import Decimal

import pytest

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.core.enums import Confidence
from grappe.apps.directory.domain.claims import claim_organisation, withdraw_claim
from grappe.apps.directory.domain.cluster_conflicts import list_cluster_conflict
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.directory.domain.values import correct_values, set_values
from grappe.apps.directory.models import Claim, Cluster, ClusterConflict, Correction, ValueConflict
from grappe.apps.projects.domain.values import list_project_conflict
from grappe.apps.projects.models import ProjectConflict, ProjectLabel
from tests.factories import make_cluster, make_membership, make_organisation, make_project, make_source, make_user

pytestmark = pytest.mark.django_db
QUEUE = "/en/office/queue/"


@pytest.fixture
def cluster():
    return make_cluster("Photonique")


@pytest.fixture
def officer(client, cluster):
    user = make_user()
    appoint_officer(user=user, cluster=cluster, by=None)
    client.force_login(user)
    return user


def member(cluster, name=""):
    organisation = make_organisation(name)
    make_membership(organisation, cluster)
    return organisation


def test_an_officer_sees_and_decides_own_members_requests_only(client, cluster, officer):
    own = claim_organisation(organisation=member(cluster, "Ours"), message="", by=make_user())
    other = claim_organisation(organisation=member(make_cluster(), "Theirs"), message="", by=make_user())
    page = client.get(f"{QUEUE}claims/").content.decode()
    assert "Ours" in page
    assert "Theirs" not in page

    client.post(f"{QUEUE}claims/", {"decision": "accept", "item": [own.pk, other.pk]})
    assert {one.pk: one.status for one in Claim.objects.all()} == {own.pk: "accepted", other.pk: "pending"}


def test_a_claim_is_refused_with_the_answer_one_by_one(client, cluster, officer):
    claim = claim_organisation(organisation=member(cluster), message="", by=make_user())
    client.post(f"{QUEUE}claims/", {"refuse_one": claim.pk, "answer": "Write from your own address."})
    claim.refresh_from_db()
    assert (claim.status, claim.answer, claim.decided_by) == ("refused", "Write from your own address.", officer)


def test_corrections_are_decided_in_bulk(client, cluster, officer):
    organisations = [member(cluster) for _ in range(3)]
    rows = [
        propose_correction(organisation=one, field="city", value="Grasse", reason="", by=make_user())
        for one in organisations
    ]
    assert "Grasse" in client.get(f"{QUEUE}corrections/").content.decode()
    client.post(f"{QUEUE}corrections/", {"decision": "accept", "item": [row.pk for row in rows[:2]]})
    assert list(Correction.objects.order_by("pk").values_list("status", flat=True)) == ["accepted"] * 2 + ["pending"]
    organisations[0].refresh_from_db()
    assert organisations[0].city == "Grasse"


@pytest.mark.parametrize(("decision", "city"), [("accept", "Nice"), ("refuse", "Antibes")])
def test_a_conflict_is_decided_either_way(client, cluster, officer, decision, city):
    organisation = member(cluster)
    correct_values(organisation=organisation, values={"city": "Antibes"}, reason="", by=make_user())
    set_values(
        organisation=organisation,
        values={"city": "Nice"},
        source=make_source(),
        observed_on=date(2024, 1, 1),
        confidence=Confidence.OFFICIAL,
    )
    page = client.get(f"{QUEUE}conflicts/").content.decode()
    assert "Antibes" in page
    assert "Nice" in page
    client.post(f"{QUEUE}conflicts/", {f"{decision}_one": ValueConflict.objects.get().pk})
    organisation.refresh_from_db()
    assert organisation.city == city
    assert not ValueConflict.objects.filter(status="pending").exists()


def test_what_was_decided_meanwhile_is_told(client, cluster, officer):
    claim = claim_organisation(organisation=member(cluster), message="", by=make_user())
    withdraw_claim(claim=claim, by=claim.user)
    page = client.post(f"{QUEUE}claims/", {"decision": "accept", "item": claim.pk}, follow=True)
    assert "decided by somebody else meanwhile" in page.content.decode()


@pytest.mark.parametrize("data", [{}, {"decision": "accept"}, {"decision": "burn", "item": "1"}, {"item": "x"}])
def test_a_decision_about_nothing_changes_nothing(client, officer, data):
    page = client.post(f"{QUEUE}claims/", data, follow=True)
    assert "Tick at least one line" in page.content.decode()


def test_numbers_that_no_table_can_hold_are_left_out(client, officer):
    assert client.post(f"{QUEUE}claims/", {"decision": "accept", "item": "9" * 40}).status_code == 302


def test_an_unknown_queue_is_not_found(client, officer):
    assert client.get(f"{QUEUE}wishes/").status_code == 404


@pytest.mark.parametrize("kind", ["claims", "corrections", "conflicts"])
def test_the_queue_asks_the_same_number_of_questions_whatever_its_length(
    client, cluster, officer, kind, django_assert_max_num_queries
):
    source = make_source()
    for _ in range(12):
        organisation = member(cluster)
        claim_organisation(organisation=organisation, message="", by=make_user())
        propose_correction(organisation=organisation, field="city", value="Grasse", reason="", by=make_user())
        ValueConflict.objects.create(organisation=organisation, field="city", held="", offered="Nice", source=source)
    with django_assert_max_num_queries(16):
        client.get(f"{QUEUE}{kind}/")


def test_the_dashboard_counts_what_waits(client, cluster, officer):
    claim_organisation(organisation=member(cluster), message="", by=make_user())
    context = client.get("/en/office/").context
    assert (context["claims"], context["corrections"], context["members"], context["stale"]) == (1, 0, 1, 1)
    assert context["merges"] is None


def test_the_programme_office_sees_everything(client):
    claim_organisation(organisation=make_organisation("Nobody's member"), message="", by=make_user())
    user = make_user()
    grant_role(user=user, role=Role.PROGRAMME_OFFICER, by=None)
    client.force_login(user)
    assert "Nobody&#x27;s member" in client.get(f"{QUEUE}claims/").content.decode()
    assert client.get("/en/office/").context["merges"] == 0


def test_stale_members_are_listed_the_oldest_first(client, cluster, officer):
    fresh, old, never = member(cluster, "Fresh"), member(cluster, "Old"), member(cluster, "Never")
    for organisation, day in ((fresh, date.today()), (old, date(2020, 1, 1))):  # noqa: DTZ011  # a day, not a moment
        organisation.confirmed_on = day
        organisation.save()
    rows = [one.legal_name for one in client.get("/en/office/stale/", {"cluster": cluster.slug}).context["page"]]
    assert rows == ["Never", "Old"]
    assert never.pk


@pytest.mark.parametrize(("decision", "city"), [("accept", "Nice"), ("refuse", "Antibes")])
def test_a_conflict_of_ones_own_cluster_is_decided(client, cluster, officer, decision, city):
    Cluster.objects.update(city="Antibes")
    other = make_cluster("Elsewhere", city="Antibes")
    for one in (cluster, other):
        list_cluster_conflict(cluster=one, field="city", offered="Nice", source=make_source())
    assert ">2</p>" not in client.get("/en/office/").content.decode()
    page = client.get(f"{QUEUE}cluster_conflicts/").content.decode()
    assert "Photonique" in page
    assert "Elsewhere" not in page
    keys = list(ClusterConflict.objects.values_list("pk", flat=True))
    client.post(f"{QUEUE}cluster_conflicts/", {"decision": decision, "item": keys})
    cluster.refresh_from_db()
    other.refresh_from_db()
    assert (cluster.city, other.city) == (city, "Antibes")
    assert ClusterConflict.objects.get(status="pending").cluster == other


@pytest.mark.parametrize("decision", ["accept", "refuse"])
def test_a_conflict_of_a_project_that_ones_cluster_labelled_is_decided(client, cluster, officer, decision):
    project, other = make_project("ALPHA", starts_on=date(2020, 2, 1)), make_project("OMEGA")
    ProjectLabel.objects.create(project=project, cluster=cluster)
    for one in (project, other):
        list_project_conflict(project=one, field="starts_on", offered=date(2021, 3, 4), source=make_source())
        list_project_conflict(project=one, field="total_cost", offered=Decimal("1234.5"), source=make_source())
    page = client.get(f"{QUEUE}project_conflicts/").content.decode()
    assert "ALPHA" in page
    assert "OMEGA" not in page
    assert "4 March 2021" in page
    assert "1,234.50" in page
    keys = list(ProjectConflict.objects.values_list("pk", flat=True))
    client.post(f"{QUEUE}project_conflicts/", {"decision": decision, "item": keys})
    project.refresh_from_db()
    expected = (date(2021, 3, 4), Decimal("1234.5")) if decision == "accept" else (date(2020, 2, 1), None)
    assert (project.starts_on, project.total_cost) == expected
    assert set(ProjectConflict.objects.filter(status="pending").values_list("project", flat=True)) == {other.pk}


def test_a_project_that_would_end_before_it_starts_is_refused_and_stays_listed(client, cluster, officer):
    project = make_project("ALPHA", ends_on=date(2020, 2, 1))
    ProjectLabel.objects.create(project=project, cluster=cluster)
    conflict = list_project_conflict(project=project, field="starts_on", offered=date(2021, 3, 4), source=make_source())
    page = client.post(f"{QUEUE}project_conflicts/", {"accept_one": conflict.pk}, follow=True).content.decode()
    assert "would end before it starts" in page
    conflict.refresh_from_db()
    assert conflict.status == "pending"
