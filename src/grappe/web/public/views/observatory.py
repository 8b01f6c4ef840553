"""The programme scoreboard: live from the register, or as it was published for a year."""

import csv
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.observatory.models import ScoreboardVintage
from grappe.apps.observatory.queries.scoreboard import Tables, live_scoreboard
from grappe.apps.observatory.queries.shares import totals_of
from grappe.web.public.scoreboard import flat_rows, published_figures, shown_tables

FORMATS = ("csv", "json")


@require_safe
def show_scoreboard(request: HttpRequest, year: int | None = None) -> HttpResponse:
    tables, counted_on, vintage = figures_of(year)
    context = {
        "tables": shown_tables(tables),
        "totals": totals_of(tables),
        "counted_on": counted_on,
        "vintage": vintage,
        "vintages": [one for one in ScoreboardVintage.objects.values_list("year", flat=True) if one != year],
        "published": published_figures(),
        "formats": FORMATS,
    }
    return render(request, "public/scoreboard.html", context)


@require_safe
def scoreboard_file(request: HttpRequest, kind: str, year: int | None = None) -> HttpResponse:  # noqa: ARG001
    """All tables in one file, CSV in the reader's language or JSON in codes."""
    if kind not in FORMATS:
        raise Http404
    tables, counted_on, _vintage = figures_of(year)
    name = f"scoreboard-{year or counted_on}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "json":
        return JsonResponse({"counted_on": counted_on, "tables": tables}, headers=headers)
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(answer)
    writer.writerow(["table", "name", "measure", "value"])
    writer.writerows(flat_rows(shown_tables(tables)))
    return answer


def figures_of(year: int | None) -> tuple[Tables, date, Any]:
    if year is None:
        today = timezone.localdate()
        return live_scoreboard(today=today), today, None
    vintage = get_object_or_404(ScoreboardVintage, year=year)
    return vintage.tables, vintage.counted_on, vintage
