"""One industry of a regional table: how concentrated it is, where, how surely and since when."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from grappe.apps.observatory.models import RegionalTable
from grappe.apps.observatory.queries.tables import names_of, year_of
from grappe.web.public.observatory.asked import year_in_text
from grappe.web.public.observatory.industry_page import industry_name, page_of
from grappe.web.public.observatory.unmet import unmet_table_and_year
from grappe.web.ui.exports import FORMATS


@require_safe
def show_industry(request: HttpRequest, code: str, industry: str) -> HttpResponse:
    table = get_object_or_404(RegionalTable, code=code)
    held = page_of(table, industry, year=year_of(table, year_in_text(request.GET.get("year", ""))))
    if held is None or not table.has_industries:
        raise Http404
    name = industry_name(industry, names_of(table.nomenclature))
    unmet = unmet_table_and_year(request.GET, table, year=held["held"].year)
    context = {**held, "table": table, "industry": industry, "name": name, "unmet": unmet, "formats": FORMATS}
    return render(request, "public/observatory/industry.html", context)
