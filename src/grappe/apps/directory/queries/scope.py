"""What an officer sees: everything for the programme office, own clusters and their members for a cluster officer."""

from django.db.models import QuerySet
from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.directory.enums import MergeStatus, RequestStatus
from grappe.apps.directory.models import (
    Claim,
    Cluster,
    ClusterConflict,
    Correction,
    Membership,
    MergeProposal,
    Organisation,
    ValueConflict,
)
from grappe.apps.directory.rules import clusters_of


def managed_clusters(user: User) -> QuerySet[Cluster]:
    """The clusters a person manages."""
    if user.has_perm("directory.manage_every_cluster"):
        return Cluster.objects.all()
    return Cluster.objects.filter(pk__in=clusters_of(user))


def organisations_in_scope(user: User) -> QuerySet[Organisation]:
    """The organisations whose requests a person decides."""
    if user.has_perm("directory.manage_every_cluster"):
        return Organisation.objects.all()
    members = Membership.objects.filter(cluster__in=clusters_of(user))
    return Organisation.objects.filter(pk__in=members.values("organisation"))


def waiting_claims(user: User) -> QuerySet[Claim]:
    scope = organisations_in_scope(user)
    found = Claim.objects.filter(status=RequestStatus.PENDING, organisation__in=scope)
    return found.select_related("user", "organisation").order_by("made_at", "pk")


def waiting_corrections(user: User) -> QuerySet[Correction]:
    scope = organisations_in_scope(user)
    found = Correction.objects.filter(status=RequestStatus.PENDING, organisation__in=scope)
    return found.select_related("proposed_by", "organisation").order_by("made_at", "pk")


def waiting_conflicts(user: User) -> QuerySet[ValueConflict]:
    scope = organisations_in_scope(user)
    found = ValueConflict.objects.filter(status=RequestStatus.PENDING, organisation__in=scope)
    return found.select_related("source", "organisation").order_by("made_at", "pk")


def waiting_cluster_conflicts(user: User) -> QuerySet[ClusterConflict]:
    found = ClusterConflict.objects.filter(status=RequestStatus.PENDING, cluster__in=managed_clusters(user))
    return (
        found.select_related("source", "cluster__department")
        .prefetch_related("cluster__themes")
        .order_by("made_at", "pk")
    )


def waiting_merges() -> QuerySet[MergeProposal]:
    found = MergeProposal.objects.filter(status=MergeStatus.PROPOSED, kept__merged_into=None, merged__merged_into=None)
    return found.select_related("kept", "merged").order_by("-score", "pk")


def present_members(clusters: QuerySet[Cluster]) -> QuerySet[Membership]:
    """Memberships in force today."""
    return Membership.objects.filter(cluster__in=clusters, period__contains=timezone.localdate())
