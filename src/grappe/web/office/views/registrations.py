"""The registrations of one edition, and decisions on them."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.forum.domain.categories import move_to_category
from grappe.apps.forum.domain.invoices import issue_invoice
from grappe.apps.forum.domain.offers import accept_offer
from grappe.apps.forum.domain.registrations import approve_registration, cancel_registration, refuse_registration
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, RegistrationState
from grappe.apps.forum.models import Registration
from grappe.apps.forum.queries.invoice_lists import invoices_of
from grappe.apps.forum.queries.registration_lists import registrations_asked
from grappe.apps.forum.queries.waiting_list import place_in_queue
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.registrations import MoveForm, ReasonForm, RegistrationFilters
from grappe.web.office.forum_records import edition_for, page_of, registration_of
from grappe.web.office.registration_columns import COLUMNS
from grappe.web.ui.exports import FORMATS, export_records, is_format

PAGE = 50


@login_required
@require_safe
def registrations(request: HttpRequest, edition: str) -> HttpResponse:
    """Who registered; the filters live in the address."""
    held = edition_for(request, edition, "forum.manage_registrations")
    filters = RegistrationFilters(held, request.GET)
    page = Paginator(registrations_asked(held, filters.asked()), PAGE).get_page(request.GET.get("page"))
    counts = dict(held.registrations.order_by().values_list("state").annotate(n=Count("pk")))
    context = page_of(
        request,
        held,
        "registrations",
        filters=filters,
        page=page,
        formats=FORMATS,
        counts=[(label, counts.get(value, 0), value) for value, label in RegistrationState.choices],
    )
    return render(request, "office/forum/registrations.html", context)


@login_required
@require_safe
def export_registrations(request: HttpRequest, edition: str, kind: str) -> HttpResponseBase:
    """The filtered registrations as a file."""
    held = edition_for(request, edition, "forum.manage_registrations")
    if not is_format(kind):
        raise Http404
    rows = registrations_asked(held, RegistrationFilters(held, request.GET).asked())
    return export_records(request, rows, COLUMNS, kind=kind, name=f"registrations-{held.slug}")


@login_required
@require_safe
def registration(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    return show(request, registration_of(request, edition, pk))


def show(request: HttpRequest, held: Registration, **bound: Form) -> HttpResponse:
    state = RegistrationState(held.state)
    context = page_of(
        request,
        held.edition,
        "registrations",
        registration=held,
        is_open=state in OPEN_REGISTRATIONS,
        is_pending=state == RegistrationState.PENDING,
        is_offered=state == RegistrationState.OFFERED,
        may_refuse=state in {RegistrationState.PENDING, RegistrationState.WAITING},
        queue=place_in_queue(held) if state == RegistrationState.WAITING else None,
        invoices=invoices_of(held),
        may_invoice=state == RegistrationState.CONFIRMED and bool(held.category.fee),
        refuse_form=bound.get("refuse_form", ReasonForm(prefix="refuse")),
        cancel_form=bound.get("cancel_form", ReasonForm(prefix="cancel")),
        move_form=bound.get("move_form", MoveForm(held.edition, held=held.category)),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return render(request, "office/forum/registration.html", context, status=status)


@login_required
@require_POST
def approve(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held, user = registration_of(request, edition, pk), person(request)
    done_or_refused(request, _("Approved."), lambda: approve_registration(registration=held, by=user))
    return redirect("office:registration", edition, held.pk)


@login_required
@require_POST
def accept(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Accept an offered place for a person who answered by telephone."""
    held, user = registration_of(request, edition, pk), person(request)
    done_or_refused(request, _("Confirmed."), lambda: accept_offer(registration=held, by=user))
    return redirect("office:registration", edition, held.pk)


@login_required
@require_POST
def refuse(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Refuse with a reason, which the person is told."""
    held, user = registration_of(request, edition, pk), person(request)
    form = ReasonForm(request.POST, prefix="refuse")
    if not form.is_valid():
        return show(request, held, refuse_form=form)
    reason = form.cleaned_data["reason"]
    done_or_refused(request, _("Refused."), lambda: refuse_registration(registration=held, reason=reason, by=user))
    return redirect("office:registration", edition, held.pk)


@login_required
@require_POST
def cancel(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Cancel for the person, with a reason; whoever waits longest gets the place."""
    held, user = registration_of(request, edition, pk), person(request)
    form = ReasonForm(request.POST, prefix="cancel")
    if not form.is_valid():
        return show(request, held, cancel_form=form)
    reason = form.cleaned_data["reason"]
    done_or_refused(request, _("Cancelled."), lambda: cancel_registration(registration=held, reason=reason, by=user))
    return redirect("office:registration", edition, held.pk)


@login_required
@require_POST
def move(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Put the person into another category."""
    held, user = registration_of(request, edition, pk), person(request)
    form = MoveForm(held.edition, request.POST, held=held.category)
    if not form.is_valid():
        return show(request, held, move_form=form)
    category = form.cleaned_data["category"]
    done_or_refused(request, _("Moved."), lambda: move_to_category(registration=held, category=category, by=user))
    return redirect("office:registration", edition, held.pk)


@login_required
@require_POST
def invoice(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Invoice a person whose fee was not invoiced by itself."""
    held, user = registration_of(request, edition, pk), person(request)
    done_or_refused(request, _("Invoiced."), lambda: issue_invoice(registration=held, by=user))
    return redirect("office:registration", edition, held.pk)
