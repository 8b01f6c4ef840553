"""The observatory's regions: rankings with their map, a region's page, tables with what they were made from."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Territory
from grappe.apps.observatory.bridge.register import REGISTER_TABLE
from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import CodeName, RegionalCell, RegionalTable
from grappe.apps.observatory.queries.tables import Ranked, names_of, ranking
from grappe.web.public.observatory.account import NOMENCLATURES, command_of, rows_told, troubles_told
from grappe.web.public.observatory.asked import TableFilters
from grappe.web.public.observatory.columns import CELLS, RANKING
from grappe.web.public.observatory.map_features import features_of, map_context
from grappe.web.public.observatory.map_figures import map_of
from grappe.web.public.observatory.region_page import page_of, region_name
from grappe.web.public.observatory.rows import NamedRow, figure_of, named
from grappe.web.ui.exports import FORMATS, export, export_records, is_format
from grappe.web.ui.templatetags.naming import in_language


@require_safe
def list_regions(request: HttpRequest) -> HttpResponse:
    filters = TableFilters(request.GET)
    return render(request, "public/observatory/regions.html", ranking_context(filters))


def ranking_context(filters: TableFilters) -> dict[str, Any]:
    table = filters.held
    if table is None:
        return {"filters": filters, "table": None, "regions": Territory.objects.filter(kind=TerritoryKind.REGION)}
    names = names_of(table.territory)
    rows = list(named(table, ranked_by(filters), names))
    by_quotient = filters.figure_asked == "quotient" and bool(filters.industry_asked)
    figures = [figure_of(one, by_quotient=by_quotient) for one in rows]
    shaded = by_quotient or table.measure == "patents_per_million"
    industry = filters.industries.get(filters.industry_asked)
    return {
        "filters": filters,
        "table": table,
        "year": filters.year_asked,
        "industry": in_language(industry) if industry else filters.industry_asked,
        "industry_address": industry_address(table, filters.industry_asked),
        "rows": rows,
        **map_context(filters.query, map_of(table.territory, figures, names, shaded=shaded)),
        "by_quotient": by_quotient,
        "tile_url": settings.TILE_URL,
        "without": without_figures(table, rows, names),
        "formats": FORMATS,
    }


def without_figures(table: RegionalTable, rows: list[NamedRow], names: dict[str, CodeName]) -> list[tuple[str, str]]:
    """Name and address of the regions that the table says nothing of, where all regions of the version are known."""
    held, told = {one.code for one in rows}, set(table.provenance.get("without_figures", []))
    return [
        (in_language(one), reverse("public:region", args=[table.territory, code]))
        for code, one in names.items()
        if code in told and code not in held
    ]


def industry_address(table: RegionalTable, industry: str) -> str:
    return reverse("public:industry", args=[table.code, industry]) if industry and table.has_industries else ""


def ranked_by(filters: TableFilters) -> list[Ranked]:
    assert filters.held is not None  # noqa: S101 the caller looked
    return ranking(filters.held, year=filters.year_asked, industry=filters.industry_asked, by=filters.figure_asked)


@require_safe
@gzip_page
def regions_map(request: HttpRequest) -> JsonResponse:
    """The figures of a ranking as GeoJSON."""
    filters = TableFilters(request.GET)
    table = filters.held
    if table is None:
        raise Http404
    names = names_of(table.territory)
    by_quotient = filters.figure_asked == "quotient" and bool(filters.industry_asked)
    figures = [figure_of(one, by_quotient=by_quotient) for one in named(table, ranked_by(filters), names)]
    shaded = by_quotient or table.measure == "patents_per_million"
    held = features_of(table.territory, figures, names, shaded=shaded)
    return JsonResponse(held, content_type="application/geo+json")


@require_safe
def regions_file(request: HttpRequest, kind: str) -> HttpResponseBase:
    filters = TableFilters(request.GET)
    if not is_format(kind) or filters.held is None:
        raise Http404
    rows = named(filters.held, ranked_by(filters), names_of(filters.held.territory))
    return export(rows, RANKING, kind=kind, name=f"regions-{filters.held.code}")


@require_safe
def show_region(request: HttpRequest, territory: str, code: str) -> HttpResponse:
    if territory not in TerritoryVersion.values:
        raise Http404
    names = names_of(territory)
    name = region_name(territory, code, names)
    if name is None:
        raise Http404
    context = page_of(territory, code, names)
    version = TerritoryVersion(territory)
    return render(
        request,
        "public/observatory/region.html",
        {**context, "name": name, "code": code, "version": version, "formats": FORMATS},
    )


@require_safe
def show_table(request: HttpRequest, code: str) -> HttpResponse:
    table = get_object_or_404(RegionalTable, code=code)
    industries = names_of(table.nomenclature) if table.has_industries else {}
    context = {
        "table": table,
        "troubles": troubles_told(table.provenance.get("troubles", [])),
        "rows": rows_told(table.provenance.get("rows", {})),
        "nomenclature": NOMENCLATURES.get(table.nomenclature, table.nomenclature),
        "command": "" if table.code == REGISTER_TABLE.code else command_of(table.provenance),
        "inputs": table.provenance.get("inputs", {}),
        "industries": [(one, in_language(held)) for one, held in sorted(industries.items())],
        "formats": FORMATS,
    }
    return render(request, "public/observatory/table.html", context)


@require_safe
def table_file(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """All cells of a table, or those of one region or one industry."""
    table = get_object_or_404(RegionalTable, code=code)
    if not is_format(kind):
        raise Http404
    asked = {field: text_asked(request, field) for field in ("region", "industry")}
    wanted = {field: text for field, text in asked.items() if text}
    name = "-".join([table.code, *(slugify(text) for text in wanted.values())])
    return export_records(request, RegionalCell.objects.filter(table=table, **wanted), CELLS, kind=kind, name=name)


def text_asked(request: HttpRequest, field: str) -> str:
    return request.GET.get(field, "").replace("\x00", "")
