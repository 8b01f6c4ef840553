"""The tables that the observatory holds, and where an address of industries without one leads."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from grappe.apps.observatory.models import RegionalTable
from grappe.apps.observatory.queries.tables import tables_listed


@require_safe
def list_tables(request: HttpRequest) -> HttpResponse:
    return render(request, "public/observatory/tables.html", {"tables": tables_listed()})


@require_safe
def find_industries(request: HttpRequest, code: str = "") -> HttpResponseRedirect:  # noqa: ARG001
    """A table lists its own industries: the one asked for, else the first that has any."""
    if code:
        return redirect(f"{get_object_or_404(RegionalTable, code=code).get_absolute_url()}#industries")
    first = next((one for one in tables_listed() if one.has_industries), None)
    return redirect(f"{first.get_absolute_url()}#industries" if first else "public:regional-tables")
