"""Against a server of our own that answers as Stripe's API does."""

import hashlib
import hmac
import json
import time
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from django.test import Client
from tests.factories import make_user
from tests.forum_rows import make_category, make_edition, make_registration

from grappe.apps.forum.domain.invoices import issue_invoice
from grappe.apps.forum.domain.payments import Receipt, record_payment
from grappe.apps.forum.errors import PaymentPageError
from grappe.apps.forum.models import InvoiceSeries
from grappe.apps.forum.payments import payment_provider
from grappe.apps.forum.payments.interface import ForgedNoticeError

pytestmark = pytest.mark.django_db
NOTICE = "/en/forum/payments/notice/"
BACK = {"return_address": "https://grappe.example/back", "notice_address": "https://grappe.example/tell"}


class Answers(BaseHTTPRequestHandler):
    """Keeps what was asked; a new wish opens a new page, the same one opens the same."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, dict(self.headers), parse_qs(body)))
        pages, wish = self.server.pages, self.headers["Idempotency-Key"]
        number = pages.setdefault(wish, len(pages) + 1)
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps({"id": f"cs_{number}", "url": f"https://pay.example/{number}"}).encode())

    def log_message(self, *_said):
        pass


@pytest.fixture
def api(settings):
    server = HTTPServer(("127.0.0.1", 0), Answers)
    server.asked, server.pages, server.status = [], {}, 200
    Thread(target=server.serve_forever, daemon=True).start()
    settings.FORUM_PAYMENT_PROVIDER = "grappe.apps.forum.payments.stripe_checkout.StripeCheckout"
    settings.FORUM_PAYMENT_API = f"http://127.0.0.1:{server.server_port}"
    settings.FORUM_PAYMENT_KEY, settings.FORUM_PAYMENT_NOTICE_SECRET = "sk_test", "whsec_test"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def invoice(owner):
    edition = make_edition(slug="2027")
    InvoiceSeries.objects.create(
        edition=edition, prefix="F27", seller="Forum", seller_address="Nice", iban="FR7612345", bic="ABCDEF"
    )
    category = make_category(edition, fee=100)
    return issue_invoice(registration=make_registration(edition, category=category, user=owner), by=None)


def event_about(invoice, **changes):
    paid = {
        "id": "cs_1",
        "client_reference_id": str(invoice.pk),
        "payment_status": "paid",
        "currency": "eur",
        "amount_total": 12000,
        "payment_intent": "pi_1",
    }
    kind = changes.pop("type", "checkout.session.completed")
    return json.dumps({"type": kind, "created": int(time.time()), "data": {"object": paid | changes}}).encode()


def signed(body, secret="whsec_test", at=None):
    moment = int(time.time()) if at is None else at
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v0=old,v1=0000,v1={mark}"


def tell(body, signature):
    sender = Client(enforce_csrf_checks=True)
    return sender.post(NOTICE, body, content_type="application/json", headers={"Stripe-Signature": signature})


def test_a_page_is_opened_over_what_is_left_to_pay(api, invoice):
    part = Receipt(amount=Decimal("19.95"), received_on=invoice.issued_on, reference="part")
    record_payment(invoice=invoice, receipt=part, by=None)
    way = payment_provider().begin(invoice, **BACK)
    assert (way.address, way.instructions) == ("https://pay.example/1", ())
    ((path, headers, asked),) = api.asked
    assert (path, headers["Authorization"]) == ("/v1/checkout/sessions", "Bearer sk_test")
    assert asked["line_items[0][price_data][unit_amount]"] == ["10005"]
    assert asked["client_reference_id"] == [str(invoice.pk)]
    assert asked["success_url"] == ["https://grappe.example/back"]


def test_the_same_wish_opens_the_same_page_and_another_amount_another(api, invoice):
    first, again = (payment_provider().begin(invoice, **BACK).address for _time in range(2))
    part = Receipt(amount=Decimal(20), received_on=invoice.issued_on, reference="part")
    record_payment(invoice=invoice, receipt=part, by=None)
    later = payment_provider().begin(invoice, **BACK).address
    assert (first, again, later) == ("https://pay.example/1", "https://pay.example/1", "https://pay.example/2")


def test_a_provider_that_does_not_answer_leaves_the_bank_transfer(api, client, owner, invoice):
    client.force_login(owner)
    address = f"/en/forum/2027/invoices/{invoice.pk}/"
    assert "https://pay.example/1" in client.post(address).content.decode()
    api.status = 500
    with pytest.raises(PaymentPageError, match="bank transfer"):
        payment_provider().begin(invoice, **BACK)
    page = client.post(address).content.decode()
    assert "cannot be opened at the moment" in page
    assert "FR7612345" in page


@pytest.mark.usefixtures("api")
def test_a_notice_pays_once_however_often_it_comes(invoice):
    body = event_about(invoice)
    assert [tell(body, signed(body)).status_code for _time in range(3)] == [200, 200, 200]
    invoice.refresh_from_db()
    payment = invoice.payments.get()
    assert (invoice.state, payment.amount, payment.reference, payment.provider) == ("paid", 120, "pi_1", "stripe")


@pytest.mark.usefixtures("api")
@pytest.mark.parametrize("other", [{"type": "charge.updated"}, {"payment_status": "unpaid"}, {"currency": "usd"}])
def test_what_tells_of_no_money_changes_nothing(invoice, other):
    body = event_about(invoice, **other)
    assert tell(body, signed(body)).status_code == 200
    assert not invoice.payments.exists()


@pytest.mark.usefixtures("api")
def test_what_is_not_signed_by_our_secret_is_refused(invoice, settings):
    body = event_about(invoice)
    old = signed(body, at=int(time.time()) - 3600)
    moved = signed(body).replace("t=", "t=1")
    for signature in ("", "nonsense", signed(body, secret="other"), signed(b"{}"), old, moved):
        assert tell(body, signature).status_code == 400
    settings.FORUM_PAYMENT_NOTICE_SECRET = ""
    with pytest.raises(ForgedNoticeError):
        payment_provider().read_notice(body, {"Stripe-Signature": signed(body, secret="")})
    assert not invoice.payments.exists()
