"""An invoice: seen, taken as PDF, paid by bank transfer or on the page of a provider."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.documents.invoice import invoice_pdf
from grappe.apps.forum.domain.payments import left_to_pay, record_payment
from grappe.apps.forum.models import Invoice
from grappe.apps.forum.payments import payment_provider
from grappe.apps.forum.payments.bank_transfer import BankTransfer
from grappe.apps.forum.payments.interface import ForgedNoticeError, PaymentProvider, WayToPay
from grappe.web.public.forum_records import own_invoice
from grappe.web.public.own_pages import own_page

LARGEST_NOTICE = 64 * 1024


@own_page
def invoice(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """What is to be paid, and how. A hosted payment is opened only when asked for."""
    held = own_invoice(request, edition, pk)
    offers_page = payment_provider().name != "bank_transfer"
    left = left_to_pay(held)
    way = None
    if left and request.method == "POST" and offers_page:
        way = opened(request, held)
    context = {
        "edition": held.series.edition,
        "invoice": held,
        "way": way,
        "transfer": way_to_pay(held, BankTransfer()).instructions if left else (),
        "offers_page": offers_page and bool(left),
        "lines": held.lines.all(),
        "payments": held.payments.all(),
    }
    return render(request, "public/forum/invoice.html", context)


def opened(request: HttpRequest, held: Invoice) -> WayToPay | None:
    try:
        return way_to_pay(held, payment_provider())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return None


def way_to_pay(held: Invoice, provider: PaymentProvider) -> WayToPay:
    here = reverse("public:invoice", args=[held.series.edition.slug, held.pk])
    return provider.begin(
        held,
        return_address=f"{settings.BASE_URL}{here}",
        notice_address=settings.BASE_URL + reverse("public:payment_notice"),
    )


@own_page
@require_safe
def invoice_file(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = own_invoice(request, edition, pk)
    answer = HttpResponse(invoice_pdf(held), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{held.reference}.pdf"'
    return answer


@csrf_exempt
@require_POST
def payment_notice(request: HttpRequest) -> HttpResponse:
    """A provider tells of money; its signature is what is believed, and the same notice counts once."""
    if len(request.body) > LARGEST_NOTICE:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        notice = payment_provider().read_notice(request.body, request.headers)
    except ForgedNoticeError:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if notice is not None:
        held = get_object_or_404(Invoice, pk=notice.invoice_id)
        try:
            record_payment(invoice=held, receipt=notice.receipt, by=None)
        except RefusedError as refusal:
            return HttpResponse(str(refusal), status=HTTPStatus.CONFLICT, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok", content_type="text/plain")
