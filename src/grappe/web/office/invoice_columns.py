"""The columns of the invoices' file."""

from django.utils.translation import gettext_lazy as _

from grappe.web.ui.exports import Column

COLUMNS = [
    Column("number", _("Number"), lambda one: one.reference),
    Column("kind", _("Kind"), lambda one: str(one.get_kind_display())),
    Column("state", _("State"), lambda one: str(one.get_state_display())),
    Column("issued_on", _("Invoiced on"), lambda one: one.issued_on),
    Column("due_on", _("To be paid before"), lambda one: one.due_on),
    Column("buyer", _("Buyer"), lambda one: one.buyer),
    Column("address", _("Billing address"), lambda one: one.buyer_address),
    Column("email", _("E-mail"), lambda one: one.buyer_email),
    Column("net", _("Total before tax"), lambda one: one.net),
    Column("vat", _("VAT"), lambda one: one.vat),
    Column("total", _("Total"), lambda one: one.total),
    Column("paid", _("Paid"), lambda one: one.paid),
    Column("left", _("Left to pay"), lambda one: one.left),
]
