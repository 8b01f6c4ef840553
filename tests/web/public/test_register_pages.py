"""The pages of search, organisations and projects as a visitor gets them."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_source,
    make_user,
)

from grappe.apps.core.enums import Confidence
from grappe.apps.core.queries import listing
from grappe.apps.directory.domain.values import set_values
from grappe.apps.directory.models import Identifier
from grappe.apps.projects.domain.vocabulary import refresh_vocabulary
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import FundingLine, ProjectLabel

pytestmark = pytest.mark.django_db
LISTS = ("organisations", "projects")


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.fixture
def organisation():
    one = make_organisation(
        "Électronique <du> Sud",
        short_name="EDS",
        city="Nice",
        country="FR",
        capabilities_fr="Capteurs et traitement du signal",
        offers_en="A clean room",
    )
    Identifier.objects.create(organisation=one, scheme="siren", value="552100554")
    make_membership(one, make_cluster("Pôle du Sud"))
    return one


@pytest.fixture
def project(organisation):
    made = make_project(
        "SENSOR", title_fr="Capteur", title_en="Sensor", abstract_en="In English only", starts_on=date(2015, 1, 1)
    )
    part = make_participation(made, organisation, role=ParticipationRole.LEAD, cost=Decimal(1000), aid=Decimal(450))
    FundingLine.objects.create(participation=part, funder=make_organisation("State fund"), amount=Decimal(450))
    make_participation(made, make_organisation("Second partner"))
    ProjectLabel.objects.create(project=made, cluster=make_cluster("Label giver"), is_lead=True)
    return made


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "path",
    ["search/", "search/?q=capteur", "search/?q=zzzz", "organisations/", "organisations/?words=zzzz", "projects/"],
)
def test_every_page_has_one_heading_and_landmarks(client, project, language, path):
    page = text_of(client, f"/{language}/{path}")
    assert page.count("<h1") == 1
    assert f'<html lang="{language}">' in page
    assert "<main" in page


def test_search_marks_words_and_escapes_everything(client, organisation):
    page = text_of(client, "/en/search/?q=electronique")
    assert "<mark>Électronique</mark> &lt;du&gt; Sud" in page
    assert "<script>" not in text_of(client, "/en/search/?q=%3Cscript%3E")


@pytest.mark.parametrize(
    "typed", ["q=" + "a" * 10_000, "q=%00", "q=%E6%B8%85", "q=a%3A%2A%26!b", "", "q=%27%22", "x=1"]
)
def test_search_answers_whatever_is_typed(client, organisation, typed):
    text_of(client, f"/en/search/?{typed}")


def test_search_says_which_spelling_it_took(client, organisation):
    refresh_vocabulary()
    page = text_of(client, "/en/search/?q=electornique")
    assert "these answer to" in page
    assert "Électronique" in page


@pytest.mark.parametrize("kind", LISTS)
def test_unknown_filters_are_reported_and_left_out(client, project, kind):
    page = text_of(client, f"/en/{kind}/?kind=nonsense&page=99&order=zzz")
    assert 'class="errorlist"' in page
    assert 'id="results"' in page


def test_list_shows_place_cluster_and_projects(client, project):
    page = text_of(client, "/en/organisations/?words=electronique")
    assert "Pôle du Sud" in page
    assert "1 organisation" in page


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_file_holds_what_is_filtered(client, project, kind, extension):
    response = client.get(f"/en/{kind}.{extension}?words=zzzz")
    empty = response.getvalue()
    whole = client.get(f"/en/{kind}.{extension}").getvalue()
    assert response.status_code == 200
    assert len(whole) > len(empty)
    assert client.get(f"/en/{kind}.exe").status_code == 404


def test_organisation_page_says_where_each_value_comes_from(client, organisation):
    source = make_source("register-x", title="The official register")
    set_values(
        organisation=organisation,
        values={"city": "Antibes"},
        source=source,
        observed_on=date(2024, 2, 1),
        confidence=Confidence.OFFICIAL,
    )
    page = text_of(client, organisation.get_absolute_url().replace("/fr/", "/en/"))
    assert "The official register" in page
    assert "to be verified" in page
    assert "552100554" in page
    assert "In French only." in page
    assert "Pôle du Sud" in page


def test_no_person_is_named_on_a_public_page(client, organisation):
    person = make_user("secret.person@example.org", full_name="Secret Person")
    from grappe.apps.directory.domain.values import correct_values

    person.is_superuser = True
    person.save()
    correct_values(
        organisation=organisation, values={"city": "Cannes"}, reason="My private phone 0612345678", by=person
    )
    page = text_of(client, organisation.get_absolute_url())
    assert "Cannes" in page
    for secret in ("Secret Person", "secret.person", "0612345678"):
        assert secret not in page


def test_merged_record_leads_to_the_kept_one_for_good(client, organisation):
    merged = make_organisation("Old spelling", merged_into=organisation)
    response = client.get(f"/en/organisations/{merged.pk}/")
    assert response.status_code == 301
    assert response.headers["Location"].endswith(f"/organisations/{organisation.pk}/")


@pytest.mark.parametrize("path", ["organisations/999999/", "projects/999999/", "organisations/99999999999999999999/"])
def test_missing_record_is_a_designed_404(client, path):
    assert "<h1" in text_of(client, f"/en/{path}", 404)


def test_project_page_shows_consortium_funders_and_label(client, project):
    page = text_of(client, f"/en/projects/{project.pk}/")
    for expected in ("Label giver", "State fund", "Second partner", "lower bounds", "In English only", "1,000"):
        assert expected in page
    assert "En anglais seulement" in text_of(client, f"/fr/projects/{project.pk}/")


def test_simulated_records_are_marked(client):
    one = make_organisation(is_simulated=True)
    assert "simulated" in text_of(client, f"/en/organisations/{one.pk}/")


def many(number: int) -> None:
    cluster = make_cluster()
    main = make_organisation("Main", pk=880_000)
    project = make_project("MAIN", pk=880_000)
    make_participation(project, main, role=ParticipationRole.LEAD)
    for _place in range(5):  # enough answers for no other spelling to be looked for
        make_organisation()
    for _place in range(number):
        other = make_organisation(parent=main)
        make_membership(other, cluster)
        make_participation(project, other)
        shared = make_project()
        make_participation(shared, main)
        make_participation(shared, other, role=ParticipationRole.LEAD)
        ProjectLabel.objects.create(project=shared, cluster=cluster)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("organisations/", 7),
        ("organisations/880000/", 14),
        ("projects/", 7),
        ("projects/880000/", 5),
        ("search/?q=organisation", 6),
    ],
)
def test_queries_do_not_grow_with_rows(client, django_assert_num_queries, number, path, queries):
    many(number)
    with django_assert_num_queries(queries):
        text_of(client, f"/en/{path}")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_when_its_words_are_too_frequent_to_be_put_in_order(client, name, monkeypatch):
    for _place in range(3):
        make_organisation("Soleil")
        make_project("SOLEIL")
    assert "These words stand in more than" not in text_of(client, f"/en/{name}/?words=soleil")
    monkeypatch.setattr(listing, "MOST_SORTED", 2)
    assert "These words stand in more than" in text_of(client, f"/en/{name}/?words=soleil")
    assert "These words stand in more than" not in text_of(client, f"/en/{name}/")


def test_an_organisation_without_a_name_is_shown_as_such_with_its_number(client, project):
    nameless = make_organisation("PIC 912345678")
    make_participation(project, nameless)
    for path in (f"organisations/{nameless.pk}/", "organisations/", f"projects/{project.pk}/"):
        assert "Unnamed organisation (PIC 912345678)" in text_of(client, f"/en/{path}"), path
    assert "Organisation sans nom (PIC 912345678)" in text_of(client, "/fr/organisations/")
