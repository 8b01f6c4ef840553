"""Up to ten regions side by side, as a page and as a file."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.web.public.observatory.asked import MOST_COMPARED
from grappe.web.public.observatory.comparison import Comparison, comparison_of
from grappe.web.ui.exports import FORMATS, Column, export, is_format


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    held = comparison_of(request.GET)
    context = {"comparison": held, "most": MOST_COMPARED, "formats": FORMATS}
    return render(request, "public/observatory/compare.html", context)


@require_safe
def compare_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    held = comparison_of(request.GET)
    return export(held.rows, columns_of(held), kind=kind, name="comparison")


def columns_of(held: Comparison) -> list[Column]:
    columns = [
        Column("industry", _("Industry"), lambda row: row.code),
        Column("name", _("Name of the industry"), lambda row: row.name),
    ]
    for at, side in enumerate(held.sides):
        quotient = _("Location quotient, %(region)s") % {"region": side.name}
        amount = _("Amount, %(region)s") % {"region": side.name}
        columns += [
            Column(f"quotient_{side.code}", quotient, lambda row, at=at: row.cells[at] and row.cells[at].quotient),  # type: ignore[misc]
            Column(f"amount_{side.code}", amount, lambda row, at=at: row.cells[at] and row.cells[at].amount),  # type: ignore[misc]
        ]
    return columns
