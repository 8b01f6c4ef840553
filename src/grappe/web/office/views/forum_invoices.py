"""Invoices of one edition: who invoices, what is paid, what is taken back."""

from decimal import Decimal
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Sum
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.documents.invoice import invoice_pdf
from grappe.apps.forum.domain.invoice_series import set_invoice_series
from grappe.apps.forum.domain.invoices import credit_invoice, issue_invoice
from grappe.apps.forum.domain.payments import left_to_pay, record_payment
from grappe.apps.forum.enums import InvoiceKind, InvoiceState
from grappe.apps.forum.models import Invoice, InvoiceSeries
from grappe.apps.forum.queries.invoice_lists import invoices_asked, invoices_with_payments
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.invoices import InvoiceFilters, PaymentForm, SeriesForm
from grappe.web.office.forms.registrations import ReasonForm
from grappe.web.office.forum_records import edition_for, page_of
from grappe.web.office.invoice_columns import COLUMNS
from grappe.web.ui.exports import FORMATS, export_records, is_format

PAGE = 50


@login_required
@require_safe
def invoices(request: HttpRequest, edition: str) -> HttpResponse:
    """Invoices and credit notes, with what is left to pay."""
    held = edition_for(request, edition, "forum.manage_invoices")
    filters = InvoiceFilters(request.GET)
    rows = invoices_asked(held, **filters.asked())
    open_rows = invoices_asked(held, state=InvoiceState.ISSUED)
    context = page_of(
        request,
        held,
        "invoices",
        filters=filters,
        page=Paginator(rows, PAGE).get_page(request.GET.get("page")),
        formats=FORMATS,
        owed=open_rows.aggregate(sum=Sum("left"))["sum"] or Decimal(0),
        series=InvoiceSeries.objects.filter(edition=held).first(),
    )
    return render(request, "office/forum/invoices.html", context)


@login_required
@require_safe
def export_invoices(request: HttpRequest, edition: str, kind: str) -> HttpResponseBase:
    held = edition_for(request, edition, "forum.manage_invoices")
    if not is_format(kind):
        raise Http404
    rows = invoices_asked(held, **InvoiceFilters(request.GET).asked())
    return export_records(request, rows, COLUMNS, kind=kind, name=f"invoices-{held.slug}")


def invoice_of(request: HttpRequest, edition: str, pk: int) -> Invoice:
    held = edition_for(request, edition, "forum.manage_invoices")
    return get_object_or_404(invoices_with_payments().filter(series__edition=held), pk=pk)


@login_required
@require_safe
def invoice(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    return show(request, invoice_of(request, edition, pk))


def show(request: HttpRequest, held: Invoice, **bound: Form) -> HttpResponse:
    stands = held.kind == InvoiceKind.INVOICE and held.state != InvoiceState.CREDITED
    context = page_of(
        request,
        held.series.edition,
        "invoices",
        invoice=held,
        lines=held.lines.all(),
        payments=held.payments.select_related("recorded_by"),
        stands=stands,
        credit_note=Invoice.objects.filter(corrects=held).select_related("series").first(),
        payment_form=bound.get("payment_form", PaymentForm(initial={"amount": left_to_pay(held)})),
        credit_form=bound.get("credit_form", ReasonForm(prefix="credit")),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return render(request, "office/forum/invoice.html", context, status=status)


@login_required
@require_safe
def invoice_file(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = invoice_of(request, edition, pk)
    answer = HttpResponse(invoice_pdf(held), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{held.reference}.pdf"'
    return answer


@login_required
@require_POST
def pay(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Record money that came in; the bank's reference keeps it from counting twice."""
    held, user = invoice_of(request, edition, pk), person(request)
    form = PaymentForm(request.POST)
    if not form.is_valid():
        return show(request, held, payment_form=form)
    done_or_refused(
        request, _("Payment recorded."), lambda: record_payment(invoice=held, receipt=form.receipt, by=user)
    )
    return redirect("office:invoice", edition, held.pk)


@login_required
@require_POST
def credit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Take an invoice back by a credit note."""
    held, user = invoice_of(request, edition, pk), person(request)
    form = ReasonForm(request.POST, prefix="credit")
    if not form.is_valid():
        return show(request, held, credit_form=form)
    reason = form.cleaned_data["reason"]
    done_or_refused(request, _("A credit note is made."), lambda: credit_invoice(invoice=held, reason=reason, by=user))
    return redirect("office:invoice", edition, held.pk)


@login_required
def series(request: HttpRequest, edition: str) -> HttpResponse:
    """Say who invoices for this edition."""
    held = edition_for(request, edition, "forum.manage_invoices")
    known = InvoiceSeries.objects.filter(edition=held).first()
    initial = {name: getattr(known, name) for name in SeriesForm.base_fields} if known else {}
    form = SeriesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_invoice_series(edition=held, values=form.cleaned_data, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:invoices", held.slug)
    return render(request, "office/forum/series.html", page_of(request, held, "invoices", form=form))


@login_required
@require_POST
def invoice_group(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Invoice a group whose people were confirmed later."""
    held, user = edition_for(request, edition, "forum.manage_invoices"), person(request)
    group = get_object_or_404(held.groups, pk=pk)
    done_or_refused(request, _("Invoiced."), lambda: issue_invoice(group=group, by=user))
    return redirect("office:group", held.slug, group.pk)
