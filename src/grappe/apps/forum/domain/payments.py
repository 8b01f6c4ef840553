"""Money that comes in for invoices."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.enums import InvoiceKind, InvoiceState, PaymentMethod
from grappe.apps.forum.errors import PaymentRefusedError
from grappe.apps.forum.models import Invoice, InvoicePayment


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Money as a bank statement or a provider's notice tells of it; the reference names it once and for all."""

    amount: Decimal
    received_on: date
    reference: str
    method: PaymentMethod = PaymentMethod.BANK_TRANSFER
    provider: str = ""


def record_payment(*, invoice: Invoice, receipt: Receipt, by: User | None) -> InvoicePayment:
    """Note money for an invoice; the same reference again changes nothing. Several parts may pay one invoice."""
    if receipt.amount <= 0:
        raise PaymentRefusedError(_("A payment is more than nothing: check the amount."))
    with recorded(by=by, verb="record_payment"):
        held = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
        again = InvoicePayment.objects.filter(provider=receipt.provider, reference=receipt.reference).first()
        if again is not None:
            return checked_again(again, held, receipt)
        if held.kind != InvoiceKind.INVOICE or held.state != InvoiceState.ISSUED:
            raise PaymentRefusedError(_("This invoice is not to be paid any more: see its state."))
        if receipt.amount > left_to_pay(held):
            raise PaymentRefusedError(_("This is more than is left to pay: check the amount and the invoice."))
        try:
            with transaction.atomic():
                payment = InvoicePayment.objects.create(
                    invoice=held,
                    method=receipt.method,
                    provider=receipt.provider,
                    reference=receipt.reference,
                    amount=receipt.amount,
                    received_on=receipt.received_on,
                    recorded_by=by,
                )
        except IntegrityError as error:
            raise PaymentRefusedError(_("This payment was recorded for another invoice just now.")) from error
        if left_to_pay(held) == 0:
            held.state = InvoiceState.PAID
            held.save(update_fields=["state"])
        record_action(by=by, verb="record_payment", target=held, amount=str(receipt.amount), state=held.state)
    return payment


def checked_again(payment: InvoicePayment, invoice: Invoice, receipt: Receipt) -> InvoicePayment:
    if payment.invoice_id != invoice.pk or payment.amount != receipt.amount:
        raise PaymentRefusedError(_("This reference was recorded with another invoice or amount: check both."))
    return payment


def left_to_pay(invoice: Invoice) -> Decimal:
    paid = invoice.payments.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return invoice.total - paid
