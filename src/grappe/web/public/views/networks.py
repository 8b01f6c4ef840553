"""Networks of clusters: the list and one network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from grappe.apps.partnerships.bridge.pairs import pairs_of_clusters
from grappe.apps.partnerships.queries.networks import networks_asked


@require_safe
def list_networks(request: HttpRequest) -> HttpResponse:
    rows = networks_asked().order_by("name", "pk")
    across = "across" in request.GET
    context = {"networks": rows, "across": across, "pairs": pairs_of_clusters(across_sectors=across)}
    return render(request, "public/partnerships/networks.html", context)


@require_safe
def show_network(request: HttpRequest, slug: str) -> HttpResponse:
    rows = networks_asked().prefetch_related("steps")
    return render(request, "public/partnerships/network_page.html", {"network": get_object_or_404(rows, slug=slug)})
