"""Letters before an agreement ends: a quarter and a month before, once each."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
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
    ends_on = agreement.ends_on
    left = (ends_on - today).days
    mark = min(days for days in DAYS_BEFORE if left <= days)
    if agreement.reminded_before is not None and agreement.reminded_before <= mark:
        return False
    with recorded(by=None, verb="remind_of_agreement"):
        agreement.reminded_before = mark
        agreement.save(update_fields=["reminded_before"])
        record_action(by=None, verb="remind_of_agreement", target=agreement, days=mark)
        for one in people_of(None, agreement.keeper):
            post(address=one.email, language=one.language, write=lambda: letter_before_the_end(agreement, ends_on))
    return True


def letter_before_the_end(agreement: PartnershipAgreement, ends_on: date) -> tuple[str, str]:
    """Its title and its day as the reader's language has them, where it has one."""
    titles = (agreement.title_en, agreement.title_fr)
    first, second = titles if get_language() == "en" else titles[::-1]
    names = {
        "title": first or second or agreement.code,
        "day": date_format(ends_on, "DATE_FORMAT"),
        "address": settings.BASE_URL + reverse("office:agreement", args=[agreement.code]),
    }
    return (
        _("[Grappe] An agreement ends on %(day)s") % names,
        _("The agreement “%(title)s” ends on %(day)s: renew it or let it end. %(address)s") % names,
    )
