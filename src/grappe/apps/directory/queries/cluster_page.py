"""What the page of one cluster shows of the directory."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from grappe.apps.directory.models import Cluster, ClusterSuccession, Membership


def members_of(cluster: Cluster, *, today: date) -> QuerySet[Membership]:
    """The memberships in force, by the name of the member; merged organisations stand under the one kept."""
    return (
        Membership.objects.filter(cluster=cluster, period__contains=today, organisation__merged_into=None)
        .select_related("organisation", "organisation__department", "college")
        .order_by("organisation__name_key", "organisation_id")
    )


def member_kinds(cluster: Cluster, *, today: date) -> QuerySet[Any, Any]:
    """How many members of each kind."""
    return (
        members_of(cluster, today=today)
        .order_by()
        .values("organisation__kind")
        .annotate(members=Count("pk"))
        .order_by("-members", "organisation__kind")
    )


def clusters_sharing_members(cluster: Cluster, *, today: date) -> QuerySet[Any]:
    """Other clusters by the number of members they have in common with this one."""
    own = members_of(cluster, today=today).order_by().values("organisation")
    return (
        Cluster.objects.filter(memberships__organisation__in=own, memberships__period__contains=today)
        .exclude(pk=cluster.pk)
        .annotate(shared=Count("memberships__organisation", distinct=True))
        .order_by("-shared", "name_key")
    )


def successions_around(cluster: Cluster) -> list[ClusterSuccession]:
    """Every succession that leads to the cluster or away from it, through any number of steps.

    The whole table is read at once, since a programme knows some dozens of successions and a walk by queries
    would ask one a step.
    """
    all_known = ClusterSuccession.objects.select_related("predecessor", "successor", "source").order_by(
        "happened_on", "pk"
    )
    return connected(list(all_known), cluster.pk)


def connected(successions: Iterable[ClusterSuccession], start: int) -> list[ClusterSuccession]:
    """Those that ``start`` is linked to, directly or not."""
    waiting, seen = list(successions), {start}
    kept: list[ClusterSuccession] = []
    while True:
        found = [one for one in waiting if one.predecessor_id in seen or one.successor_id in seen]
        if not found:
            return sorted(kept, key=lambda one: (one.happened_on or date.min, one.pk))
        kept += found
        waiting = [one for one in waiting if one not in found]
        seen |= {end for one in found for end in (one.predecessor_id, one.successor_id)}
