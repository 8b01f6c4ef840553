"""The clusters: list, file and page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.directory.queries.clusters import clusters_register
from grappe.apps.projects.queries.clusters import label_counts
from grappe.web.public.cluster_columns import COLUMNS
from grappe.web.public.cluster_filters import ClusterFilters
from grappe.web.public.cluster_page import page_of
from grappe.web.ui.exports import FORMATS, export, is_format

CLUSTERS_A_PAGE = 50


@require_safe
def list_clusters(request: HttpRequest) -> HttpResponse:
    filters = ClusterFilters(request.GET)
    clusters = filters.apply(clusters_register(today=timezone.localdate()))
    page = Paginator(clusters, CLUSTERS_A_PAGE).get_page(request.GET.get("page"))
    counts = label_counts(page.object_list)
    for cluster in page.object_list:
        cluster.projects_labelled = counts.get(cluster.pk, 0)
    context = {"filters": filters, "page": page, "formats": FORMATS}
    return render(request, "public/clusters.html", context)


@require_safe
def export_clusters(request: HttpRequest, kind: str) -> HttpResponseBase:
    if not is_format(kind):
        raise Http404
    clusters = ClusterFilters(request.GET).apply(clusters_register(today=timezone.localdate()))
    return export(clusters.iterator(chunk_size=500), COLUMNS, kind=kind, name="clusters")


@require_safe
def show_cluster(request: HttpRequest, slug: str) -> HttpResponse:
    today = timezone.localdate()
    register = clusters_register(today=today).select_related("department__region", "department__former_region", "body")
    cluster = get_object_or_404(register, slug=slug)
    context = page_of(cluster, today=today, members_page=request.GET.get("members"))
    return render(request, "public/cluster.html", context)
