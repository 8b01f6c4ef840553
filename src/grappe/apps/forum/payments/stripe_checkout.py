"""Payment on Stripe's hosted page: Checkout Sessions to open it, signed events to learn of the money.

Nothing but the standard library is needed: one form is sent, one signature is checked.
"""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.forum.domain.payments import Receipt, left_to_pay
from grappe.apps.forum.enums import PaymentMethod
from grappe.apps.forum.errors import PaymentPageError
from grappe.apps.forum.models import Invoice
from grappe.apps.forum.payments.interface import ForgedNoticeError, Notice, WayToPay

API_VERSION = "2024-06-20"
SECONDS_TO_ANSWER = 10
# As Stripe's own libraries do: an older notice may be one that somebody recorded and sends again.
OLDEST_NOTICE_SECONDS = 300
CENTS = 100
PAID = {"checkout.session.completed", "checkout.session.async_payment_succeeded"}
log = logging.getLogger(__name__)


class StripeCheckout:
    name = "stripe"

    def begin(self, invoice: Invoice, *, return_address: str, notice_address: str) -> WayToPay:  # noqa: ARG002
        """Open a payment over what is left to pay; the address of notices is set once in Stripe's own pages."""
        fields = fields_of(invoice, return_address)
        address = str(self.send(fields).get("url") or "")
        if not address.startswith(("https://", settings.FORUM_PAYMENT_API)):
            raise closed()
        return WayToPay(address=address)

    def send(self, fields: Mapping[str, str]) -> dict[str, Any]:
        body = urlencode(fields)
        # The same wish on one day opens the same page: a second click makes no second payment.
        wish = hashlib.sha256(f"{timezone.localdate()} {body}".encode()).hexdigest()
        headers = {
            "Authorization": f"Bearer {settings.FORUM_PAYMENT_KEY}",
            "Idempotency-Key": wish,
            "Stripe-Version": API_VERSION,
        }
        address = f"{settings.FORUM_PAYMENT_API}/v1/checkout/sessions"
        try:
            # The address is the operator's own setting.
            with urlopen(Request(address, body.encode(), headers), timeout=SECONDS_TO_ANSWER) as answer:  # noqa: S310
                told = json.load(answer)
        except (URLError, TimeoutError, ValueError) as error:
            log.warning("The payment provider did not open a page: %s", error)
            raise closed() from error
        return told if isinstance(told, dict) else {}

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice | None:
        check_signature(body, headers.get("Stripe-Signature", ""))
        try:
            event = json.loads(body)
            paid = event["data"]["object"]
            if event["type"] not in PAID or paid["payment_status"] != "paid" or paid["currency"] != "eur":
                return None
            return Notice(int(paid["client_reference_id"]), receipt_of(paid, event))
        except (ValueError, KeyError, TypeError):
            # An event of another kind, or a payment that this site did not open.
            return None


def fields_of(invoice: Invoice, return_address: str) -> dict[str, str]:
    price = "line_items[0][price_data]"
    fields = {
        "mode": "payment",
        "success_url": return_address,
        "cancel_url": return_address,
        "client_reference_id": str(invoice.pk),
        "locale": invoice.language,
        "line_items[0][quantity]": "1",
        f"{price}[currency]": "eur",
        f"{price}[unit_amount]": str(int(left_to_pay(invoice) * CENTS)),
        f"{price}[product_data][name]": invoice.reference,
        "payment_intent_data[description]": invoice.reference,
    }
    return fields | ({"customer_email": invoice.buyer_email} if invoice.buyer_email else {})


def receipt_of(paid: Mapping[str, Any], event: Mapping[str, Any]) -> Receipt:
    return Receipt(
        amount=Decimal(paid["amount_total"]) / CENTS,
        received_on=timezone.localdate(datetime.fromtimestamp(event["created"], UTC)),
        reference=str(paid.get("payment_intent") or paid["id"]),
        method=PaymentMethod.HOSTED_PAGE,
        provider=StripeCheckout.name,
    )


def check_signature(body: bytes, header: str) -> None:
    """Refuse what does not carry one of the signatures that our secret gives, or carries an old one."""
    secret = settings.FORUM_PAYMENT_NOTICE_SECRET
    pairs = [part.strip().partition("=") for part in header.split(",")]
    sent_at = next((value for name, _equals, value in pairs if name == "t"), "")
    if not secret or not sent_at.isdecimal() or abs(time.time() - int(sent_at)) > OLDEST_NOTICE_SECONDS:
        raise ForgedNoticeError
    expected = hmac.new(secret.encode(), f"{sent_at}.".encode() + body, hashlib.sha256).hexdigest()
    given = [value for name, _equals, value in pairs if name == "v1"]
    if not any(hmac.compare_digest(expected.encode(), one.encode()) for one in given):
        raise ForgedNoticeError


def closed() -> PaymentPageError:
    return PaymentPageError(
        _("The payment page cannot be opened at the moment: try again later, or pay by bank transfer.")
    )
