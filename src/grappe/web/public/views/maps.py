"""The map of the clusters, its points and its background."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from grappe.apps.directory.enums import Tier
from grappe.apps.directory.queries.clusters import clusters_register
from grappe.web.public.cluster_columns import label_of
from grappe.web.public.cluster_filters import ClusterFilters
from grappe.web.public.maps.layers import layer_content, layer_path, layers_here
from grappe.web.ui.exports import FORMATS

A_DAY = 86_400


@require_safe
def show_map(request: HttpRequest) -> HttpResponse:
    filters = ClusterFilters(request.GET)
    clusters = list(filters.apply(clusters_register(today=timezone.localdate())))
    context = {
        "filters": filters,
        "clusters": clusters,
        "placed": sum(None not in {cluster.map_longitude, cluster.map_latitude} for cluster in clusters),
        "layers": [
            {"label": str(one.label), "url": reverse("public:map-layer", args=[one.code]), "shown": one.shown}
            for one in layers_here()
        ],
        "tiers": Tier.values,
        "tile_url": settings.TILE_URL,
        "formats": FORMATS,
    }
    return render(request, "public/map.html", context)


@require_safe
def clusters_geojson(request: HttpRequest) -> HttpResponse:
    """The clusters that answer to the filters and whose place is known."""
    clusters = ClusterFilters(request.GET).apply(clusters_register(today=timezone.localdate()))
    placed = clusters.filter(map_longitude__isnull=False, map_latitude__isnull=False)
    features = [feature(cluster) for cluster in placed]
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def feature(cluster: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [cluster.map_longitude, cluster.map_latitude]},
        "properties": {
            "name": cluster.name,
            "address": cluster.get_absolute_url(),
            "city": cluster.city,
            "tier": cluster.last_tier or "",
            "tier_name": label_of(Tier, cluster.last_tier),
        },
    }


@require_safe
@gzip_page
@cache_control(public=True, max_age=A_DAY)
def map_layer(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 Django's own signature
    path = layer_path(code)
    if path is None:
        raise Http404
    return HttpResponse(layer_content(path), content_type="application/geo+json")
