"""What the page of one cluster shows of the directory."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from grappe.apps.directory.models import Cluster, ClusterSuccession, Membership


def members_of(cluster: Cluster, *, today: date) -> QuerySet[Membership]:
    """The memberships in force; merged organisations stand under the one kept."""
    return Membership.objects.filter(cluster=cluster, period__contains=today, organisation__merged_into=None)


def members_in_order(cluster: Cluster, *, today: date) -> list[tuple[int, str]]:
    """Key and kind of member of every membership in force, by the name of the member."""
    # Sorted here: asked for an order, the planner walks every name of the register instead of the cluster's members.
    held = members_of(cluster, today=today).order_by().values_list("organisation__name_key", "pk", "organisation__kind")
    return [(key, kind) for _name, key, kind in sorted(held)]


def member_lines() -> QuerySet[Membership]:
    """Memberships with what one line shows of the member."""
    texts = [f"organisation__{name}_{code}" for name in ("capabilities", "offers", "needs") for code in ("fr", "en")]
    return Membership.objects.select_related("organisation", "organisation__department", "college").defer(
        "provenance", "organisation__provenance", "organisation__search", *texts
    )


def clusters_sharing_members(cluster: Cluster, *, today: date, count: int) -> list[Cluster]:
    """The ``count`` other clusters that have most members in common with this one, most first."""
    own = Membership.objects.filter(cluster=cluster, period__contains=today).order_by().values("organisation")
    shared = (
        Membership.objects.filter(organisation__in=own, period__contains=today)
        .exclude(cluster=cluster)
        .order_by()
        .values("cluster")
        .annotate(number=Count("organisation", distinct=True))
        .values_list("number", "cluster__name_key", "cluster")
    )
    # Objects are made of the few that are shown: a cluster of thousands of members shares some with every other.
    first = sorted(shared, key=lambda one: (-one[0], one[1]))[:count]
    held = Cluster.objects.only("slug", "name", "name_key").in_bulk([key for _number, _name, key in first])
    for number, _name, key in first:
        held[key].shared = number  # type: ignore[attr-defined]
    return [held[key] for _number, _name, key in first]


def successions_around(cluster: Cluster) -> list[ClusterSuccession]:
    """Every succession that leads to the cluster or away from it, through any number of steps, oldest first.

    The links of the whole table are read at once, since a programme knows some dozens of successions and a walk by
    queries would ask one a step; the rows only of those that are linked.
    """
    links = ClusterSuccession.objects.order_by().values_list("pk", "predecessor", "successor")
    keys = connected(links, cluster.pk)
    if not keys:
        return []
    linked = ClusterSuccession.objects.filter(pk__in=keys).select_related("predecessor", "successor", "source")
    return sorted(linked, key=lambda one: (one.happened_on or date.min, one.pk))


def connected(links: Iterable[tuple[int, int, int]], start: int) -> set[int]:
    """Keys of the links (key, one end, other end) that ``start`` is linked to, directly or not."""
    waiting, seen, kept = list(links), {start}, set[int]()
    while found := [link for link in waiting if link[1] in seen or link[2] in seen]:
        kept |= {key for key, _one, _other in found}
        seen |= {end for _key, *ends in found for end in ends}
        waiting = [link for link in waiting if link[0] not in kept]
    return kept
