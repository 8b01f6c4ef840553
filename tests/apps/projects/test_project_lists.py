"""The projects' list: each filter keeps those it names and no others."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories import make_cluster, make_organisation, make_participation, make_project

from grappe.apps.core.wanted import read_wanted
from grappe.apps.directory.models import Theme
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import FundingLine, ProjectLabel
from grappe.apps.projects.queries.projects import ProjectsAsked, consortium_of, programmes, projects_asked


def names(**asked):
    return [one.acronym for one in projects_asked(ProjectsAsked(**asked))]


@pytest.fixture
def register(db):
    old = make_project("OLD", programme="FUI", call="FUI 18", starts_on=date(2008, 1, 1), public_aid=Decimal(900))
    new = make_project("NEW", programme="ANR", kind="platform", starts_on=date(2019, 5, 1), public_aid=Decimal(100))
    make_project("UNDATED", programme="FUI", title_fr="Vaccin")
    theme = Theme.objects.create(code="t-health", name_fr="Santé", name_en="Health")
    old.themes.add(theme)
    ProjectLabel.objects.create(project=old, cluster=make_cluster(slug="t-label"), is_lead=True)
    make_participation(new, make_organisation(country="DE"), role=ParticipationRole.LEAD)
    make_participation(new, make_organisation(country="NA"))
    make_participation(new, make_organisation(country="NA"))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["NEW", "OLD", "UNDATED"]),
        ({"order": "start"}, ["OLD", "NEW", "UNDATED"]),
        ({"order": "-aid"}, ["OLD", "NEW", "UNDATED"]),
        ({"order": "name"}, ["NEW", "OLD", "UNDATED"]),
        ({"programme": "FUI"}, ["OLD", "UNDATED"]),
        ({"kind": "platform"}, ["NEW"]),
        ({"call": "FUI 18"}, ["OLD"]),
        ({"theme": "t-health"}, ["OLD"]),
        ({"cluster": "t-label"}, ["OLD"]),
        ({"year": 2019}, ["NEW"]),
        ({"country": "NA"}, ["NEW"]),
        ({"lead_country": "DE"}, ["NEW"]),
        ({"lead_country": "NA"}, []),
        ({"aid_from": Decimal(500)}, ["OLD"]),
        ({"aid_from": Decimal(0), "aid_to": Decimal(500)}, ["NEW"]),
        ({"words": read_wanted("vaccins")}, ["UNDATED"]),
    ],
)
def test_each_filter_keeps_those_it_names(register, asked, expected):
    assert names(**asked) == expected


def test_programmes_are_listed_once(register):
    assert programmes() == ["ANR", "FUI"]


def test_no_programme_where_there_is_no_project(db):
    assert programmes() == []


def test_consortium_begins_with_its_lead_and_names_who_pays(db):
    project = make_project()
    partner = make_participation(project, make_organisation("Partner"), cost=Decimal(900))
    make_participation(project, make_organisation("Lead"), role=ParticipationRole.LEAD)
    FundingLine.objects.create(participation=partner, funder=make_organisation("Funder"), amount=Decimal(5))

    lead, other = consortium_of(project)
    assert lead.organisation.legal_name == "Lead"
    assert [line.funder.legal_name for line in other.funding_lines.all()] == ["Funder"]
