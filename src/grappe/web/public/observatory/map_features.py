"""The same map for a script that moves it: outlines or places of regions as GeoJSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import CodeName
from grappe.web.public.maps.layers import TERRITORIES, territory_path
from grappe.web.public.observatory.map_figures import (
    FRAMES,
    Figure,
    RegionMap,
    class_bounds,
    geometries_of,
    radius_of,
    shade_of,
)


def features_of(
    territory: str, figures: Sequence[Figure], names: Mapping[str, CodeName], *, shaded: bool
) -> dict[str, Any]:
    """What ``map_of`` draws, in degrees, with the frame in which it opens."""
    version = TerritoryVersion(territory)
    frame = FRAMES.get(version)
    if frame is None or not figures:
        return {"type": "FeatureCollection", "features": []}
    outlines = geometries_of(version) if shaded else {}
    features = shaded_features(figures, outlines) if outlines else disc_features(figures, names)
    bounds = [[frame.south, frame.west], [frame.north, frame.east]]
    return {"type": "FeatureCollection", "features": features, "bounds": bounds}


def shaded_features(figures: Sequence[Figure], outlines: Mapping[str, Any]) -> list[dict[str, Any]]:
    bounds = class_bounds([one.value for one in figures])
    held = {one.code: one for one in figures}
    return [
        feature(geometry, held.get(code), shade=shade(held.get(code), bounds)) for code, geometry in outlines.items()
    ]


def shade(one: Figure | None, bounds: list[tuple[float, float]]) -> int:
    return 0 if one is None else shade_of(one.value, bounds)


def disc_features(figures: Sequence[Figure], names: Mapping[str, CodeName]) -> list[dict[str, Any]]:
    most = max(one.value for one in figures) or 1
    found = []
    for one in sorted(figures, key=lambda one: -one.value):
        named = names.get(one.code)
        if named is None or named.longitude is None or named.latitude is None or one.value <= 0:
            continue
        place = {"type": "Point", "coordinates": [named.longitude, named.latitude]}
        found.append(feature(place, one, radius=radius_of(one.value, most)))
    return found


def feature(geometry: Any, one: Figure | None, **properties: float) -> dict[str, Any]:
    told = {"label": one.label if one else "", "address": one.address if one else "", **properties}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def map_context(query: str, held: RegionMap | None) -> dict[str, Any]:
    """What the page needs beside the still map."""
    layers = [
        {"label": str(one.label), "url": reverse("public:map-layer", args=[one.code])}
        for one in TERRITORIES
        if territory_path(one)
    ]
    return {"map": held, "map_address": f"{reverse('public:regions-map')}{query}", "map_layers": layers}
