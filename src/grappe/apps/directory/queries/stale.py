"""Organisations whose data nobody has confirmed for too long."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from grappe.apps.directory.models import Cluster, Membership, Organisation


def stale_before() -> date:
    """The last day whose confirmations count no more."""
    return timezone.localdate() - timedelta(days=settings.STALE_AFTER_DAYS)


def stale_members(clusters: QuerySet[Cluster]) -> QuerySet[Organisation]:
    """Present members of these clusters never confirmed, or too long ago; the oldest first."""
    present = Membership.objects.filter(cluster__in=clusters, period__contains=timezone.localdate())
    return (
        Organisation.objects.filter(merged_into=None, pk__in=present.values("organisation"))
        .filter(Q(confirmed_on=None) | Q(confirmed_on__lt=stale_before()))
        .order_by(F("confirmed_on").asc(nulls_first=True), "name_key", "pk")
    )
