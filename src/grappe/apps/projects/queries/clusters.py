"""What clusters and their members have done: labels and participations."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from grappe.apps.directory.models import Cluster, Membership
from grappe.apps.projects.enums import ParticipationRole
from grappe.apps.projects.models import Participation, Project, ProjectLabel


def label_counts(clusters: Iterable[Cluster]) -> dict[int, int]:
    """Projects labelled by each of these clusters; one query for all."""
    counted = (
        ProjectLabel.objects.filter(cluster__in=[cluster.pk for cluster in clusters])
        .order_by()
        .values_list("cluster_id")
        .annotate(Count("pk"))
    )
    return dict(counted)


def projects_labelled_by(cluster: Cluster) -> QuerySet[Any]:
    """The projects a cluster has labelled, the latest first, each with its lead's name."""
    lead = Participation.objects.filter(project=OuterRef("pk"), role=ParticipationRole.LEAD)
    return (
        Project.objects.filter(labels__cluster=cluster)
        .annotate(is_lead_label=F("labels__is_lead"), lead_name=Subquery(lead.values("organisation__legal_name")[:1]))
        .order_by(F("starts_on").desc(nulls_last=True), "pk")
    )


def number_of_projects_of_members(cluster: Cluster, *, today: date) -> int:
    """How many projects members of the day take part in, whoever labelled them."""
    members = Membership.objects.filter(cluster=cluster, period__contains=today).order_by().values("organisation")
    return Participation.objects.filter(organisation__in=members).order_by().values("project").distinct().count()


def clusters_labelling_together(cluster: Cluster) -> QuerySet[Any]:
    """Other clusters by the number of projects they have labelled with this one."""
    projects = ProjectLabel.objects.filter(cluster=cluster).order_by().values("project")
    return (
        Cluster.objects.filter(labels__project__in=projects)
        .exclude(pk=cluster.pk)
        .annotate(shared=Count("labels__project", distinct=True))
        .order_by("-shared", "name_key")
    )


def latest_projects(*, count: int) -> list[Project]:
    """The latest projects, with what a line shows: half of them real, where there are any, else simulated."""
    rows = Project.objects.prefetch_related("labels__cluster").order_by(F("starts_on").desc(nulls_last=True), "pk")
    simulated = list(rows.filter(is_simulated=True)[:count])
    real = list(rows.filter(is_simulated=False)[: max(count // 2, count - len(simulated))])
    return [*real, *simulated[: count - len(real)]]
