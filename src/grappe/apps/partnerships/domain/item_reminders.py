"""Letters about what agreements promise: once before a duty, milestone or action is due, once when it is late."""

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.letters import Letter, Written, post_all
from grappe.apps.directory.models import Cluster
from grappe.apps.partnerships.models import AgreementItem
from grappe.apps.partnerships.queries.people import people_of

DAYS_BEFORE = 14
# Named once before its day and once after it; then its page alone says that it is late.
BEFORE, AFTER = 1, 2


def remind_of_items(*, today: date) -> int:
    """One letter to the officers of each cluster with everything that is due soon or late; returns the letters."""
    soon = Q(due_on__gte=today, due_on__lte=today + timedelta(days=DAYS_BEFORE), reminders__lt=BEFORE)
    late = Q(due_on__lt=today, reminders__lt=AFTER)
    rows = AgreementItem.objects.filter(soon | late, done_on=None).select_related("agreement__keeper")
    of_keeper: dict[Cluster, list[AgreementItem]] = defaultdict(list)
    for item in rows.order_by("agreement__keeper", "due_on", "pk"):
        of_keeper[item.agreement.keeper].append(item)
    return sum(reminded(keeper, items, today) for keeper, items in of_keeper.items())


def reminded(keeper: Cluster, items: list[AgreementItem], today: date) -> int:
    with recorded(by=None, verb="remind_of_items"):
        for item in items:
            item.reminders = AFTER if item.due_on and item.due_on < today else BEFORE
        AgreementItem.objects.bulk_update(items, ["reminders"])
        record_action(by=None, verb="remind_of_items", target=keeper, items=[item.pk for item in items])
        return post_all(
            Written(one.email, one.language, lambda: letter_about(items)) for one in people_of(None, keeper)
        )


def letter_about(items: list[AgreementItem]) -> Letter:
    lines = [_("Due by agreements in your care; each is told once before its day and once after it:"), ""]
    for item in items:
        names = {
            "day": date_format(item.due_on, "DATE_FORMAT") if item.due_on else "",
            "kind": item.get_kind_display(),
            "text": item.text,
            "address": settings.BASE_URL + reverse("office:agreement", args=[item.agreement.code]),
        }
        lines.append(_("%(day)s, %(kind)s: %(text)s %(address)s") % names)
    return _("[Grappe] What your agreements promise is due"), "\n".join(lines)
