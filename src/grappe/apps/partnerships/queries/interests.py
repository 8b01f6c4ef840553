"""Expressions of interest: received, sent, and those an officer can help along."""

from django.db.models import Q, QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Membership
from grappe.apps.directory.rules import clusters_of, organisations_of
from grappe.apps.partnerships.models import Interest

PARTS = ("profile__organisation", "profile__cluster", "to_organisation", "to_cluster", "organisation", "cluster")


def received_interests(user: User) -> QuerySet[Interest]:
    mine = Q(profile__organisation__in=organisations_of(user)) | Q(profile__cluster__in=clusters_of(user))
    mine |= Q(to_organisation__in=organisations_of(user)) | Q(to_cluster__in=clusters_of(user))
    return Interest.objects.filter(mine).select_related(*PARTS)


def sent_interests(user: User) -> QuerySet[Interest]:
    mine = Q(organisation__in=organisations_of(user)) | Q(cluster__in=clusters_of(user))
    return Interest.objects.filter(mine).select_related(*PARTS)


def interests_in_scope(user: User) -> QuerySet[Interest]:
    """Those with a member of the officer's clusters on either side; every one for the programme office."""
    rows = Interest.objects.select_related(*PARTS)
    if user.has_perm("directory.manage_every_cluster"):
        return rows
    clusters = clusters_of(user)
    members = Membership.objects.filter(cluster__in=clusters).values("organisation")
    return rows.filter(
        Q(profile__organisation__in=members)
        | Q(profile__cluster__in=clusters)
        | Q(to_organisation__in=members)
        | Q(to_cluster__in=clusters)
        | Q(organisation__in=members)
        | Q(cluster__in=clusters)
    )
