"""Networks of clusters: the list and one network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from grappe.apps.partnerships.models import ClusterNetwork


@require_safe
def list_networks(request: HttpRequest) -> HttpResponse:
    rows = ClusterNetwork.objects.select_related("lead").prefetch_related("members", "themes")
    return render(request, "public/partnerships/networks.html", {"networks": rows})


@require_safe
def show_network(request: HttpRequest, slug: str) -> HttpResponse:
    rows = ClusterNetwork.objects.select_related("lead").prefetch_related("members", "themes", "steps")
    return render(request, "public/partnerships/network_page.html", {"network": get_object_or_404(rows, slug=slug)})
