"""The organisations: list, file and page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.core.queries.listing import MOST_SORTED
from grappe.apps.directory.models import Organisation
from grappe.apps.projects.queries.organisations import for_lines, organisation_keys, organisations_asked, project_counts
from grappe.web.public.organisation_columns import COLUMNS
from grappe.web.public.organisation_filters import OrganisationFilters
from grappe.web.public.organisation_page import page_of
from grappe.web.public.paging import MOST_COUNTED, CappedPaginator
from grappe.web.ui.exports import FORMATS, MOST_ROWS, export_records, is_format


@require_safe
def list_organisations(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    filters = OrganisationFilters(request.GET)
    first = organisation_keys(filters.asked(), today=today, count=MOST_COUNTED + 1)
    page = CappedPaginator(first.keys, for_lines(Organisation.objects.all(), today=today)).get_page(
        request.GET.get("page")
    )
    counts = project_counts(page.object_list)
    for organisation in page.object_list:
        organisation.projects_number = counts.get(organisation.pk, 0)
    context = {
        "filters": filters,
        "page": page,
        "formats": FORMATS,
        "most_rows": MOST_ROWS,
        "most": MOST_COUNTED,
        "most_sorted": MOST_SORTED if first.is_cut else None,
    }
    return render(request, "public/organisations.html", context)


@require_safe
def export_organisations(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    today = timezone.localdate()
    found = organisations_asked(OrganisationFilters(request.GET).asked(), today=today)
    records = for_lines(found, today=today).prefetch_related("identifiers")
    return export_records(request, records, COLUMNS, kind=kind, name="organisations")


@require_safe
def show_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation; a merged record leads to the one kept, for good."""
    organisation = get_object_or_404(
        Organisation.objects.select_related("merged_into", "parent", "department__region", "department__former_region"),
        pk=pk,
    )
    if organisation.merged_into is not None:
        return HttpResponsePermanentRedirect(organisation.merged_into.get_absolute_url())
    context = page_of(organisation, today=timezone.localdate(), projects_page=request.GET.get("projects"))
    return render(request, "public/organisation.html", context)
