"""Plain functions that make the rows around a cluster: themes, territories, history, labels of projects."""

from datetime import date
from typing import Any

from grappe.apps.core.enums import Confidence
from grappe.apps.directory.enums import LabelStatus, SuccessionKind, TerritoryKind, Tier
from grappe.apps.directory.models import (
    Cluster,
    ClusterName,
    ClusterSuccession,
    ClusterTier,
    LabelPeriod,
    Membership,
    Organisation,
    Territory,
    Theme,
)
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import Participation, Project, ProjectLabel
from tests import factories
from tests.factories import make_organisation, make_source

FIRST_DAY = date(2005, 7, 12)


def make_theme(code: str = "energy") -> Theme:
    return Theme.objects.get_or_create(code=code, defaults={"name_fr": code.title(), "name_en": code.title()})[0]


def make_territory(code: str, kind: TerritoryKind = TerritoryKind.REGION) -> Territory:
    names = {"name_fr": f"Territoire {code}", "name_en": f"Territory {code}"}
    return Territory.objects.get_or_create(kind=kind, code=code, defaults=names)[0]


def make_cluster(
    name: str = "", *, themes: tuple[str, ...] = (), regions: tuple[str, ...] = (), **values: Any
) -> Cluster:
    cluster = factories.make_cluster(name, **values)
    cluster.themes.set(make_theme(code) for code in themes)
    cluster.territories.set(make_territory(code) for code in regions)
    return cluster


def make_name(cluster: Cluster, name: str, since: date = FIRST_DAY, until: date | None = None) -> ClusterName:
    source = make_source("press", title="A newspaper", url="https://news.example.org/")
    return ClusterName.objects.create(
        cluster=cluster, name=name, period=(since, until), source=source, confidence=Confidence.COMPILED
    )


def make_label(
    cluster: Cluster, status: LabelStatus = LabelStatus.LABELLED, since: date = FIRST_DAY, until: date | None = None
) -> LabelPeriod:
    return LabelPeriod.objects.create(cluster=cluster, status=status, period=(since, until))


def make_tier(cluster: Cluster, tier: Tier = Tier.NATIONAL, phase: str = "1") -> ClusterTier:
    return ClusterTier.objects.create(cluster=cluster, tier=tier, phase=phase, period=(FIRST_DAY, date(2009, 1, 1)))


def make_succession(
    predecessor: Cluster, successor: Cluster, kind: SuccessionKind = SuccessionKind.MERGED_INTO
) -> ClusterSuccession:
    return ClusterSuccession.objects.create(
        predecessor=predecessor, successor=successor, kind=kind, happened_on=date(2019, 2, 1)
    )


def make_membership(
    cluster: Cluster, organisation: Organisation | None = None, until: date | None = None
) -> Membership:
    member = organisation or make_organisation()
    return Membership.objects.create(cluster=cluster, organisation=member, period=(FIRST_DAY, until))


def make_project(acronym: str = "", *, label: Cluster, lead: Organisation | None = None) -> Project:
    project = factories.make_project(acronym, title_fr="Un projet", title_en="A project")
    ProjectLabel.objects.create(project=project, cluster=label, is_lead=True)
    if lead:
        Participation.objects.create(project=project, organisation=lead, role=ParticipationRole.LEAD)
    return project
