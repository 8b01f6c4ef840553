"""An invoice or a credit note as PDF."""

import json
from importlib import resources
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import InvoiceKind
from grappe.apps.forum.models import Invoice


def invoice_pdf(invoice: Invoice) -> bytes:
    """Set an invoice in the language it was issued in; its figures are those that were kept."""
    template = resources.files(__package__).joinpath("invoice.typ").read_bytes()
    with translation.override(invoice.language):
        words = json.dumps(words_of(invoice))
    pdf: bytes = typst.compile(template, sys_inputs={"words": words}, ignore_system_fonts=True)
    return pdf


def words_of(invoice: Invoice) -> dict[str, Any]:
    series = invoice.series
    is_credit = invoice.kind == InvoiceKind.CREDIT_NOTE
    names = {
        "number": invoice.reference,
        "corrected": invoice.corrects.reference if invoice.corrects else "",
        "due": date_format(invoice.due_on, "DATE_FORMAT"),
    }
    return {
        "language": invoice.language,
        "title": _("Credit note") if is_credit else _("Invoice"),
        "number": invoice.reference,
        "issued": [_("Invoiced on"), date_format(invoice.issued_on, "DATE_FORMAT")],
        "due": "" if is_credit else _("To be paid before %(due)s") % names,
        "corrects": _("Takes back the invoice %(corrected)s") % names if is_credit else "",
        "seller": [line for line in (series.seller, *series.seller_address.splitlines(), *numbers_of(invoice)) if line],
        "buyer_title": _("To"),
        "buyer": [line for line in (invoice.buyer, *invoice.buyer_address.splitlines(), invoice.buyer_email) if line],
        "header": [_("Wording"), _("Quantity"), _("Unit price before tax"), _("VAT"), _("Total before tax")],
        "lines": lines_of(invoice),
        "totals": [
            [_("Total before tax"), euros(invoice.net)],
            [_("VAT"), euros(invoice.vat)],
            [_("Total to pay") if not is_credit else _("Total in your favour"), euros(invoice.total)],
        ],
        "payment": [] if is_credit else payment_lines(invoice),
        "late": "" if is_credit else late_note(),
        "simulated": _("simulated") if series.edition.is_simulated else "",
        "simulated_note": _("Simulated: this document is part of a demonstration and asks for no money."),
    }


def numbers_of(invoice: Invoice) -> list[str]:
    series = invoice.series
    return [
        f"SIRET {series.seller_identifier}" if series.seller_identifier else "",
        _("VAT number %(number)s") % {"number": series.seller_vat_number} if series.seller_vat_number else "",
    ]


def lines_of(invoice: Invoice) -> list[list[str]]:
    return [
        [
            line.label,
            str(line.quantity),
            euros(line.unit_price),
            f"{number_format(f'{line.vat_rate:f}'.rstrip('0').rstrip('.'), use_l10n=True)} %",
            euros(line.quantity * line.unit_price),
        ]
        for line in invoice.lines.all()
    ]


def payment_lines(invoice: Invoice) -> list[list[str]]:
    series = invoice.series
    rows = [("IBAN", series.iban), ("BIC", series.bic), (_("Reference to give"), invoice.reference)]
    return [[label, value] for label, value in rows if value and series.iban]


def late_note() -> str:
    return _(
        "No discount for early payment. Late payment: three times the legal rate of interest, and 40 euros for the "
        "costs of recovery (articles L441-10 and D441-5 of the French commercial code)."
    )


def euros(amount: Any) -> str:
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} €"
