from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router, Schema

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.filters import Words, wanted
from grappe.api.v1.pagination import Page, PageParameters, page_of
from grappe.api.v1.routes.parameters import Country, Key, Slug, Word
from grappe.api.v1.schemas.partnerships import (
    AgreementDetailOut,
    AgreementOut,
    NetworkDetailOut,
    NetworkOut,
    PartnershipProfileDetailOut,
    PartnershipProfileOut,
)
from grappe.apps.partnerships.enums import AgreementKind, DevelopmentStage, PartnershipKind, SoughtRole
from grappe.apps.partnerships.models import PartnershipAgreement, PartnershipProfile
from grappe.apps.partnerships.queries.agreements import AgreementsAsked, agreements_asked, with_parties
from grappe.apps.partnerships.queries.networks import networks_asked
from grappe.apps.partnerships.queries.profiles import ProfilesAsked, profiles_asked, published_profiles, with_bodies

router = Router(tags=["partnerships"])
MOST = 200


class ProfileQuery(Schema):
    """Which profiles are wanted."""

    words: Words = ""
    kind: PartnershipKind | None = None
    theme: Word = ""
    country: Country = ""
    stage: DevelopmentStage | None = None
    role: SoughtRole | None = None
    sought_in: Country = ""
    cluster: Word = ""

    def asked(self) -> ProfilesAsked:
        given = {name: value for name, value in self.dict(exclude={"words"}).items() if value}
        return ProfilesAsked(**given | {"words": wanted(self.words)})


@router.get(
    "/partnership-profiles",
    response={200: list[PartnershipProfileOut], **READ_ANSWERS},
    operation_id="list_partnership_profiles",
)
def list_partnership_profiles(
    request: HttpRequest, asked: Annotated[ProfileQuery, Query()]
) -> QuerySet[PartnershipProfile]:
    """The published profiles, the latest first, at most two hundred: a narrower question finds the others."""
    return with_bodies(profiles_asked(asked.asked(), today=timezone.localdate()))[:MOST]


@router.get(
    "/partnership-profiles/{key}",
    response={200: PartnershipProfileDetailOut, **READ_ANSWERS},
    operation_id="read_partnership_profile",
)
def read_partnership_profile(request: HttpRequest, key: Key) -> Any:
    """One published profile with its description."""
    return get_object_or_404(with_bodies(published_profiles(today=timezone.localdate())), pk=key)


class NetworkQuery(Schema):
    """Which networks are wanted."""

    cluster: Word = ""
    theme: Word = ""


class AgreementQuery(Schema):
    """Which agreements are wanted."""

    words: Words = ""
    kind: AgreementKind | None = None
    country: Country = ""
    theme: Word = ""
    cluster: Word = ""

    def asked(self) -> AgreementsAsked:
        return AgreementsAsked(**{name: value.replace("\x00", "") for name, value in self.dict().items() if value})


@router.get(
    "/partnership-agreements",
    response={200: Page[AgreementOut], **READ_ANSWERS},
    operation_id="list_partnership_agreements",
)
def list_partnership_agreements(
    request: HttpRequest, asked: Annotated[AgreementQuery, Query()], page: PageParameters
) -> Any:
    """The register of agreements and twinnings, by code."""
    return page_of(with_parties(agreements_asked(asked.asked())), page, by="code")


@router.get(
    "/partnership-agreements/{slug}",
    response={200: AgreementDetailOut, **READ_ANSWERS},
    operation_id="read_partnership_agreement",
)
def read_partnership_agreement(request: HttpRequest, slug: Slug) -> Any:
    """One agreement with its parties, duties, milestones and actions."""
    rows = with_parties(PartnershipAgreement.objects.all()).prefetch_related("items")
    return get_object_or_404(rows, code=slug)


@router.get(
    "/cluster-networks",
    response={200: Page[NetworkOut], **READ_ANSWERS},
    operation_id="list_cluster_networks",
)
def list_cluster_networks(request: HttpRequest, asked: Annotated[NetworkQuery, Query()], page: PageParameters) -> Any:
    """Meta-clusters, of one sector or across sectors, by short address."""
    return page_of(networks_asked(cluster=asked.cluster, theme=asked.theme), page, by="slug")


@router.get(
    "/cluster-networks/{slug}",
    response={200: NetworkDetailOut, **READ_ANSWERS},
    operation_id="read_cluster_network",
)
def read_cluster_network(request: HttpRequest, slug: Slug) -> Any:
    """One network with its roadmap, joint actions and joint calls."""
    return get_object_or_404(networks_asked().prefetch_related("steps"), slug=slug)
