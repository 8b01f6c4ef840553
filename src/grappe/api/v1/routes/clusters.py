from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema, Status
from pydantic import Field

from grappe.api.v1.auth import require, writer
from grappe.api.v1.errors import READ_ANSWERS, WRITE_ANSWERS
from grappe.api.v1.filters import ClusterQuery
from grappe.api.v1.pagination import LARGEST_KEY, Page, PageParameters, page_of
from grappe.api.v1.routes.parameters import Day, Key, Slug, Word
from grappe.api.v1.schemas.clusters import ClusterDetailOut, ClusterOut, MemberOut
from grappe.apps.directory.domain.memberships import close_membership, open_membership
from grappe.apps.directory.enums import FeeClass
from grappe.apps.directory.models import Cluster, College, Membership, Organisation
from grappe.apps.directory.queries.clusters import clusters_matching, clusters_register

router = Router(tags=["clusters"])


class MembershipIn(Schema):
    """A membership to open."""

    organisation: Annotated[int, Field(ge=1, le=LARGEST_KEY)]
    since: Day
    college: Word = ""
    fee_class: FeeClass = FeeClass.UNKNOWN


class ClosureIn(Schema):
    """The first day without the membership."""

    until: Day


@router.get("/clusters", response={200: Page[ClusterOut], **READ_ANSWERS}, operation_id="list_clusters")
def list_clusters(request: HttpRequest, wanted: Annotated[ClusterQuery, Query()], page: PageParameters) -> Any:
    """Clusters, French and foreign, by name."""
    rows = clusters_matching(clusters_register(today=timezone.localdate()), **wanted.asked())
    return page_of(rows, page, by="name_key")


@router.get("/clusters/{slug}", response={200: ClusterDetailOut, **READ_ANSWERS}, operation_id="read_cluster")
def read_cluster(request: HttpRequest, slug: Slug) -> Cluster:
    """One cluster with its history."""
    rows = Cluster.objects.prefetch_related(
        "themes",
        "territories",
        "names",
        "tiers",
        "label_periods",
        "successions__predecessor",
        "successions__successor",
        "precessions__predecessor",
        "precessions__successor",
    )
    return get_object_or_404(rows, slug=slug)


@router.get(
    "/clusters/{slug}/members",
    response={200: Page[MemberOut], **READ_ANSWERS},
    operation_id="list_members",
)
def list_members(request: HttpRequest, slug: Slug, page: PageParameters) -> Any:
    """The members of a cluster, past ones too, by the number of the organisation."""
    cluster = get_object_or_404(Cluster, slug=slug)
    rows = Membership.objects.filter(cluster=cluster).select_related("organisation", "college")
    return page_of(rows, page, by="organisation__name_key")


@router.post(
    "/clusters/{slug}/members",
    auth=writer,
    response={201: MemberOut, **WRITE_ANSWERS},
    operation_id="open_membership",
)
def create_membership(request: HttpRequest, slug: Slug, body: MembershipIn) -> Status[Any]:
    """Make an organisation a member."""
    cluster = get_object_or_404(Cluster, slug=slug)
    user = require(request, "directory.manage_cluster", cluster)
    membership = open_membership(
        organisation=get_object_or_404(Organisation, pk=body.organisation, merged_into=None),
        cluster=cluster,
        since=body.since,
        college=get_object_or_404(College, cluster=cluster, code=body.college) if body.college else None,
        fee_class=body.fee_class,
        by=user,
    )
    return Status(201, membership)


@router.post(
    "/memberships/{key}/closure",
    auth=writer,
    response={200: MemberOut, **WRITE_ANSWERS},
    operation_id="close_membership",
)
def end_membership(request: HttpRequest, key: Key, body: ClosureIn) -> Membership:
    """End a membership."""
    membership = get_object_or_404(Membership.objects.select_related("cluster"), pk=key)
    user = require(request, "directory.manage_cluster", membership.cluster)
    return close_membership(membership=membership, until=body.until, by=user)
