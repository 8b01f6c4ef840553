"""A project's page in the office: an officer's word is kept, a change made meanwhile is shown."""

from datetime import date

import pytest

from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.projects.models import Project, ProjectLabel
from tests.factories import make_cluster, make_project, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def labelled():
    """A project labelled by a cluster, and the officer of that cluster."""
    cluster, officer = make_cluster(), make_user()
    appoint_officer(user=officer, cluster=cluster, by=None)
    project = make_project("OXALIE", title_en="Sensors", total_cost=100)
    ProjectLabel.objects.create(project=project, cluster=cluster)
    return project, officer


def asked_form(client, project):
    answer = client.get(f"/en/office/projects/{project.pk}/")
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields} | {"starts_on": "", "ends_on": ""}


def test_an_officer_corrects_a_project_of_the_own_label(client, labelled):
    project, officer = labelled
    client.force_login(officer)
    data = asked_form(client, project) | {"title_fr": "Capteurs", "starts_on": "2027-01-04", "reason": "The agreement"}
    assert client.post(f"/en/office/projects/{project.pk}/", data).status_code == 302
    project.refresh_from_db()
    assert (project.title_fr, project.starts_on, project.title_en) == ("Capteurs", date(2027, 1, 4), "Sensors")
    assert project.origin_of("title_fr")["source"] == "person"
    assert not project.origin_of("title_en")


def test_a_change_made_meanwhile_is_shown_and_what_was_typed_is_kept(client, labelled):
    project, officer = labelled
    client.force_login(officer)
    data = asked_form(client, project) | {"acronym": "MINE"}
    other = Project.objects.get(pk=project.pk)
    other.acronym = "THEIRS"
    other.save()
    page = client.post(f"/en/office/projects/{project.pk}/", data).content.decode()
    assert "Held now: THEIRS" in page
    assert 'value="MINE"' in page
    project.refresh_from_db()
    assert project.acronym == "THEIRS"


def test_a_project_that_would_end_before_it_starts_is_refused_in_words(client, labelled):
    project, officer = labelled
    client.force_login(officer)
    data = asked_form(client, project) | {"starts_on": "2027-01-04", "ends_on": "2026-01-04"}
    assert "would end before it starts" in client.post(f"/en/office/projects/{project.pk}/", data).content.decode()


def test_only_who_may_correct_is_shown_the_way(client, labelled):
    project, officer = labelled
    address = f"/en/office/projects/{project.pk}/"
    assert address not in client.get(f"/en/projects/{project.pk}/").content.decode()
    client.force_login(officer)
    assert address in client.get(f"/en/projects/{project.pk}/").content.decode()
    client.force_login(make_user())
    assert client.get(address).status_code == 403
