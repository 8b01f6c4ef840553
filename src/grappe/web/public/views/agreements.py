"""The register of agreements: list, file, page and network."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.core.models import Source
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.partnerships.queries.agreement_counts import published_lines
from grappe.apps.partnerships.queries.agreements import (
    agreements_asked,
    countries_of,
    network_of,
    standing_count,
    themes_of,
    with_parties,
)
from grappe.web.public.agreement_count_columns import with_sources
from grappe.web.public.agreement_filters import COLUMNS, AgreementFilters
from grappe.web.public.agreement_network import map_of, ring_of
from grappe.web.public.paging import PER_PAGE
from grappe.web.ui.exports import FORMATS, MOST_ROWS, export_records, is_format

MOST_DRAWN = 500


@require_safe
def list_agreements(request: HttpRequest) -> HttpResponse:
    filters = AgreementFilters(request.GET)
    page = Paginator(with_parties(agreements_asked(filters.asked())), PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "formats": FORMATS, "most_rows": MOST_ROWS}
    return render(request, "public/partnerships/agreements.html", context)


@require_safe
def export_agreements(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    rows = with_parties(agreements_asked(AgreementFilters(request.GET).asked()))
    return export_records(request, rows, COLUMNS, kind=kind, name="agreements")


@require_safe
def show_agreement(request: HttpRequest, code: str) -> HttpResponse:
    held = get_object_or_404(with_parties(PartnershipAgreement.objects.all()), code=code)
    codes = [held.origin_of("kind").get("source", "")]
    context = {
        "agreement": held,
        "stage": held.stage(timezone.localdate()),
        "items": held.items.all(),
        "sources": {one.code: one for one in Source.objects.filter(code__in=codes)},
    }
    return render(request, "public/partnerships/agreement.html", context)


@require_safe
def show_network(request: HttpRequest) -> HttpResponse:
    """Who signed with whom, drawn and told; the published figure stands beside the register's count."""
    filters = AgreementFilters(request.GET)
    rows = list(with_parties(agreements_asked(filters.asked())).prefetch_related("parties__cluster__body")[:MOST_DRAWN])
    network, today = network_of(rows), timezone.localdate()
    context = {
        "filters": filters,
        "agreements": rows,
        "ring": ring_of(network),
        "map": map_of(network),
        "parties": len(network.nodes),
        "countries": countries_of(rows),
        "themes": themes_of(rows),
        "in_force": standing_count(rows, today=today),
        "published": with_sources(published_lines(on=today)),
    }
    return render(request, "public/partnerships/network.html", context)
