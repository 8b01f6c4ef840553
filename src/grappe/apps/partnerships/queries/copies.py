"""Profiles that resemble another one, of the same body or of somebody else."""

from dataclasses import dataclass

from django.db.models import Q

from grappe.apps.partnerships.enums import ProfileState
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.apps.partnerships.sketches import COPY, resemblance

STANDING = (ProfileState.DRAFT, ProfileState.IN_REVIEW, ProfileState.PUBLISHED)
MOST_COMPARED, MOST_SHOWN = 200, 5


@dataclass(frozen=True)
class Copy:
    """A profile that says much of the same; ``share`` of the runs of words, 0 to 1."""

    profile: PartnershipProfile
    share: float
    is_own: bool

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def copies_of(profile: PartnershipProfile) -> list[Copy]:
    """The standing profiles that resemble this one most, from ``COPY`` on; another's drafts are not told."""
    own = Q(organisation=profile.organisation_id) if profile.organisation_id else Q(cluster=profile.cluster_id)
    shown = Q(state__in=[ProfileState.IN_REVIEW, ProfileState.PUBLISHED]) | (own & Q(state=ProfileState.DRAFT))
    near = Q(pk__in=[])
    for name in ("sketch_fr", "sketch_en"):
        if held := getattr(profile, name):
            near |= Q(**{f"{name}__overlap": held})
    rows = PartnershipProfile.objects.filter(shown, near).exclude(pk=profile.pk)
    found = [
        Copy(other, share_of(profile, other), is_own(profile, other))
        for other in rows.select_related("organisation", "cluster").order_by("pk")[:MOST_COMPARED]
    ]
    return sorted((one for one in found if one.share >= COPY), key=lambda one: -one.share)[:MOST_SHOWN]


def share_of(one: PartnershipProfile, other: PartnershipProfile) -> float:
    """The greater of the two languages: a copy translated on one side is a copy on the other."""
    return max(resemblance(one.sketch_fr, other.sketch_fr), resemblance(one.sketch_en, other.sketch_en))


def is_own(one: PartnershipProfile, other: PartnershipProfile) -> bool:
    return (one.organisation_id, one.cluster_id) == (other.organisation_id, other.cluster_id)
