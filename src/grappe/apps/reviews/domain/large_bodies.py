"""Very large bodies: to share one is no conflict by itself, to share one of its laboratories still is."""

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.models import Organisation
from grappe.apps.reviews.errors import ReviewRefusedError
from grappe.apps.reviews.models import LargeBody


def record_large_body(*, organisation: Organisation, reason: str, by: User) -> LargeBody:
    """Look at this body laboratory by laboratory from now on; what was declared or is shared closer still counts."""
    with recorded(by=by, verb="record_large_body", reason=reason):
        if not reason.strip():
            raise ReviewRefusedError(_("Say why: the decision stands in the log with its reason."))
        body, made = LargeBody.objects.get_or_create(
            organisation=organisation, defaults={"reason": reason, "recorded_by": by}
        )
        if made:
            record_action(by=by, verb="record_large_body", target=organisation, reason=reason)
    return body


def withdraw_large_body(*, body: LargeBody, by: User) -> None:
    """Look at the body as a whole again; the decision's history stays."""
    with recorded(by=by, verb="withdraw_large_body"):
        record_action(by=by, verb="withdraw_large_body", target=body.organisation)
        body.delete()
