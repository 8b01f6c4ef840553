"""The organiser's desk: lists that export safely, decisions with their reasons, places, groups, money."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grappe.apps.directory.domain.mandates import appoint_officer
from grappe.apps.forum.domain.editions import appoint
from grappe.apps.forum.enums import Duty
from grappe.apps.forum.models import GroupRegistration, Invoice, InvoiceSeries, Registration
from tests.factories import make_cluster, make_user
from tests.forum_rows import make_category, make_edition, make_registration, send_letters

pytestmark = pytest.mark.django_db
BASE = "/en/office/forum/2027/"


@pytest.fixture
def edition():
    return make_edition(slug="2027")


@pytest.fixture
def category(edition):
    return make_category(edition, name_en="Member", name_fr="Adhérent")


@pytest.fixture
def organiser(client, edition):
    user = make_user()
    appoint(user=user, edition=edition, duty=Duty.ORGANISER, by=None)
    client.force_login(user)
    return user


def confirmed(category, **values):
    """A confirmed registration whose place is counted."""
    for one in (category, category.edition):
        one.held_places += 1
        one.save()
    return make_registration(category.edition, category=category, **values)


def invoicing(edition):
    return InvoiceSeries.objects.create(
        edition=edition, prefix="F27", seller="Forum", seller_address="Nice", iban="FR76", bic="ABC"
    )


def test_filters_live_in_the_address_and_the_file_holds_what_they_leave(client, category, organiser):
    confirmed(category, full_name="Ada Lovelace", diet_needs="vegetarian")
    make_registration(category.edition, full_name="Grace Hopper", state="cancelled")
    page = client.get(f"{BASE}registrations/?words=lovelace&with_needs=on&state=confirmed").content.decode()
    assert "Ada Lovelace" in page
    assert "Grace Hopper" not in page
    assert "registrations.csv?words=lovelace&amp;with_needs=on&amp;state=confirmed" in page
    answer = client.get(f"{BASE}registrations.csv?with_needs=on")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["Name", "Ada Lovelace"]
    assert "Grace Hopper" in client.get(f"{BASE}registrations/?state=nonsense").content.decode()


def test_files_hold_no_formula_that_a_spreadsheet_would_run(client, category, organiser):
    confirmed(category, full_name='=HYPERLINK("http://evil.example")', organisation_name="@SUM(A1)", phone="+33 4")
    answer = client.get(f"{BASE}registrations.csv")
    row = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))[1]
    assert row[1] == '\'=HYPERLINK("http://evil.example")'
    assert (row[3], row[5]) == ("'+33 4", "'@SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(f"{BASE}registrations.xlsx").streaming_content)))
    assert {cell.data_type for cell in book.active[2]} <= {"s", "n", "b", "d"}


def test_lists_ask_the_same_number_of_questions_however_long(client, category, organiser, django_assert_num_queries):
    address = f"{BASE}registrations/"
    confirmed(category)
    client.get(address)
    with django_assert_num_queries(10) as counted:
        client.get(address)
    for _number in range(3):
        confirmed(category, group=GroupRegistration.objects.create(edition=category.edition, cluster=make_cluster()))
    with django_assert_num_queries(len(counted)):
        client.get(address)


def test_an_organiser_approves_refuses_with_a_reason_and_cancels(client, edition, organiser, mailoutbox):
    category = make_category(edition, needs_approval=True)
    first, second = (make_registration(edition, state="pending", category=category, language="en") for _ in "12")
    client.post(f"{BASE}registrations/{first.pk}/approve/")
    assert client.post(f"{BASE}registrations/{second.pk}/refuse/", {"refuse-reason": " "}).status_code == 422
    client.post(f"{BASE}registrations/{second.pk}/refuse/", {"refuse-reason": "Not of this field"})
    client.post(f"{BASE}registrations/{first.pk}/cancel/", {"cancel-reason": "Asked by phone"})
    send_letters()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state, second.reason) == ("cancelled", "refused", "Not of this field")
    assert any("Not of this field" in mail.body for mail in mailoutbox)
    answer = client.post(f"{BASE}registrations/{second.pk}/approve/", follow=True)
    assert "Somebody has decided in the meantime" in answer.content.decode()


def test_moving_takes_the_place_and_the_fee_along_and_lets_the_next_one_in(client, edition, organiser):
    invoicing(edition)
    full = make_category(edition, capacity=1, name_en="Full")
    dear = make_category(edition, capacity=1, fee=100, name_en="Dear")
    held = confirmed(full)
    waiting = make_registration(edition, category=full, state="waiting", queued_at=timezone.now())
    client.post(f"{BASE}registrations/{held.pk}/move/", {"category": dear.pk})
    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.category, waiting.state) == (dear, "confirmed")
    assert [str(one.total) for one in held.invoices.all()] == ["120.00"]
    answer = client.post(f"{BASE}registrations/{waiting.pk}/move/", {"category": dear.pk}, follow=True)
    assert "This category is full" in answer.content.decode()
    counts = {one.name_en: one.held_places for one in edition.categories.all()}
    assert counts == {"Full": 1, "Dear": 1}


def test_a_larger_capacity_lets_in_who_waits_and_a_smaller_one_is_refused(client, edition, category, organiser):
    for one in (category,):
        one.capacity = 1
        one.save()
    confirmed(category)
    waiting = make_registration(
        edition, category=category, state="waiting", queued_at=timezone.now(), full_name="Next One"
    )
    assert "Next One" in client.get(f"{BASE}waiting-list/").content.decode()
    form = {name: getattr(category, name) for name in ("kind", "name_fr", "name_en", "fee", "vat_rate", "rank")}
    form["hours_to_accept"] = 0
    client.post(f"{BASE}categories/{category.pk}/", form | {"capacity": 2, "is_offered": "on"})
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    answer = client.post(f"{BASE}categories/{category.pk}/", form | {"capacity": 1})
    assert "2 places are confirmed or offered" in answer.content.decode()
    answer = client.post(f"{BASE}categories/capacity/", {"capacity": 1}, follow=True)
    assert "2 places are confirmed or offered" in answer.content.decode()
    assert "Fee before tax" in client.get(f"{BASE}categories/").content.decode()


def test_a_category_is_added_once_a_name(client, edition, category, organiser):
    form = {"kind": "press", "name_fr": "Presse", "name_en": "Press", "fee": 0, "vat_rate": 20, "rank": 3}
    form["hours_to_accept"] = 48
    client.post(f"{BASE}categories/add/", form | {"capacity": ""})
    assert edition.categories.get(name_fr="Presse").capacity is None
    assert "has a category of this name" in client.post(f"{BASE}categories/add/", form).content.decode()


def test_a_guest_is_registered_once_outside_the_form_and_its_time(client, edition, organiser):
    speakers = make_category(edition, kind="speaker", is_offered=False)
    edition.registration_opens_at = edition.registration_closes_at = None
    edition.save()
    form = {"key": uuid4(), "category": speakers.pk, "full_name": "Speaker", "email": "s@forum.example", "told": "on"}
    form |= {"country": "DE", "language": "en"}
    for _time in range(2):
        client.post(f"{BASE}registrations/add/", form)
    made = Registration.objects.get()
    assert (made.category, made.state, made.country) == (speakers, "confirmed", "DE")
    assert client.post(f"{BASE}registrations/add/", form | {"key": uuid4()}).status_code == 422


def test_an_invoice_is_paid_in_parts_and_the_same_reference_counts_once(client, edition, organiser):
    invoicing(edition)
    held = confirmed(make_category(edition, fee=100))
    client.post(f"{BASE}registrations/{held.pk}/invoice/")
    invoice = Invoice.objects.get()
    form = {"amount": "20", "received_on": "2027-01-01", "method": "bank_transfer", "reference": "TX1"}
    for _time in range(2):
        client.post(f"{BASE}invoices/{invoice.pk}/pay/", form)
    assert "100" in client.get(f"{BASE}invoices/").content.decode()
    client.post(f"{BASE}invoices/{invoice.pk}/pay/", form | {"amount": "100", "reference": "TX2"})
    invoice.refresh_from_db()
    assert (invoice.state, invoice.payments.count()) == ("paid", 2)
    answer = client.post(f"{BASE}invoices/{invoice.pk}/pay/", form | {"reference": "TX3"}, follow=True)
    assert "not to be paid any more" in answer.content.decode()
    client.post(f"{BASE}invoices/{invoice.pk}/credit/", {"credit-reason": "Wrong buyer"})
    assert [one.kind for one in Invoice.objects.order_by("number")] == ["invoice", "credit_note"]
    for one in Invoice.objects.all():
        assert client.get(f"{BASE}invoices/{one.pk}.pdf").content.startswith(b"%PDF")
    assert "F27-00001" in client.get(f"{BASE}invoices.csv").getvalue().decode()
    assert "F27-00001" not in client.get(f"{BASE}invoices/?state=late").content.decode()
    assert "F27-00002" in client.get(f"{BASE}invoices/?state=credit_note").content.decode()


def test_the_seller_is_said_once_and_the_prefix_stays(client, edition, organiser):
    form = {"prefix": "F27", "seller": "Forum", "seller_address": "Nice", "days_to_pay": 30}
    client.post(f"{BASE}invoices/series/", form)
    held = confirmed(make_category(edition, fee=100))
    client.post(f"{BASE}registrations/{held.pk}/invoice/")
    answer = client.post(f"{BASE}invoices/series/", form | {"prefix": "OTHER"})
    assert "Invoices bear this prefix already" in answer.content.decode()


def test_a_late_invoice_is_found(client, edition, organiser):
    series = invoicing(edition)
    Invoice.objects.create(
        series=series,
        number=1,
        registration=confirmed(make_category(edition)),
        issued_on=timezone.localdate() - timedelta(days=60),
        due_on=timezone.localdate() - timedelta(days=30),
        buyer="Late payer",
        net=1,
        vat=0,
        total=1,
    )
    assert "Late payer" in client.get(f"{BASE}invoices/?state=late&words=F27-00001").content.decode()


@pytest.fixture
def cluster(client):
    cluster, user = make_cluster("Photonique", slug="photonique"), make_user("officer@pole.example")
    appoint_officer(user=user, cluster=cluster, by=None)
    client.force_login(user)
    return cluster


def row(number, **values):
    values = {"full_name": f"Person {number}", "email": f"p{number}@pole.example", "category": "Member"} | values
    return {f"person-{number}-{name}": value for name, value in values.items()}


def table(*rows, **values):
    made = {"person-TOTAL_FORMS": len(rows) + 2, "person-INITIAL_FORMS": 0, "key": str(uuid4()), "told": "on"}
    for one in rows:
        made |= one
    return made | values


GROUP = f"{BASE}groups/new/photonique/"


def test_an_officer_registers_a_group_once_however_often_the_table_is_sent(client, category, cluster):
    form = table(row(0), row(1, diet_needs="halal"))
    answers = [client.post(GROUP, form) for _time in range(2)]
    assert len({answer.url for answer in answers}) == 1
    assert Registration.objects.filter(group__cluster=cluster, state="confirmed").count() == 2
    page = client.get(answers[0].url).content.decode()
    assert "p1@pole.example" in page


def test_faults_of_the_table_stand_in_their_rows_and_nobody_is_registered(client, category, cluster):
    answer = client.post(GROUP, table(row(0), row(1, email="nonsense"), row(2, email="P0@pole.example", category="X")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a valid email address" in page
    assert "The same address stands in row 1 already" in page
    assert "Known: Member" in page
    assert not Registration.objects.exists()
    assert client.post(GROUP, table()).status_code == 422


def sheet(text, name="people.csv"):
    return SimpleUploadedFile(name, text.encode())


def test_a_file_fills_the_table_and_its_faults_are_told_by_line(client, category, cluster):
    text = "Nom;Adresse électronique;Catégorie;Régime;Couleur\nAda;ada@pole.example;adherent;végétarien;bleu\n"
    page = client.post(GROUP, {"read": "1", "key": uuid4(), "file": sheet(text)}).content.decode()
    assert "The file is sound" in page
    assert 'value="ada@pole.example"' in page
    assert "Columns passed over: Couleur" in page

    wrong = f"{text}Bob;bob@;adherent;;\nCarl;carl@pole.example;Pirate;;\nDan;dan@pole.example;adherent;;x;y;z\n"
    answer = client.post(GROUP, {"read": "1", "key": uuid4(), "file": sheet(wrong)})
    page = answer.content.decode()
    assert answer.status_code == 422
    for told in ("3 faults in the file", "Line 3, E-mail", "Line 4, Category", "Line 5: The row has 7 cells"):
        assert told in page
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "empty"), ("Nom;Fonction\nA;B\n", "lacks a column: E-mail"), ("Name;Email;Mail\na;b;c\n", "same thing")],
)
def test_a_file_that_is_no_list_is_refused_with_the_reason(client, category, cluster, text, told):
    answer = client.post(GROUP, {"read": "1", "key": uuid4(), "file": sheet(text)})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_more_rows_keep_what_was_typed(client, category, cluster):
    page = client.post(GROUP, table(row(0, full_name="Typed"), more="1")).content.decode()
    assert 'value="Typed"' in page
    assert page.count("<legend>Person") == 6


def test_the_model_file_reads_back(client, category, cluster):
    answer = client.get(f"{BASE}groups/model.csv")
    head, line = answer.getvalue().decode("utf-8-sig").splitlines()
    assert head.startswith("Name,E-mail,Category")
    assert line.split(",")[2] == "Member"


def test_an_officer_sees_own_groups_only_and_no_registration_of_the_office(client, edition, category, cluster):
    other = GroupRegistration.objects.create(edition=edition, cluster=make_cluster("Elsewhere"))
    page = client.get(f"{BASE}groups/").content.decode()
    assert "Elsewhere" not in page
    assert client.get(f"{BASE}groups/{other.pk}/").status_code == 404
    assert client.get(f"{BASE}registrations/").status_code == 403
    assert client.get(f"{BASE}groups/new/{other.cluster.slug}/").status_code == 403


def test_an_organiser_of_another_edition_is_kept_out(client, edition, category):
    other, user = make_edition(slug="2028"), make_user()
    appoint(user=user, edition=other, duty=Duty.ORGANISER, by=None)
    client.force_login(user)
    held = confirmed(category)
    pages = ("registrations/", "registrations.csv", f"registrations/{held.pk}/", "invoices/", "press/", "categories/")
    assert {client.get(f"{BASE}{page}").status_code for page in pages} == {403}
    assert client.get(f"/en/office/forum/2028/registrations/{held.pk}/").status_code == 404
