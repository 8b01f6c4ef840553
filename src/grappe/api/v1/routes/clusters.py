from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from grappe.api.v1.auth import require, writer
from grappe.api.v1.errors import Problem
from grappe.api.v1.pagination import LARGEST_KEY, Page, PageParameters, page_of
from grappe.api.v1.routes.parameters import Country, Key, Slug, Word
from grappe.api.v1.schemas.clusters import ClusterDetailOut, ClusterOut, MemberOut
from grappe.apps.directory.domain.memberships import close_membership, open_membership
from grappe.apps.directory.enums import FeeClass
from grappe.apps.directory.models import Cluster, College, Membership, Organisation

router = Router(tags=["clusters"])


class ClusterQuery(Schema):
    """Which clusters are wanted."""

    country: Country = ""
    theme: Word = ""
    labelled_on: date | None = None


class MembershipIn(Schema):
    """A membership to open."""

    organisation: Annotated[int, Field(ge=1, le=LARGEST_KEY)]
    since: date
    college: Word = ""
    fee_class: FeeClass = FeeClass.UNKNOWN


class ClosureIn(Schema):
    """The first day without the membership."""

    until: date


@router.get("/clusters", response={200: Page[ClusterOut], 400: Problem, 422: Problem}, operation_id="list_clusters")
def list_clusters(_request: HttpRequest, wanted: Annotated[ClusterQuery, Query()], page: PageParameters) -> Any:
    """Clusters, French and foreign, by name."""
    rows = Cluster.objects.prefetch_related("themes")
    if wanted.country:
        rows = rows.filter(country=wanted.country)
    if wanted.theme:
        rows = rows.filter(themes__code=wanted.theme)
    if wanted.labelled_on:
        rows = rows.filter(
            pk__in=Cluster.objects.filter(label_periods__period__contains=wanted.labelled_on)
            .exclude(label_periods__status="lost")
            .values("pk")
        )
    return page_of(rows, page, by="name_key")


@router.get(
    "/clusters/{slug}", response={200: ClusterDetailOut, 404: Problem, 422: Problem}, operation_id="read_cluster"
)
def read_cluster(_request: HttpRequest, slug: Slug) -> Cluster:
    """One cluster with its history."""
    related = ("themes", "territories", "names", "tiers", "label_periods")
    pairs = ("successions__predecessor", "successions__successor", "precessions__predecessor", "precessions__successor")
    return get_object_or_404(Cluster.objects.prefetch_related(*related, *pairs), slug=slug)


@router.get(
    "/clusters/{slug}/members",
    response={200: Page[MemberOut], 400: Problem, 404: Problem, 422: Problem},
    operation_id="list_members",
)
def list_members(_request: HttpRequest, slug: Slug, page: PageParameters) -> Any:
    """The members of a cluster, past ones too, by the number of the organisation."""
    cluster = get_object_or_404(Cluster, slug=slug)
    rows = Membership.objects.filter(cluster=cluster).select_related("organisation", "college")
    return page_of(rows, page, by="organisation__name_key")


@router.post(
    "/clusters/{slug}/members",
    auth=writer,
    response={201: MemberOut, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 400: Problem},
    operation_id="open_membership",
)
def create_membership(request: HttpRequest, slug: Slug, body: MembershipIn) -> tuple[int, Membership]:
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
    return 201, membership


@router.post(
    "/memberships/{key}/closure",
    auth=writer,
    response={200: MemberOut, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 400: Problem},
    operation_id="close_membership",
)
def end_membership(request: HttpRequest, key: Key, body: ClosureIn) -> Membership:
    """End a membership."""
    membership = get_object_or_404(Membership.objects.select_related("cluster"), pk=key)
    user = require(request, "directory.manage_cluster", membership.cluster)
    return close_membership(membership=membership, until=body.until, by=user)
