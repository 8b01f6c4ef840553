"""The projects: list, file and page."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.core.models import Source
from grappe.apps.core.queries.listing import MOST_SORTED
from grappe.apps.projects.models import Participation, Project
from grappe.apps.projects.queries.projects import consortium_of, for_lines, project_keys, projects_asked
from grappe.web.public.maps.partners import map_of
from grappe.web.public.paging import MOST_COUNTED, CappedPaginator
from grappe.web.public.project_columns import COLUMNS
from grappe.web.public.project_filters import ProjectFilters
from grappe.web.ui.exports import FORMATS, MOST_ROWS, export_records, is_format
from grappe.web.ui.templatetags.naming import in_language

TEXTS = ("abstract", "results")


@require_safe
def list_projects(request: HttpRequest) -> HttpResponse:
    filters = ProjectFilters(request.GET, today=timezone.localdate())
    first = project_keys(filters.asked(), count=MOST_COUNTED + 1)
    page = CappedPaginator(first.keys, for_lines(Project.objects.all())).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "formats": FORMATS,
        "most_rows": MOST_ROWS,
        "most": MOST_COUNTED,
        "most_sorted": MOST_SORTED if first.is_cut else None,
    }
    return render(request, "public/projects.html", context)


@require_safe
def export_projects(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    filters = ProjectFilters(request.GET, today=timezone.localdate())
    return export_records(request, for_lines(projects_asked(filters.asked())), COLUMNS, kind=kind, name="projects")


@require_safe
def show_project(request: HttpRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.objects.defer("search").prefetch_related("themes", "labels__cluster"), pk=pk)
    partners = list(consortium_of(project))
    codes = {entry.get("source") for entry in project.provenance.values()} - {None}
    context = {
        "project": project,
        "title": in_language(project, "title"),
        "partners": partners,
        "may_correct": request.user.has_perm("projects.change_project", project),
        "totals": totals_of(partners),
        "map": map_of(partners),
        "has_funders": any(partner.funding_lines.all() for partner in partners),
        "texts": [name for name in TEXTS if in_language(project, name)],
        "sources": {source.code: source for source in Source.objects.filter(code__in=codes)},
    }
    return render(request, "public/project.html", context)


def totals_of(partners: list[Participation]) -> dict[str, Any]:
    """Sums of what is held, and whether a partner's amount is missing from them."""
    totals: dict[str, Any] = {}
    for name in ("cost", "aid"):
        held = [amount for partner in partners if (amount := getattr(partner, name)) is not None]
        totals[name] = sum(held, Decimal()) if held else None
        totals[f"{name}_is_partial"] = bool(held) and len(held) < len(partners)
    return totals
