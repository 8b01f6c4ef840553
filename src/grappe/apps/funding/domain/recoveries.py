"""Asking money back, and settling it; closing an agreement when nothing is owed on either side."""

from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.domain.locking import lock_agreement
from grappe.apps.funding.domain.notices import tell_asked_back
from grappe.apps.funding.enums import AgreementState, ClaimState, ObligationKind, PaymentState, RecoveryState
from grappe.apps.funding.errors import AgreementRefusedError, RecoveryRefusedError
from grappe.apps.funding.events import agreement_closed
from grappe.apps.funding.models import Agreement, Obligation, Recovery
from grappe.apps.funding.phrases.amounts import euros
from grappe.apps.funding.queries.accounts import account_of, accounts_of


def ask_recovery(
    *, agreement: Agreement, partner: ProposalPartner, amount: Decimal, reasons: str, key: UUID, by: User
) -> Recovery:
    """Ask money back, at most what was paid and is not asked back yet; the same key again gives the same request."""
    with recorded(by=by, verb="ask_recovery", reason=reasons):
        held = lock_agreement(agreement)
        known = Recovery.objects.filter(key=key).first()
        if known is not None:
            return known
        if held.state != AgreementState.SIGNED or not held.lines.filter(partner=partner).exists():
            raise RecoveryRefusedError(_("Money is asked back from a partner of an agreement in force."))
        if not reasons.strip():
            raise RecoveryRefusedError(_("Give the reasons: the partner reads them."))
        account = account_of(held, partner)
        most = account.approved - account.recovered - account.asked_back
        if amount <= 0 or amount > most:
            raise RecoveryRefusedError(
                _("Between 0 and %(most)s € can be asked back from this partner.") % {"most": euros(most)}
            )
        recovery = Recovery.objects.create(
            agreement=held,
            partner=partner,
            key=key,
            amount=amount,
            reasons=reasons,
            asked_on=timezone.localdate(),
            asked_by=by,
        )
        record_action(by=by, verb="ask_recovery", target=recovery, reason=reasons, amount=str(amount))
        tell_asked_back(recovery)
    return recovery


def settle_recovery(*, recovery: Recovery, state: RecoveryState, reason: str = "", by: User) -> Recovery:
    """The money came back, or it is given up with a reason."""
    with recorded(by=by, verb="settle_recovery", reason=reason):
        lock_agreement(recovery.agreement)
        held = Recovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
        if held.state == state:
            return held
        if held.state != RecoveryState.ASKED or state == RecoveryState.ASKED:
            raise RecoveryRefusedError(_("This request is settled already."))
        if state == RecoveryState.WAIVED and not reason.strip():
            raise RecoveryRefusedError(_("Say why the money is given up."))
        held.state, held.settled_on = state, timezone.localdate()
        held.save(update_fields=["state", "settled_on"])
        record_action(by=by, verb="settle_recovery", target=held, reason=reason, state=state)
    return held


def meet_obligation(*, obligation: Obligation, by: User) -> Obligation:
    """A report came in, or a payment foreseen was made."""
    with recorded(by=by, verb="meet_obligation"):
        agreement = lock_agreement(obligation.agreement)
        held = Obligation.objects.select_for_update().get(pk=obligation.pk)
        if held.done_on is None:
            if agreement.state != AgreementState.SIGNED:
                raise AgreementRefusedError(_("Dates are kept under an agreement in force only."))
            held.done_on = timezone.localdate()
            held.save(update_fields=["done_on"])
            record_action(by=by, verb="meet_obligation", target=agreement, kind=held.kind, due=held.due_on.isoformat())
    return held


def close_agreement(*, agreement: Agreement, by: User) -> Agreement:
    """Close an agreement for good: every claim judged, every report in, and paid to the cent what is due."""
    with recorded(by=by, verb="close_agreement"):
        held = lock_agreement(agreement)
        if held.state == AgreementState.CLOSED:
            return held
        lacking = left_to_do(held)
        if lacking:
            raise AgreementRefusedError(" ".join(lacking))
        held.state, held.closed_at = AgreementState.CLOSED, timezone.now()
        held.save(update_fields=["state", "closed_at", "updated_at"])
        record_action(by=by, verb="close_agreement", target=held)
        agreement_closed.send(Agreement, agreement=held, by=by)
    return held


def left_to_do(held: Agreement) -> list[str]:
    """What stands in the way of closing, in sentences."""
    found = []
    if held.state != AgreementState.SIGNED:
        found.append(_("Only an agreement in force is closed."))
    if held.cost_claims.filter(state=ClaimState.SUBMITTED).exists():
        found.append(_("A claim of costs is to be judged."))
    if held.payment_orders.filter(state__in=[PaymentState.PREPARED, PaymentState.ORDERED]).exists():
        found.append(_("A payment waits for an approval."))
    if held.recoveries.filter(state=RecoveryState.ASKED).exists():
        found.append(_("Money asked back is not settled."))
    if held.obligations.filter(kind=ObligationKind.REPORT, done_on=None).exists():
        found.append(_("A report is not in."))
    for account in accounts_of(held):
        names = {"partner": account.partner.organisation}
        balance = account.due - account.approved + account.recovered + account.asked_back
        if balance > 0:
            found.append(_("%(partner)s: %(sum)s € are still due.") % (names | {"sum": euros(balance)}))
        elif balance < 0:
            found.append(_("%(partner)s: %(sum)s € were paid in excess.") % (names | {"sum": euros(-balance)}))
    return found
