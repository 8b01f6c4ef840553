"""Networks of clusters as everybody reads them."""

from django.db.models import QuerySet

from grappe.apps.partnerships.models import ClusterNetwork


def networks_asked(*, cluster: str = "", theme: str = "") -> QuerySet[ClusterNetwork]:
    """Those that a cluster is in, those of a theme, or all; with lead, members and themes."""
    rows = ClusterNetwork.objects.select_related("lead").prefetch_related("members", "themes")
    if cluster:
        rows = rows.filter(pk__in=ClusterNetwork.objects.filter(members__slug=cluster).values("pk"))
    if theme:
        rows = rows.filter(pk__in=ClusterNetwork.objects.filter(themes__code=theme).values("pk"))
    return rows
