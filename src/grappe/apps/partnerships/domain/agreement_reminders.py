"""Letters before an agreement ends: a quarter and a month before, once each."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.letters import post
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.partnerships.queries.people import people_of

DAYS_BEFORE = (90, 30)


def remind_of_agreements(*, today: date) -> int:
    """Tell the officers of the cluster that keeps each agreement which is about to end."""
    soon = today + timedelta(days=max(DAYS_BEFORE))
    due = PartnershipAgreement.objects.filter(ends_on__gt=today, ends_on__lte=soon).select_related("keeper")
    return sum(reminded(one, today) for one in due.order_by("pk"))


def reminded(agreement: PartnershipAgreement, today: date) -> bool:
    assert agreement.ends_on is not None  # noqa: S101 asked for so
    left = (agreement.ends_on - today).days
    mark = min(days for days in DAYS_BEFORE if left <= days)
    if agreement.reminded_before is not None and agreement.reminded_before <= mark:
        return False
    with recorded(by=None, verb="remind_of_agreement"):
        agreement.reminded_before = mark
        agreement.save(update_fields=["reminded_before"])
        record_action(by=None, verb="remind_of_agreement", target=agreement, days=mark)
        names = {
            "title": str(agreement),
            "day": agreement.ends_on.isoformat(),
            "address": settings.BASE_URL + reverse("office:agreement", args=[agreement.code]),
        }
        for one in people_of(None, agreement.keeper):
            post(
                address=one.email,
                language=one.language,
                write=lambda: (
                    _("[Grappe] An agreement ends on %(day)s") % names,
                    _("The agreement “%(title)s” ends on %(day)s: renew it or let it end. %(address)s") % names,
                ),
            )
    return True
