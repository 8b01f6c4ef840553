"""Who works for a funder."""

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import FunderDuty
from grappe.apps.funding.models import FunderMandate
from grappe.apps.funding.rules import forget_funder_duties


def appoint_for_funder(*, user: User, funder: Organisation, duty: FunderDuty, by: User | None) -> FunderMandate:
    """Let a person work for a funder; twice changes nothing."""
    with recorded(by=by, verb="appoint_for_funder"):
        mandate, created = FunderMandate.objects.get_or_create(user=user, funder=funder, duty=duty)
        if created:
            record_action(by=by, verb="appoint_for_funder", target=funder, user=user.pk, duty=duty)
        forget_funder_duties(user)
    return mandate


def dismiss_from_funder(*, mandate: FunderMandate, by: User) -> None:
    with recorded(by=by, verb="dismiss_from_funder"):
        deleted, _rows = FunderMandate.objects.filter(pk=mandate.pk).delete()
        if deleted:
            person, duty = mandate.user_id, mandate.duty
            record_action(by=by, verb="dismiss_from_funder", target=mandate.funder, user=person, duty=duty)
        forget_funder_duties(mandate.user)
