"""Invoices of one's own: seen, taken as PDF, paid once however often the provider tells of it."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.factories import make_cluster, make_user
from tests.forum_rows import make_category, make_edition, make_registration

from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.forum.domain.invoices import issue_invoice
from grappe.apps.forum.domain.payments import Receipt
from grappe.apps.forum.enums import PaymentMethod
from grappe.apps.forum.models import GroupRegistration, Invoice, InvoiceSeries
from grappe.apps.forum.payments.interface import ForgedNoticeError, Notice, WayToPay

pytestmark = pytest.mark.django_db
NOTICE = "/en/forum/payments/notice/"


class HostedPage:
    """A provider as small as the interface lets it be: its notices are signed with one word."""

    name = "hosted"

    def begin(self, invoice: Invoice, *, return_address: str, notice_address: str) -> WayToPay:
        return WayToPay(address=f"https://pay.example/{invoice.reference}?back={return_address}&tell={notice_address}")

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice | None:
        if headers.get("X-Signature") != "secret":
            raise ForgedNoticeError
        told = json.loads(body)
        if told["event"] != "paid":
            return None
        receipt = Receipt(
            amount=Decimal(told["amount"]),
            received_on=date(2027, 1, 1),
            reference=told["reference"],
            method=PaymentMethod.HOSTED_PAGE,
            provider="hosted",
        )
        return Notice(told["invoice"], receipt)


@pytest.fixture
def hosted(settings):
    settings.FORUM_PAYMENT_PROVIDER = f"{HostedPage.__module__}.HostedPage"


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
    registration = make_registration(edition, category=category, user=owner, full_name="Zoé Müller", language="fr")
    return issue_invoice(registration=registration, by=None)


def address(invoice, end="/"):
    return f"/en/forum/2027/invoices/{invoice.pk}{end}"


def test_the_owner_sees_how_to_pay_and_takes_the_pdf(client, owner, invoice):
    client.force_login(owner)
    page = client.get(address(invoice)).content.decode()
    assert "FR7612345" in page
    assert "F27-00001" in page
    file = client.get(address(invoice, ".pdf"))
    assert file.content.startswith(b"%PDF")
    assert file["Content-Disposition"] == 'attachment; filename="F27-00001.pdf"'
    assert "no-store" in file["Cache-Control"]


def test_nobody_else_sees_it(client, invoice):
    for end in ("/", ".pdf"):
        assert "/account/login/" in client.get(address(invoice, end)).url
    client.force_login(make_user())
    assert [client.get(address(invoice, end)).status_code for end in ("/", ".pdf")] == [404, 404]


def test_a_group_s_invoice_is_seen_by_its_cluster_s_officers(client, invoice):
    cluster, officer = make_cluster(), make_user()
    appoint_officer(user=officer, cluster=cluster, by=None)
    edition = invoice.series.edition
    group = GroupRegistration.objects.create(edition=edition, cluster=cluster, contact=officer)
    make_registration(edition, category=edition.categories.get(), group=group)
    shared = issue_invoice(group=group, by=None)
    client.force_login(officer)
    assert client.get(address(shared)).status_code == 200
    assert client.get(address(invoice)).status_code == 404


@pytest.mark.usefixtures("hosted")
def test_a_hosted_payment_opens_only_when_asked_for(client, owner, invoice):
    client.force_login(owner)
    page = client.get(address(invoice)).content.decode()
    assert "pay.example" not in page
    assert "Pay by card" in page
    page = client.post(address(invoice)).content.decode()
    assert "https://pay.example/F27-00001?back=" in page
    assert "/forum/payments/notice/" in page


@pytest.mark.usefixtures("hosted")
def test_a_notice_pays_once_and_a_forged_one_never(client, invoice):
    told = {"event": "paid", "invoice": invoice.pk, "amount": "120.00", "reference": "tx-1"}
    sender = Client(enforce_csrf_checks=True)

    def tell(signature="secret", **changes):
        body = json.dumps(told | changes)
        return sender.post(NOTICE, body, content_type="application/json", headers={"X-Signature": signature})

    assert tell("guessed").status_code == 400
    assert tell(event="opened").status_code == 200
    assert not invoice.payments.exists()
    assert [tell().status_code for _time in range(3)] == [200, 200, 200]
    invoice.refresh_from_db()
    assert (invoice.state, invoice.payments.count()) == ("paid", 1)
    assert tell(reference="tx-2").status_code == 409
    assert tell(invoice=10**6).status_code == 404


def test_without_a_provider_a_notice_says_nothing(client, invoice):
    assert client.post(NOTICE, b"{}", content_type="application/json").status_code == 200
    assert client.post(NOTICE, b"x" * 70_000, content_type="application/json").status_code == 413
