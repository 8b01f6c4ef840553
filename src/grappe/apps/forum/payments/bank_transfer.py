"""The default: the buyer transfers the money, an organiser records it from the bank's statement."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from grappe.apps.forum.models import Invoice
from grappe.apps.forum.payments.interface import Notice, WayToPay


class BankTransfer:
    name = "bank_transfer"

    def begin(self, invoice: Invoice, *, return_address: str, notice_address: str) -> WayToPay:  # noqa: ARG002
        series = invoice.series
        lines = (
            (_("Beneficiary"), series.seller),
            ("IBAN", series.iban),
            ("BIC", series.bic),
            (_("Reference to give"), invoice.reference),
        )
        return WayToPay(instructions=tuple((label, value) for label, value in lines if value))

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice | None:  # noqa: ARG002
        """A bank sends no notice."""
        return None
