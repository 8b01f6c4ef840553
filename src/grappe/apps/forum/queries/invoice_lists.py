"""The invoices of an edition, with what was paid."""

from decimal import Decimal

from django.db.models import Case, DecimalField, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from grappe.apps.forum.enums import InvoiceKind, InvoiceState
from grappe.apps.forum.models import Edition, Invoice, Registration

LONGEST_NUMBER = 9
MONEY = DecimalField(max_digits=12, decimal_places=2)


def invoices_with_payments() -> QuerySet[Invoice]:
    """Each invoice with ``paid`` and ``left``; nothing is left of what was credited."""
    nothing = Value(Decimal(0), output_field=MONEY)
    counted = Invoice.objects.annotate(paid=Coalesce(Sum("payments__amount"), nothing))
    to_pay = When(kind=InvoiceKind.INVOICE, state=InvoiceState.ISSUED, then=F("total") - F("paid"))
    left = Case(to_pay, default=nothing, output_field=MONEY)
    return counted.annotate(left=left).select_related("series__edition", "registration", "group__cluster")


def invoices_asked(edition: Edition, *, words: str = "", state: str = "") -> QuerySet[Invoice]:
    """The last first. The state ``late`` stands for what is to be paid since a day that is over."""
    rows = invoices_with_payments().filter(series__edition=edition)
    for word in words.split():
        found = Q(buyer__icontains=word) | Q(buyer_email__icontains=word)
        number = word.rpartition("-")[2]
        rows = rows.filter(
            found | Q(number=int(number)) if number.isdecimal() and len(number) <= LONGEST_NUMBER else found
        )
    if state == "late":
        rows = rows.filter(kind=InvoiceKind.INVOICE, state=InvoiceState.ISSUED, due_on__lt=timezone.localdate())
    elif state in InvoiceState.values:
        rows = rows.filter(kind=InvoiceKind.INVOICE, state=state)
    elif state == InvoiceKind.CREDIT_NOTE:
        rows = rows.filter(kind=state)
    return rows.order_by("-number")


def invoices_of(registration: Registration) -> QuerySet[Invoice]:
    """Those made for the person herself; what a group pays together is its contact's."""
    return invoices_with_payments().filter(registration=registration).order_by("number")
