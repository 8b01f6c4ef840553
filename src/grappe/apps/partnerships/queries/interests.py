"""Expressions of interest: received, sent, and those an officer can help along."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from grappe.apps.accounts.models import User
from grappe.apps.directory.models import EditorMandate, Membership, OfficerMandate
from grappe.apps.directory.rules import clusters_of, organisations_of
from grappe.apps.partnerships.enums import UNANSWERED
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


def interests_nobody_reads(user: User) -> QuerySet[Interest]:
    """Those unanswered in an officer's scope whose receiver nobody speaks for, the ones not passed on first."""
    rows = interests_in_scope(user).filter(state__in=UNANSWERED)
    organisation = Coalesce("profile__organisation", "to_organisation")
    cluster = Coalesce("profile__cluster", "to_cluster")
    editors = EditorMandate.objects.filter(organisation=OuterRef("to_whom"), user__is_active=True)
    officers = OfficerMandate.objects.filter(cluster=OuterRef("to_which"), user__is_active=True)
    told = rows.annotate(to_whom=organisation, to_which=cluster).filter(~Exists(editors), ~Exists(officers))
    if not user.has_perm("directory.manage_every_cluster"):
        # What a member sends is followed among the others; here stands what was sent to a member.
        told = told.filter(to_whom__in=Membership.objects.filter(cluster__in=clusters_of(user)).values("organisation"))
    return told.order_by(F("passed_on_at").asc(nulls_first=True), "sent_at", "pk")
