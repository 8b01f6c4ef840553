"""The lists of the API answer as the pages do."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import timezone
from tests.factories import make_cluster, make_membership, make_organisation, make_participation, make_project

from grappe.api.v1.filters import ClusterQuery, OrganisationQuery, ProjectQuery
from grappe.apps.directory.domain.reference import load_reference
from grappe.apps.directory.models import Cluster, Identifier, Organisation, Territory, Theme
from grappe.apps.directory.queries.clusters import clusters_register
from grappe.apps.projects.models import ProjectLabel
from grappe.apps.projects.queries.organisations import organisations_asked
from grappe.apps.projects.queries.projects import projects_asked
from grappe.web.public.cluster_filters import ClusterFilters
from grappe.web.public.organisation_filters import OrganisationFilters
from grappe.web.public.project_filters import ProjectFilters

pytestmark = pytest.mark.django_db
# The pages' orders are for eyes; a cursor needs the one order it was made in.
FOR_EYES = {"order"}


@pytest.mark.parametrize(
    ("form", "query"),
    [(ClusterFilters, ClusterQuery), (OrganisationFilters, OrganisationQuery), (ProjectFilters, ProjectQuery)],
)
def test_every_filter_of_a_page_is_one_of_the_api(form, query):
    assert set(form.base_fields) - FOR_EYES <= set(query.model_fields)


@pytest.fixture
def register():
    load_reference()
    theme = Theme.objects.order_by("code").first()
    cluster, foreign = make_cluster(slug="sea", name="Mer", city="Toulon"), make_cluster(slug="far", country="NA")
    cluster.themes.add(theme)
    cluster.territories.add(Territory.objects.get(kind="region", code="93"))
    var = Territory.objects.get(kind="department", code="83")
    alpha = make_organisation("Alpha Énergie", kind="firm", country="FR", department=var, activity_code="62.01Z")
    beta = make_organisation("Beta", kind="laboratory", country="NA", city="Windhoek")
    make_membership(alpha, cluster)
    Identifier.objects.create(organisation=beta, scheme="pic", value="999999999")
    energy = make_project(programme="FUI", acronym="MISTRAL", starts_on="2010-03-01", public_aid=500_000)
    make_project(programme="ANR", acronym="ALIZE", starts_on="2012-03-01", kind="platform")
    make_participation(energy, beta)
    ProjectLabel.objects.create(project=energy, cluster=cluster)
    return theme, foreign


def listed(client, path, **filters):
    answer = client.get(f"/api/v1/{path}", filters)
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"words": "energie"},
        {"words": "ener", "kind": "firm"},
        {"words": "windhoek", "territory": "region-93"},
        {"territory": "region-93"},
        {"territory": "department-83", "country": "FR"},
        {"territory": "former_region-93"},
        {"cluster": "sea"},
        {"section": "J"},
        {"with_projects": "on"},
        {"size": "small"},
        {"kind": "school"},
    ],
)
def test_organisations_answer_as_on_the_page(client, register, filters):
    page = OrganisationFilters(QueryDict(urlencode(filters))).asked()
    expected = set(organisations_asked(page, today=timezone.localdate()).values_list("pk", flat=True))
    sent = filters | ({"with_projects": "true"} if "with_projects" in filters else {})
    assert {item["id"] for item in listed(client, "organisations", **sent)} == expected


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"words": "mistral"},
        {"programme": "FUI", "year": "2010"},
        {"kind": "platform"},
        {"cluster": "sea", "country": "NA"},
        {"lead_country": "NA"},
        {"aid_from": "400000.5"},
        {"aid_to": "400000"},
        {"call": "FUI 99"},
    ],
)
def test_projects_answer_as_on_the_page(client, register, filters):
    page = ProjectFilters(QueryDict(urlencode(filters)), today=timezone.localdate()).asked()
    expected = set(projects_asked(page).values_list("pk", flat=True))
    assert {item["id"] for item in listed(client, "projects", **filters)} == expected


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"words": "toulon"},
        {"territory": "region-93"},
        {"country": "NA"},
        {"tier": "national", "phase": "2"},
        {"phase": "3", "status": "labelled"},
        {"status": "lost"},
    ],
)
def test_clusters_answer_as_on_the_page(client, register, filters):
    page = ClusterFilters(QueryDict(urlencode(filters))).apply(clusters_register(today=timezone.localdate()))
    expected = set(page.values_list("slug", flat=True))
    assert {item["slug"] for item in listed(client, "clusters", **filters)} == expected


def test_a_theme_keeps_its_clusters_and_their_members(client, register):
    theme, _foreign = register
    assert [one["slug"] for one in listed(client, "clusters", theme=theme.code)] == ["sea"]
    assert [one["legal_name"] for one in listed(client, "organisations", theme=theme.code)] == ["Alpha Énergie"]


def test_a_number_finds_its_organisation_with_its_spaces(client, register):
    assert [one["legal_name"] for one in listed(client, "organisations", identifier="999 999 999")] == ["Beta"]


def test_a_search_is_paged_without_losing_a_row(client):
    for number in range(7):
        make_organisation(f"Soleil {number}")
    make_organisation("Lune")
    seen, after = [], ""
    while after is not None:
        page = client.get("/api/v1/organisations", {"words": "soleil", "limit": 3, "after": after}).json()
        seen += [item["legal_name"] for item in page["items"]]
        after = page["next"]
    assert seen == [f"Soleil {number}" for number in range(7)]


def test_words_that_are_none_ask_for_everything(client, register):
    assert len(listed(client, "organisations", words="!!!")) == Organisation.objects.count()
    assert len(listed(client, "clusters", words=" ")) == Cluster.objects.count()


@pytest.mark.parametrize(
    "address",
    ["organisations?size=eti", "organisations?territory=x", "clusters?phase=9", "projects?aid_from=nan"],
)
def test_a_value_no_filter_knows_is_refused(client, address):
    assert client.get(f"/api/v1/{address}").status_code == 422
