from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_cluster, make_user
from tests.forum_rows import attendee, make_category, make_edition, send_letters, together

from grappe.apps.forum.domain.groups import register_group
from grappe.apps.forum.domain.invoices import Line, credit_invoice, issue_invoice, totals_of
from grappe.apps.forum.domain.payments import Receipt, left_to_pay, record_payment
from grappe.apps.forum.domain.registrations import cancel_registration, register_participant
from grappe.apps.forum.enums import PaymentMethod
from grappe.apps.forum.errors import AlreadyRegisteredError, InvoiceRefusedError, PaymentRefusedError
from grappe.apps.forum.models import Invoice, InvoiceSeries, Registration
from grappe.apps.forum.payments import payment_provider

TODAY = date(2027, 6, 1)


@pytest.fixture
def edition(db):
    return with_series(make_edition())


def with_series(edition):
    InvoiceSeries.objects.create(
        edition=edition, prefix=f"F{edition.number}", seller="Organiser", seller_address="Sophia", iban="FR76 1"
    )
    return edition


def register(category, **values):
    return register_participant(
        edition=category.edition, category=category, attendee=attendee(**values), key=uuid4(), by=None
    )


def receipt(amount, reference="bank-1"):
    return Receipt(amount=Decimal(amount), received_on=TODAY, reference=reference)


def test_a_confirmed_person_is_invoiced(edition, mailoutbox):
    made = register(make_category(edition, fee=100, name_en="Member"), language="en")
    invoice = made.invoices.get()
    assert (invoice.net, invoice.vat, invoice.total) == (Decimal(100), Decimal(20), Decimal(120))
    assert invoice.reference == f"F{edition.number}-00001"
    assert "(Member)" in invoice.lines.get().label
    send_letters()
    assert "120.00" in next(message.body for message in mailoutbox if "Invoice" in message.subject)


def test_who_waits_is_invoiced_once_confirmed(edition):
    category = make_category(edition, fee=50, capacity=1)
    first, second = register(category), register(category)
    assert not second.invoices.exists()
    cancel_registration(registration=first, by=None)
    assert second.invoices.count() == 1
    assert first.invoices.filter(kind="credit_note").get().total == Decimal(-60)
    assert first.invoices.get(kind="invoice").state == "credited"


@pytest.mark.django_db
def test_nothing_is_invoiced_without_fee_or_seller(edition):
    assert not register(make_category(edition)).invoices.exists()
    assert not register(make_category(make_edition(), fee=10)).invoices.exists()
    with pytest.raises(InvoiceRefusedError, match="nothing to invoice"):
        issue_invoice(registration=register(make_category(edition)), by=None)


def test_one_open_invoice_at_a_time(edition):
    made = register(make_category(edition, fee=50))
    with pytest.raises(InvoiceRefusedError, match="open already"):
        issue_invoice(registration=made, by=None)
    credit_invoice(invoice=made.invoices.get(), by=None)
    assert issue_invoice(registration=made, by=None).number == 3


def test_an_invoice_cannot_be_rewritten_or_deleted(edition):
    invoice = register(make_category(edition, fee=50)).invoices.get()
    for change in (lambda: Invoice.objects.filter(pk=invoice.pk).update(total=1, net=1, vat=0), invoice.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    invoice.refresh_from_db()
    assert invoice.total == 60


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_hole_though_some_transactions_fail():
    category = make_category(with_series(make_edition()), fee=10)

    def step(number):
        with transaction.atomic():
            made = register(category)
            if number % 3 == 0:
                raise LookupError
        return made

    together(30, step)
    numbers = sorted(Invoice.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 21))


LINES = st.lists(
    st.builds(
        Line,
        st.just("x"),
        st.integers(1, 50),
        st.decimals(-500, 500, places=2),
        st.sampled_from([Decimal(0), Decimal("5.5"), Decimal(10), Decimal(20)]),
    ),
    max_size=8,
)


@given(LINES)
def test_totals_add_up_and_a_credit_note_takes_exactly_them_back(lines):
    totals = totals_of(lines)
    back = totals_of([Line(one.label, one.quantity, -one.unit_price, one.vat_rate) for one in lines])
    assert totals.total == -back.total
    assert totals.net == sum((one.quantity * one.unit_price for one in lines), Decimal(0))
    exact = sum((one.quantity * one.unit_price * one.vat_rate / 100 for one in lines), Decimal(0))
    assert abs(totals.vat - exact) <= Decimal("0.005") * 4


def test_parts_pay_an_invoice_and_a_repeated_notice_counts_once(edition):
    invoice = register(make_category(edition, fee=100)).invoices.get()
    record_payment(invoice=invoice, receipt=receipt("20", "a"), by=None)
    record_payment(invoice=invoice, receipt=receipt("20", "a"), by=None)
    assert left_to_pay(invoice) == 100
    record_payment(invoice=invoice, receipt=receipt("100", "b"), by=None)
    invoice.refresh_from_db()
    assert invoice.state == "paid"
    with pytest.raises(PaymentRefusedError, match="not to be paid"):
        record_payment(invoice=invoice, receipt=receipt("1", "c"), by=None)


@pytest.mark.parametrize(("amount", "words"), [("0", "nothing"), ("-5", "nothing"), ("121", "left to pay")])
def test_a_payment_that_does_not_fit_is_refused(edition, amount, words):
    invoice = register(make_category(edition, fee=100)).invoices.get()
    with pytest.raises(PaymentRefusedError, match=words):
        record_payment(invoice=invoice, receipt=receipt(amount), by=None)


def test_a_reference_belongs_to_one_invoice(edition):
    category = make_category(edition, fee=100)
    first, second = register(category).invoices.get(), register(category).invoices.get()
    record_payment(invoice=first, receipt=receipt("120"), by=None)
    with pytest.raises(PaymentRefusedError, match="another invoice"):
        record_payment(invoice=second, receipt=receipt("120"), by=None)


@pytest.mark.django_db(transaction=True)
def test_twenty_notices_of_one_payment_record_it_once():
    invoice = register(make_category(with_series(make_edition()), fee=100)).invoices.get()
    notice = Receipt(
        amount=Decimal(120), received_on=TODAY, reference="p1", method=PaymentMethod.HOSTED_PAGE, provider="somepay"
    )
    made = together(20, lambda _number: record_payment(invoice=invoice, receipt=notice, by=None))
    assert len({one.pk for one in made}) == 1


def test_a_bank_transfer_tells_the_person_what_to_write(edition):
    invoice = register(make_category(edition, fee=100)).invoices.get()
    provider = payment_provider()
    way = provider.begin(invoice, return_address="", notice_address="")
    assert way.address == ""
    assert invoice.reference in [value for _label, value in way.instructions]
    assert provider.read_notice(b"", {}) is None


def test_a_group_comes_in_once_and_is_invoiced_together(edition):
    cluster, officer, key = make_cluster("Green Valley"), make_user("officer@example.org"), uuid4()
    category = make_category(edition, fee=100)
    known = register(make_category(edition))
    people = [(category, attendee(cluster=cluster)) for _number in range(3)]
    people.append((category, attendee(email=known.email)))
    first = register_group(edition=edition, cluster=cluster, people=people, key=key, by=officer)
    again = register_group(edition=edition, cluster=cluster, people=people, key=key, by=officer)
    assert [one.pk for one in first.registrations] == [one.pk for one in again.registrations]
    assert first.known == again.known == (known.email,)
    assert Registration.objects.count() == 4
    invoice = first.group.invoices.get()
    assert (invoice.buyer, invoice.total) == ("Green Valley", Decimal(360))
    assert not Invoice.objects.filter(registration__isnull=False).exists()


def test_a_group_s_form_cannot_be_sent_for_another_group(edition):
    officer, key, category = make_user(), uuid4(), make_category(edition)
    for cluster in (make_cluster(),):
        register_group(edition=edition, cluster=cluster, people=[(category, attendee())], key=key, by=officer)
    with pytest.raises(AlreadyRegisteredError):
        register_group(edition=edition, cluster=make_cluster(), people=[], key=key, by=officer)
