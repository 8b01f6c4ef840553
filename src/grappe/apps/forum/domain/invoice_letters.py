from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.forum.enums import InvoiceKind
from grappe.apps.forum.links import page_address, registration_address
from grappe.apps.forum.models import Invoice


def tell_buyer(invoice: Invoice) -> None:
    post(address=invoice.buyer_email, language=invoice.language, write=lambda: letter_about(invoice))


def invoice_address(invoice: Invoice) -> str:
    """Her own registration, with its invoices, for one person; a group's contact signs in."""
    if invoice.registration is not None:
        return registration_address(invoice.registration)
    return page_address("public:invoice", invoice.series.edition.slug, invoice.pk)


def letter_about(invoice: Invoice) -> Letter:
    series = invoice.series
    names = {
        "year": series.edition.year,
        "number": invoice.reference,
        "total": number_format(invoice.total, 2, use_l10n=True),
        "due": date_format(invoice.due_on, "DATE_FORMAT"),
        "seller": series.seller,
        "iban": series.iban,
        "address": invoice_address(invoice),
    }
    if invoice.kind == InvoiceKind.CREDIT_NOTE:
        return (
            _("[Forum %(year)d] Credit note %(number)s") % names,
            _("Your invoice is cancelled by the credit note %(number)s of %(total)s euros.") % names,
        )
    return (
        _("[Forum %(year)d] Invoice %(number)s") % names,
        _(
            "Your invoice %(number)s amounts to %(total)s euros, to be paid to %(seller)s before %(due)s. "
            "By bank transfer: IBAN %(iban)s, with the number of the invoice as reference. The invoice is here: "
            "%(address)s"
        )
        % names,
    )
