"""What a provider of payments must offer. Nothing here knows a card number: that stays on the provider's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from grappe.apps.forum.domain.payments import Receipt
from grappe.apps.forum.models import Invoice


@dataclass(frozen=True)
class WayToPay:
    """What a person is to do: go to ``address``, or follow the instructions, line by line."""

    address: str = ""
    instructions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Notice:
    """A provider's verified word that an invoice was paid."""

    invoice_id: int
    receipt: Receipt


class ForgedNoticeError(Exception):
    """The notice does not carry the provider's signature."""


class PaymentProvider(Protocol):
    """One way to be paid."""

    name: str

    def begin(self, invoice: Invoice, *, return_address: str, notice_address: str) -> WayToPay:
        """Open a payment and say what the person does next."""

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice | None:
        """Verify what the provider sent; None where it tells of no money, ``ForgedNoticeError`` where it lies."""
