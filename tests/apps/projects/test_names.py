"""What pages call projects and programmes."""

import pytest
from django.test import Client
from django.utils.translation import override
from tests.factories import make_project

from grappe.apps.projects.models import Project
from grappe.apps.projects.phrases import SUCCESS_STORIES, programme_label
from grappe.apps.projects.queries.clusters import latest_projects

pytestmark = pytest.mark.django_db


def test_a_project_without_any_name_is_called_by_its_programme_and_number():
    project = Project(programme="H2020", reference="rcn-206199")
    with override("en"):
        assert str(project) == "H2020 project no. 206199"
    with override("fr"):
        assert str(project) == "Projet H2020 n° 206199"


def test_pages_show_programmes_in_words(client: Client):
    project = make_project("Microvax", programme=SUCCESS_STORIES, reference="microvax")
    for address in ("/en/projects/", project.get_absolute_url(), "/en/search/?q=microvax"):
        page = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert f">{SUCCESS_STORIES}<" not in page
    assert programme_label("FP7") == "FP7"


def test_the_latest_projects_are_real_ones_too():
    simulated = [make_project(f"S{number}", starts_on="2026-01-01", is_simulated=True) for number in range(8)]
    assert set(latest_projects(count=6)) <= set(simulated)
    real = [make_project(f"R{number}", starts_on="2019-01-01") for number in range(4)]
    found = latest_projects(count=6)
    assert [one.is_simulated for one in found] == [False] * 3 + [True] * 3
    assert set(found[:3]) < set(real)
