"""A person proposes another value; somebody who may change the organisation decides."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.values import correct_values
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.fields import checked_value
from grappe.apps.directory.models import Correction, Organisation


class AlreadyDecidedError(RefusedError):
    """Somebody decided this meanwhile."""


class NothingToCorrectError(RefusedError):
    """The proposed value is the one held."""


def propose_correction(*, organisation: Organisation, field: str, value: Any, reason: str, by: User) -> Correction:
    """Ask that a field be changed; the proposal waits for a decision."""
    offered = checked_value(field, value)
    held = getattr(organisation, field)
    if held == offered:
        raise NothingToCorrectError(_("This is the value already held: there is nothing to correct."))
    with recorded(by=by, verb="propose_correction", reason=reason):
        correction = Correction.objects.create(
            organisation=organisation, field=field, held=held, offered=offered, reason=reason, proposed_by=by
        )
        record_action(by=by, verb="propose_correction", target=organisation, reason=reason, field=field)
    return correction


def accept_correction(*, correction: Correction, by: User) -> Correction:
    """Set the proposed value, in the name of the person who accepts it."""
    with recorded(by=by, verb="accept_correction", reason=correction.reason):
        waiting = claim_decision(correction, RequestStatus.ACCEPTED, by)
        correct_values(
            organisation=waiting.organisation, values={waiting.field: waiting.offered}, reason=waiting.reason, by=by
        )
        record_action(by=by, verb="accept_correction", target=waiting.organisation, field=waiting.field)
    return waiting


def refuse_correction(*, correction: Correction, by: User) -> Correction:
    """Keep the held value."""
    with recorded(by=by, verb="refuse_correction"):
        waiting = claim_decision(correction, RequestStatus.REFUSED, by)
        record_action(by=by, verb="refuse_correction", target=waiting.organisation, field=waiting.field)
    return waiting


def claim_decision(correction: Correction, status: RequestStatus, by: User) -> Correction:
    """Lock the proposal and close it, once: of two people who decide at a time, the second is told."""
    waiting = Correction.objects.select_for_update().get(pk=correction.pk)
    if waiting.status != RequestStatus.PENDING:
        raise AlreadyDecidedError(_("Somebody has decided this meanwhile. Reload the page to see how."))
    waiting.status, waiting.decided_by, waiting.decided_at = status, by, timezone.now()
    waiting.save()
    return waiting
