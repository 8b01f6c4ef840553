"""A payment passes through two hands: prepared, approved by one person, then by another."""

from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.domain.locking import lock_agreement
from grappe.apps.funding.domain.notices import tell_paid
from grappe.apps.funding.enums import AgreementState, PaymentState
from grappe.apps.funding.errors import PaymentRefusedError
from grappe.apps.funding.models import Agreement, PaymentOrder
from grappe.apps.funding.phrases.amounts import euros
from grappe.apps.funding.queries.accounts import account_of


def prepare_payment(
    *,
    agreement: Agreement,
    partner: ProposalPartner,
    amount: Decimal,
    key: UUID,
    is_advance: bool = False,
    wording: str = "",
    by: User,
) -> PaymentOrder:
    """Prepare a payment within what is due, or within the advance; the same key again gives the same order."""
    with recorded(by=by, verb="prepare_payment"):
        held = lock_agreement(agreement)
        known = PaymentOrder.objects.filter(key=key).first()
        if known is not None:
            return known
        require_payable(held, partner, amount, is_advance=is_advance)
        try:
            with transaction.atomic():
                order = PaymentOrder.objects.create(
                    agreement=held,
                    partner=partner,
                    key=key,
                    amount=amount,
                    is_advance=is_advance,
                    wording=wording,
                    is_simulated=held.decision.proposal.is_simulated,
                    prepared_by=by,
                )
        except IntegrityError as error:
            raise PaymentRefusedError(_("This payment would pass what was agreed for the partner.")) from error
        record_action(by=by, verb="prepare_payment", target=order, amount=str(amount), agreement=held.reference)
    return order


def require_payable(held: Agreement, partner: ProposalPartner, amount: Decimal, *, is_advance: bool) -> None:
    if held.state != AgreementState.SIGNED:
        raise PaymentRefusedError(_("Money is paid under an agreement in force only."))
    if not held.lines.filter(partner=partner).exists():
        raise PaymentRefusedError(_("This partner receives nothing under this agreement."))
    account = account_of(held, partner)
    most = account.payable_in_advance if is_advance else account.payable
    if amount <= 0 or amount > most:
        raise PaymentRefusedError(
            _("Between 0 and %(most)s € may be ordered for this partner now.") % {"most": euros(most)}
        )


def lock_order(order: PaymentOrder) -> PaymentOrder:
    lock_agreement(order.agreement)
    rows = PaymentOrder.objects.select_for_update(of=("self",)).select_related("agreement__decision", "partner")
    return rows.get(pk=order.pk)


def order_payment(*, order: PaymentOrder, by: User) -> PaymentOrder:
    """The first approval; asked again by the same person, nothing changes."""
    with recorded(by=by, verb="order_payment"):
        held = lock_order(order)
        if held.ordered_by_id == by.pk and held.state == PaymentState.ORDERED:
            return held
        if held.state != PaymentState.PREPARED:
            raise PaymentRefusedError(_("This payment is approved or cancelled already."))
        held.state, held.ordered_by, held.ordered_at = PaymentState.ORDERED, by, timezone.now()
        held.save(update_fields=["state", "ordered_by", "ordered_at"])
        record_action(by=by, verb="order_payment", target=held, amount=str(held.amount))
    return held


def approve_payment(*, order: PaymentOrder, by: User) -> PaymentOrder:
    """The second approval, by somebody else: the money leaves; asked again by the same person, nothing changes."""
    with recorded(by=by, verb="approve_payment"):
        held = lock_order(order)
        if held.approved_by_id == by.pk and held.state == PaymentState.APPROVED:
            return held
        if held.state != PaymentState.ORDERED:
            raise PaymentRefusedError(_("A payment is approved a second time after a first approval, once."))
        if by.pk in {held.ordered_by_id, held.prepared_by_id}:
            raise PaymentRefusedError(
                _("You prepared or approved this payment: somebody else gives the second approval.")
            )
        if held.agreement.state != AgreementState.SIGNED:
            raise PaymentRefusedError(_("Money is paid under an agreement in force only."))
        held.state, held.approved_by, held.approved_at = PaymentState.APPROVED, by, timezone.now()
        held.save(update_fields=["state", "approved_by", "approved_at"])
        record_action(by=by, verb="approve_payment", target=held, amount=str(held.amount))
        tell_paid(held)
    return held


def cancel_payment(*, order: PaymentOrder, reason: str, by: User) -> PaymentOrder:
    """Give a payment up before its second approval."""
    with recorded(by=by, verb="cancel_payment", reason=reason):
        held = lock_order(order)
        if held.state == PaymentState.CANCELLED:
            return held
        if held.state == PaymentState.APPROVED:
            raise PaymentRefusedError(_("This payment has left: ask for the money back instead."))
        if not reason.strip():
            raise PaymentRefusedError(_("Say why the payment is cancelled."))
        held.state, held.cancel_reason = PaymentState.CANCELLED, reason
        held.save(update_fields=["state", "cancel_reason"])
        record_action(by=by, verb="cancel_payment", target=held, reason=reason)
    return held
