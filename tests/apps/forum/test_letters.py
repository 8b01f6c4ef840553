"""Every letter of the Forum, written in both languages."""

import importlib
import pkgutil
from datetime import date
from decimal import Decimal
from functools import partial
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation
from tests.forum_rows import make_edition, make_profile, make_registration, make_slot, make_table

from grappe.apps.forum import domain
from grappe.apps.forum.domain import (
    invoice_letters,
    link_letters,
    plan_letters,
    press_letters,
    registration_letters,
    request_letters,
    speaker_letters,
)
from grappe.apps.forum.domain.booking import book_in
from grappe.apps.forum.enums import InvoiceKind
from grappe.apps.forum.models import Invoice, InvoiceSeries, MeetingPlan, MeetingRequest

pytestmark = pytest.mark.django_db
DECISIONS = ("pending", "accepted", "refused")


def about_registrations(edition):
    registration = make_registration(edition, reason="", offered_until=timezone.now())
    for state in registration_letters.WORDING:
        registration.state = state
        yield registration_letters.letter_about, registration
    yield link_letters.letter, registration


def about_invoices(edition):
    series = InvoiceSeries(edition=edition, prefix="F", seller="Vesporel", iban="FR76")
    for kind in InvoiceKind:
        invoice = Invoice(pk=1, series=series, kind=kind, number=7, due_on=date(2027, 11, 2))
        invoice.registration = make_registration(edition)
        invoice.net, invoice.vat, invoice.total = Decimal(100), Decimal(20), Decimal("1234.5")
        yield invoice_letters.letter_about, invoice


def about_decisions(edition):
    for status in DECISIONS:
        said = {"status": status, "full_name": "Jo", "answer": "", "edition": edition}
        yield press_letters.letter_about, SimpleNamespace(outlet=SimpleNamespace(name="Tilvéo"), **said)
        yield speaker_letters.letter_about, SimpleNamespace(call=SimpleNamespace(edition=edition), title="?", **said)


def about_meetings(edition):
    one, other = make_profile(edition, name="Alpha"), make_profile(edition, name="Beta")
    make_slot(edition, 0)
    make_table(edition, name="T7")
    plan = MeetingPlan.objects.create(edition=edition, state="published", published_at=timezone.now())
    request = MeetingRequest.objects.create(edition=edition, sender=one, recipient=other, state="accepted")
    meeting = book_in(plan, request, by=None)
    for name in ("letter_asking", "letter_refusing", "letter_accepting", "letter_withdrawing", "letter_of_expiry"):
        yield getattr(request_letters, name), request
    yield request_letters.letter_about_meeting, request, meeting
    person = one.delegates.get().registration_id
    agenda = plan_letters.agendas_of([person], edition)[person]
    for is_first in (True, False):
        yield partial(plan_letters.letter, is_first=is_first), edition, agenda
    yield partial(plan_letters.letter, is_first=False), edition, []


def test_every_letter_is_whole_in_both_languages():
    edition = make_edition(place="Sophia Antipolis")
    written = [
        case
        for cases in (about_registrations, about_invoices, about_decisions, about_meetings)
        for case in cases(edition)
    ]
    for write, *about in written:
        texts = {}
        for language in ("fr", "en"):
            with translation.override(language):
                texts[language] = " ".join(write(*about))
            assert "%(" not in texts[language]
        assert "/fr/" not in texts["en"]
        assert "/en/" not in texts["fr"]
        name = getattr(write, "__qualname__", write)
        assert texts["fr"] != texts["en"], name
        # A message without its French would stand there in English.
        assert not any(word in f" {texts['fr']} " for word in (" your ", " the ", " will ", " you ")), name
    walked = {getattr(write, "func", write) for write, *_about in written}
    rooms = [one.name for one in pkgutil.iter_modules(domain.__path__) if one.name.endswith("_letters")]
    modules = [importlib.import_module(f"{domain.__name__}.{name}") for name in rooms]
    letters = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("letter") and callable(value)
    }
    assert walked == letters
