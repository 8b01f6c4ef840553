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


def clusters_sharing_members(cluster: Cluster, *, today: date) -> list[Cluster]:
    """Other clusters by the number of members they have in common with this one."""
    own = Membership.objects.filter(cluster=cluster, period__contains=today).order_by().values("organisation")
    shared = (
        Membership.objects.filter(organisation__in=own, period__contains=today)
        .exclude(cluster=cluster)
        .order_by()
        .values("cluster")
        .annotate(number=Count("organisation", distinct=True))
        .values_list("cluster", "number")
    )
    numbers = dict(shared)
    held = Cluster.objects.only("slug", "name", "name_key").in_bulk(numbers)
    for key, other in held.items():
        other.shared = numbers[key]  # type: ignore[attr-defined]
    return sorted(held.values(), key=lambda one: (-numbers[one.pk], one.name_key))


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
