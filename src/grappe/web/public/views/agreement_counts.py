"""How many agreements there are on a day: published and recorded, as a page and as a file."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.partnerships.queries.agreement_counts import count_lines
from grappe.web.public.agreement_count_columns import COLUMNS, DayFilter, with_sources
from grappe.web.ui.exports import FORMATS, export, is_format


def day_asked(request: HttpRequest) -> tuple[DayFilter, date]:
    today = timezone.localdate()
    filters = DayFilter(request.GET or {"on": today.isoformat()})
    day = filters.cleaned_data.get("on") if filters.is_valid() else None
    return filters, day or today


@require_safe
def show_agreement_counts(request: HttpRequest) -> HttpResponse:
    filters, day = day_asked(request)
    lines = count_lines(on=day)
    context = {
        "filters": filters,
        "day": day,
        "published": with_sources(lines),
        "lines": [line for line in lines if not line.published],
        "formats": FORMATS,
    }
    return render(request, "public/partnerships/counts.html", context)


@require_safe
def export_agreement_counts(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    _filters, day = day_asked(request)
    return export(count_lines(on=day), COLUMNS, kind=kind, name="agreement-figures")
