"""The organisations' list: each filter keeps those it names and no others."""

from datetime import date

import pytest
from tests.factories import make_cluster, make_membership, make_organisation, make_participation, make_project

from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import SizeAssessment, Territory, Theme
from grappe.apps.projects.queries.organisations import (
    OrganisationsAsked,
    organisations_asked,
    partners_of,
    project_counts,
)

TODAY = date(2020, 6, 1)


def names(**asked):
    return [one.legal_name for one in organisations_asked(OrganisationsAsked(**asked), today=TODAY)]


@pytest.fixture
def register(db):
    region = Territory.objects.create(kind=TerritoryKind.REGION, code="t93", name_fr="Sud", name_en="South")
    former = Territory.objects.create(kind=TerritoryKind.FORMER_REGION, code="o93", name_fr="Ancienne", name_en="Old")
    department = Territory.objects.create(
        kind=TerritoryKind.DEPARTMENT, code="t06", name_fr="Alpes", name_en="Alps", region=region, former_region=former
    )
    theme = Theme.objects.create(code="t-energy", name_fr="Énergie", name_en="Energy")
    cluster = make_cluster(slug="t-cluster")
    cluster.themes.add(theme)
    alpha = make_organisation("Alpha", kind="firm", country="FR", department=department, activity_code="62.01Z")
    beta = make_organisation("Beta", kind="laboratory", country="NA", activity_code="72.19Z", city="Windhoek")
    gamma = make_organisation("Gamma", kind="firm", country="FR", activity_code="10.11Z")
    make_organisation("Merged Alpha", kind="firm", country="FR", merged_into=alpha)
    make_membership(alpha, cluster)
    make_membership(gamma, cluster, since=date(2021, 1, 1))
    SizeAssessment.objects.create(
        organisation=gamma,
        definition="eu_sme",
        category="small",
        assessed_on=TODAY,
        rules_version="1",
        problem={},
        result={},
    )
    make_participation(make_project(), beta)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Alpha", "Beta", "Gamma"]),
        ({"order": "-name"}, ["Gamma", "Beta", "Alpha"]),
        ({"kind": "firm"}, ["Alpha", "Gamma"]),
        ({"country": "NA"}, ["Beta"]),
        ({"territory": ("department", "t06")}, ["Alpha"]),
        ({"territory": ("region", "t93")}, ["Alpha"]),
        ({"territory": ("former_region", "o93")}, ["Alpha"]),
        ({"cluster": "t-cluster"}, ["Alpha"]),
        ({"theme": "t-energy"}, ["Alpha"]),
        ({"size": "small"}, ["Gamma"]),
        ({"size": "large"}, []),
        ({"section": "J"}, ["Alpha"]),
        ({"section": "C"}, ["Gamma"]),
        ({"section": "M"}, ["Beta"]),
        ({"with_projects": True}, ["Beta"]),
        ({"words": read_wanted("windh")}, ["Beta"]),
        ({"words": read_wanted("alpha"), "kind": "firm"}, ["Alpha"]),
        ({"words": read_wanted("alpha"), "kind": "school"}, []),
    ],
)
def test_each_filter_keeps_those_it_names(register, asked, expected):
    assert names(**asked) == expected


def test_partners_come_by_the_projects_they_share(db):
    own, often, once, merged = (make_organisation(name) for name in ("Own", "Often", "Once", "Merged"))
    merged.merged_into = often
    merged.save()
    for others in ([often, once], [often, merged]):
        project = make_project()
        for one in [own, *others]:
            make_participation(project, one)
    make_participation(make_project(), often)

    assert [(one.legal_name, one.shared) for one in partners_of(own, count=5)] == [("Often", 2), ("Once", 1)]
    assert len(partners_of(own, count=1)) == 1
    assert project_counts([own, often, once]) == {own.pk: 2, often.pk: 3, once.pk: 1}
