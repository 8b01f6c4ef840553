"""The invoice on paper says what was kept, in the language it was issued in."""

from decimal import Decimal

import pytest
from django.utils import translation
from tests.forum_rows import make_category, make_edition, make_registration

from grappe.apps.forum.documents.invoice import invoice_pdf, words_of
from grappe.apps.forum.domain.invoices import credit_invoice, issue_invoice
from grappe.apps.forum.models import InvoiceSeries

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice():
    edition = make_edition(is_simulated=True)
    InvoiceSeries.objects.create(
        edition=edition, prefix="F27", seller="Forum", seller_address="1 place\n06560 Valbonne", iban="FR76"
    )
    category = make_category(edition, fee=Decimal("1250.50"), vat_rate=Decimal("5.50"))
    return issue_invoice(
        registration=make_registration(edition, category=category, language="fr", full_name="Zoé #[evil] Müller"),
        by=None,
    )


def test_figures_stand_in_the_invoice_s_language(invoice):
    with translation.override("fr"):
        words = words_of(invoice)
    assert words["title"] == "Facture"
    assert [total.replace("\xa0", " ").replace("\u202f", " ") for _label, total in words["totals"]] == [
        "1 250,50 €",
        "68,78 €",
        "1 319,28 €",
    ]
    assert words["lines"][0][3] == "5,5 %"
    assert ["Référence à indiquer", "F27-00001"] in words["payment"]
    assert words["simulated"] == "simulé"


def test_a_credit_note_names_the_invoice_and_asks_for_nothing(invoice):
    note = credit_invoice(invoice=invoice, by=None)
    with translation.override("en"):
        words = words_of(note)
    assert (words["title"], words["payment"], words["due"]) == ("Credit note", [], "")
    assert "F27-00001" in words["corrects"]


def test_what_people_write_is_text_and_never_markup(invoice):
    assert invoice_pdf(invoice).startswith(b"%PDF")
    assert "#[evil]" in words_of(invoice)["lines"][0][0]
