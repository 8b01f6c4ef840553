"""Slots and tables of an edition, and its requests."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.layout import add_tables, lay_out_slots, remove_slots, remove_tables
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.requests import request_counts, requests_of_edition
from grappe.web.access import done_or_refused, keys_in, person
from grappe.web.office.forms.meetings import RequestFilters, SlotsForm, TablesForm
from grappe.web.office.meeting_records import page_of, planned_edition

REQUESTS_A_PAGE = 50


@login_required
@require_safe
def layout(request: HttpRequest, edition: str) -> HttpResponse:
    return show(request, planned_edition(request, edition))


def show(request: HttpRequest, edition: Edition, **bound: Form) -> HttpResponse:
    rows = [
        {
            "slot": slot,
            "begins": slot.during.lower.astimezone(edition.zone),
            "ends": slot.during.upper.astimezone(edition.zone),
        }
        for slot in edition.slots.all()
    ]
    days: list[tuple[Any, list[dict[str, Any]]]] = [
        (day, list(own)) for day, own in groupby(rows, key=lambda row: row["begins"].date())
    ]
    initial = {"day": edition.days.lower} if edition.days else {}
    context = page_of(
        request,
        edition,
        "meetings_layout",
        days=days,
        tables=edition.tables.all(),
        slots_form=bound.get("slots_form", SlotsForm(prefix="slots", initial=initial)),
        tables_form=bound.get("tables_form", TablesForm(prefix="tables")),
    )
    return render(request, "office/meetings/layout.html", context)


@login_required
@require_POST
def add(request: HttpRequest, edition: str, what: str) -> HttpResponse:
    """Add a half-day of slots, or several tables."""
    held, user = planned_edition(request, edition), person(request)
    form: SlotsForm | TablesForm
    form = SlotsForm(request.POST, prefix=what) if what == "slots" else TablesForm(request.POST, prefix=what)
    if form.is_valid():
        try:
            if isinstance(form, SlotsForm):
                lay_out_slots(edition=held, half_day=form.half_day, by=user)
            else:
                add_tables(edition=held, tables=form.tables, by=user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("office:meetings_layout", held.slug)
    return show(request, held, **{"slots_form" if isinstance(form, SlotsForm) else "tables_form": form})


@login_required
@require_POST
def remove(request: HttpRequest, edition: str, what: str) -> HttpResponse:
    """Take away the slots or tables that were ticked."""
    held, user = planned_edition(request, edition), person(request)
    keys = keys_in(request.POST.getlist("ticked"))
    if what == "slots":
        slots = list(held.slots.filter(pk__in=keys))
        done_or_refused(request, _("Removed."), lambda: remove_slots(edition=held, slots=slots, by=user))
    else:
        tables = list(held.tables.filter(pk__in=keys))
        done_or_refused(request, _("Removed."), lambda: remove_tables(edition=held, tables=tables, by=user))
    return redirect("office:meetings_layout", held.slug)


@login_required
@require_safe
def requests(request: HttpRequest, edition: str) -> HttpResponse:
    """Every request of the edition, by state and by place in the plan."""
    held = planned_edition(request, edition)
    filters = RequestFilters(request.GET, auto_id="filter-%s")
    filters.full_clean()
    found = requests_of_edition(held, **{name: value for name, value in filters.cleaned_data.items() if value})
    page = Paginator(found, REQUESTS_A_PAGE).get_page(request.GET.get("page"))
    context = page_of(request, held, "meetings_requests", filters=filters, page=page, counts=request_counts(held))
    return render(request, "office/meetings/requests.html", context)
