"""What a registration costs, and when its invoice is made or taken back."""

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.invoices import credit_invoice, issue_invoice
from grappe.apps.forum.enums import InvoiceKind, InvoiceState, RegistrationState
from grappe.apps.forum.models import InvoiceSeries, Registration


def invoice_if_due(registration: Registration, *, by: User | None) -> None:
    """Invoice a confirmed person whose category has a fee, unless a group pays; without a series nothing is due."""
    if registration.state != RegistrationState.CONFIRMED or registration.category.fee == 0:
        return
    if registration.group is not None and registration.group.pays_together:
        return
    if InvoiceSeries.objects.filter(edition=registration.edition_id).exists():
        issue_invoice(registration=registration, by=by)


def credit_registration(registration: Registration, *, by: User | None) -> None:
    """Take the open invoice of a person back; what a group paid together is corrected by the organiser."""
    invoices = registration.invoices.filter(kind=InvoiceKind.INVOICE).exclude(state=InvoiceState.CREDITED)
    for invoice in invoices:
        credit_invoice(invoice=invoice, by=by)
