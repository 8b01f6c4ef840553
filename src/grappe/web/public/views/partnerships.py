"""Partnership profiles: list, file and page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.partnerships.queries.profiles import profiles_asked, published_profiles, with_bodies
from grappe.web.public.paging import PER_PAGE
from grappe.web.public.partnership_columns import PROFILES
from grappe.web.public.partnership_filters import PartnershipFilters
from grappe.web.ui.exports import FORMATS, MOST_ROWS, export_records, is_format
from grappe.web.ui.partnerships import told_partner


@require_safe
def list_partnerships(request: HttpRequest) -> HttpResponse:
    filters = PartnershipFilters(request.GET)
    rows = with_bodies(profiles_asked(filters.asked(), today=timezone.localdate()))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "formats": FORMATS, "most_rows": MOST_ROWS}
    return render(request, "public/partnerships/list.html", context)


@require_safe
def export_partnerships(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    rows = with_bodies(profiles_asked(PartnershipFilters(request.GET).asked(), today=timezone.localdate()))
    return export_records(request, rows, PROFILES, kind=kind, name="partnerships")


@require_safe
def show_partnership(request: HttpRequest, pk: int) -> HttpResponse:
    profile = get_object_or_404(with_bodies(published_profiles(today=timezone.localdate())), pk=pk)
    context = {"profile": profile, "partner": told_partner(profile)}
    return render(request, "public/partnerships/profile.html", context)
