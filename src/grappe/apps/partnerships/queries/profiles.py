"""Profiles as everybody reads them, as their writers keep them, as officers review them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.core.wanted import Wanted
from grappe.apps.directory.models import Cluster, Membership
from grappe.apps.directory.rules import clusters_of, organisations_of
from grappe.apps.partnerships.enums import ProfileState
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.apps.partnerships.quality import Finding, findings_of
from grappe.apps.partnerships.queries.copies import copies_of


@dataclass(frozen=True)
class ProfilesAsked:
    """What a reader asks of the list; empty values ask nothing."""

    words: Wanted | None = None
    kind: str = ""
    theme: str = ""
    country: str = ""
    stage: str = ""
    role: str = ""
    sought_in: str = ""
    cluster: str = ""


def with_bodies(rows: QuerySet[PartnershipProfile]) -> QuerySet[PartnershipProfile]:
    return rows.select_related("organisation", "cluster").prefetch_related("themes")


def published_profiles(*, today: date) -> QuerySet[PartnershipProfile]:
    """What the public reads: published, not past their day, of bodies that stand."""
    held = PartnershipProfile.objects.filter(state=ProfileState.PUBLISHED, expires_on__gt=today)
    return held.exclude(organisation__merged_into__isnull=False)


def profiles_asked(asked: ProfilesAsked, *, today: date) -> QuerySet[PartnershipProfile]:
    """The published profiles that answer to every filter, the latest first."""
    rows = published_profiles(today=today)
    for value, condition in (
        (asked.kind, Q(kind=asked.kind)),
        (asked.theme, Q(themes__code=asked.theme)),
        (asked.country, Q(organisation__country=asked.country) | Q(cluster__country=asked.country)),
        (asked.stage, Q(stage=asked.stage)),
        (asked.role, Q(partner_role=asked.role)),
        # Who names no country seeks everywhere.
        (asked.sought_in, Q(partner_countries=[]) | Q(partner_countries__contains=[asked.sought_in])),
    ):
        if value:
            rows = rows.filter(condition)
    if asked.words is not None:
        rows = rows.filter(search=asked.words.beginning())
    if asked.cluster:
        member = Membership.objects.filter(
            organisation=OuterRef("organisation"), cluster__slug=asked.cluster, period__contains=today
        )
        rows = rows.filter(Q(cluster__slug=asked.cluster) | Exists(member))
    return rows.order_by("-published_on", "-pk")


def own_profiles(user: User) -> QuerySet[PartnershipProfile]:
    """Those a person writes for: of own organisations, of own clusters."""
    mine = Q(organisation__in=organisations_of(user)) | Q(cluster__in=clusters_of(user))
    return PartnershipProfile.objects.filter(mine).order_by("-updated_at", "-pk")


def waiting_profiles(user: User) -> QuerySet[PartnershipProfile]:
    """Those this officer may review, the oldest first."""
    rows = PartnershipProfile.objects.filter(state=ProfileState.IN_REVIEW).exclude(submitted_by=user)
    if not user.has_perm("directory.manage_every_cluster"):
        members = Membership.objects.filter(cluster__in=clusters_of(user)).values("organisation")
        rows = rows.filter(Q(organisation__in=members) | Q(cluster__in=clusters_of(user)))
    return rows.order_by("submitted_at", "pk")


def checked(profile: PartnershipProfile) -> list[Finding]:
    """The check-list of a profile as it stands."""
    return findings_of(profile, has_themes=profile.themes.exists(), copies=bool(copies_of(profile)))


def profiles_of_cluster(cluster: Cluster, *, today: date, count: int) -> QuerySet[PartnershipProfile]:
    """What the cluster and its members offer and seek today."""
    return with_bodies(profiles_asked(ProfilesAsked(cluster=cluster.slug), today=today))[:count]
