"""Everything the page of one cluster shows, gathered in a constant number of queries."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from grappe.apps.core.models import Source
from grappe.apps.directory.enums import OrganisationKind, TerritoryKind
from grappe.apps.directory.models import Cluster
from grappe.apps.directory.queries import cluster_page as directory
from grappe.apps.projects.queries import clusters as projects
from grappe.web.public.cluster_history import events_of
from grappe.web.public.observatory.cluster_strength import strength_of
from grappe.web.public.paging import KeyPaginator
from grappe.web.public.succession_graph import graph_of

PROJECTS_SHOWN = 10
PARTNERS_SHOWN = 8


def page_of(cluster: Cluster, *, today: date, members_page: str | None) -> dict[str, Any]:
    prefetch_related_objects([cluster], "names__source", "label_periods__source", "tiers__source")
    successions = directory.successions_around(cluster)
    members = directory.members_in_order(cluster, today=today)
    kinds = Counter(kind for _key, kind in members)
    pages = KeyPaginator([key for key, _kind in members], directory.member_lines())
    labelled = projects.projects_labelled_by(cluster)
    return {
        "cluster": cluster,
        "events": events_of(cluster, successions),
        "successions": successions,
        "graph": graph_of(cluster, successions),
        "regions": [one for one in cluster.territories.all() if one.kind == TerritoryKind.REGION],
        "former_regions": [one for one in cluster.territories.all() if one.kind == TerritoryKind.FORMER_REGION],
        "members": pages.get_page(members_page),
        "kinds": [(OrganisationKind(kind).label, number) for kind, number in kinds.most_common()],
        "labelled": labelled[:PROJECTS_SHOWN],
        "labelled_count": labelled.count(),
        "taken_part_count": projects.number_of_projects_of_members(cluster, today=today),
        "partners": directory.clusters_sharing_members(cluster, today=today, count=PARTNERS_SHOWN),
        "co_labels": projects.clusters_labelling_together(cluster)[:PARTNERS_SHOWN],
        "strength": strength_of(cluster, today=today),
        "sources": sources_of(cluster),
    }


def sources_of(cluster: Cluster) -> dict[str, Source]:
    """The sources named in the cluster's provenance, by code."""
    codes = {entry.get("source") for entry in cluster.provenance.values()}
    return {source.code: source for source in Source.objects.filter(code__in=codes)}
