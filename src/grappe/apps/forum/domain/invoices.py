"""Invoices and credit notes: numbers without holes, figures that never change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.invoice_letters import tell_buyer
from grappe.apps.forum.enums import InvoiceKind, InvoiceState, RegistrationState
from grappe.apps.forum.errors import InvoiceRefusedError
from grappe.apps.forum.models import (
    GroupRegistration,
    Invoice,
    InvoiceLine,
    InvoiceSeries,
    ParticipantCategory,
    Registration,
)

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    label: str
    quantity: int
    unit_price: Decimal
    vat_rate: Decimal


@dataclass(frozen=True)
class Totals:
    net: Decimal
    vat: Decimal

    @property
    def total(self) -> Decimal:
        return self.net + self.vat


def totals_of(lines: Iterable[Line]) -> Totals:
    """Add lines up; VAT is rounded once for each rate, as tax offices compute it."""
    by_rate: dict[Decimal, Decimal] = {}
    for line in lines:
        by_rate[line.vat_rate] = by_rate.get(line.vat_rate, Decimal(0)) + line.quantity * line.unit_price
    vat = sum(((net * rate / 100).quantize(CENT, ROUND_HALF_UP) for rate, net in by_rate.items()), Decimal(0))
    return Totals(sum(by_rate.values(), Decimal(0)).quantize(CENT), vat.quantize(CENT))


def issue_invoice(
    *, registration: Registration | None = None, group: GroupRegistration | None = None, by: User | None
) -> Invoice:
    """Invoice one person, or a group together: its confirmed members, one line a category."""
    with recorded(by=by, verb="issue_invoice"):
        if registration is not None:
            series, buyer, people = lock_series(registration.edition_id), buyer_of(registration), [registration]
        elif group is not None:
            series, buyer = lock_series(group.edition_id), buyer_of_group(group)
            people = list(group.registrations.filter(state=RegistrationState.CONFIRMED).select_related("category"))
        else:
            raise ValueError("an invoice is for a registration or for a group")
        targets = {"registration": registration, "group": group}
        if Invoice.objects.filter(kind=InvoiceKind.INVOICE, **targets).exclude(state=InvoiceState.CREDITED).exists():
            raise InvoiceRefusedError(_("An invoice is open already: make a credit note first."))
        with translation.override(buyer["language"]):
            lines = lines_of(people, series)
        if not lines:
            raise InvoiceRefusedError(_("There is nothing to invoice: no confirmed person in a category with a fee."))
        invoice = write_invoice(series, lines, by, **targets, **buyer)
        record_action(by=by, verb="issue_invoice", target=invoice, number=invoice.reference, total=str(invoice.total))
        tell_buyer(invoice)
    return invoice


def lock_series(edition_id: int) -> InvoiceSeries:
    """The series, with its next number held until the transaction ends: what is rolled back leaves no hole."""
    series = InvoiceSeries.objects.select_for_update().filter(edition=edition_id).first()
    if series is None:
        raise InvoiceRefusedError(_("Say first who invoices for this edition: it has no invoice series."))
    return series


def buyer_of(registration: Registration) -> dict[str, Any]:
    return {
        "buyer": registration.organisation_name or registration.full_name,
        "buyer_address": registration.billing_address,
        "buyer_email": registration.email,
        "language": registration.language,
    }


def buyer_of_group(group: GroupRegistration) -> dict[str, Any]:
    body, contact = group.cluster.body, group.contact
    return {
        "buyer": body.legal_name if body else group.cluster.name,
        "buyer_address": f"{body.street}\n{body.postcode} {body.city}".strip() if body else group.cluster.city,
        "buyer_email": contact.email if contact else "",
        "language": contact.language if contact else "fr",
    }


def lines_of(people: Sequence[Registration], series: InvoiceSeries) -> list[Line]:
    """One line for each category with a fee, in the language that is active."""
    counted: dict[int, tuple[ParticipantCategory, list[str]]] = {}
    for person in people:
        if person.category.fee:
            counted.setdefault(person.category_id, (person.category, []))[1].append(person.full_name)
    year = series.edition.year
    lines = []
    for category, names in counted.values():
        kind = category.name_en if translation.get_language() == "en" else category.name_fr
        words = {"year": year, "category": kind, "name": names[0]}
        label = (
            _("Forum %(year)d, registration (%(category)s): %(name)s")
            if len(names) == 1
            else _("Forum %(year)d, registrations (%(category)s)")
        )
        lines.append(Line(label % words, len(names), category.fee, category.vat_rate))
    return lines


def write_invoice(series: InvoiceSeries, lines: Sequence[Line], by: User | None, **values: Any) -> Invoice:
    """Take the next number of a locked series and write the invoice."""
    series.last_number += 1
    series.save(update_fields=["last_number"])
    today: date = timezone.localdate()
    totals = totals_of(lines)
    invoice = Invoice.objects.create(
        series=series,
        number=series.last_number,
        issued_on=today,
        due_on=today + timedelta(days=series.days_to_pay),
        net=totals.net,
        vat=totals.vat,
        total=totals.total,
        issued_by=by,
        **values,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            label=line.label,
            quantity=line.quantity,
            unit_price=line.unit_price,
            vat_rate=line.vat_rate,
        )
        for line in lines
    )
    return invoice


def credit_invoice(*, invoice: Invoice, reason: str = "", by: User | None) -> Invoice:
    """Take an invoice back by a credit note over the same lines; what was paid on it is to be paid back."""
    with recorded(by=by, verb="credit_invoice", reason=reason):
        series = lock_series(invoice.series.edition_id)
        held = Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
        if held.kind != InvoiceKind.INVOICE or held.state == InvoiceState.CREDITED:
            raise InvoiceRefusedError(_("Only an invoice that stands can be taken back."))
        lines = [Line(one.label, one.quantity, -one.unit_price, one.vat_rate) for one in held.lines.all()]
        note = write_invoice(
            series,
            lines,
            by,
            kind=InvoiceKind.CREDIT_NOTE,
            state=InvoiceState.PAID,
            corrects=held,
            registration=held.registration,
            group=held.group,
            buyer=held.buyer,
            buyer_address=held.buyer_address,
            buyer_email=held.buyer_email,
            language=held.language,
        )
        held.state = InvoiceState.CREDITED
        held.save(update_fields=["state"])
        record_action(by=by, verb="credit_invoice", target=held, reason=reason, number=note.reference)
        tell_buyer(note)
    return note
