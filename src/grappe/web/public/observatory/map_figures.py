"""Maps of regional figures drawn on the server: coloured regions where their outlines are at hand, discs elsewhere."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from grappe.apps.observatory.enums import TerritoryVersion
from grappe.apps.observatory.models import CodeName
from grappe.apps.observatory.outlines import own_outlines
from grappe.web.public.maps.frames import EUROPE, FRANCE, Frame
from grappe.web.public.maps.layers import TERRITORIES, layer_content, territory_path
from grappe.web.public.maps.partners import clamped, land_of, thinned

AMERICA = Frame(-126, 24, -66, 50)
FRAMES = {
    TerritoryVersion.FR_2016: FRANCE,
    TerritoryVersion.FR_BEFORE_2016: FRANCE,
    TerritoryVersion.FR_DEPARTMENTS: FRANCE,
    TerritoryVersion.FR_ZONES_2020: FRANCE,
    TerritoryVersion.NUTS_2016: EUROPE,
    TerritoryVersion.US_STATES: AMERICA,
}
OUTLINED = {
    TerritoryVersion.FR_2016: "regions",
    TerritoryVersion.FR_BEFORE_2016: "former-regions",
    TerritoryVersion.FR_DEPARTMENTS: "departments",
}
CLASSES = 5
LARGEST = 26


@dataclass(frozen=True, slots=True)
class Figure:
    """What one region has to show."""

    code: str
    label: str
    value: float
    address: str


@dataclass(frozen=True, slots=True)
class Area:
    path: str
    shade: int
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Disc:
    x: int
    y: int
    radius: float
    title: str
    address: str


@dataclass(frozen=True)
class RegionMap:
    """Areas shaded by five classes, or discs whose area tells the amount; how many regions lie outside the frame."""

    width: int
    height: int
    land: str
    areas: list[Area] = field(default_factory=list)
    discs: list[Disc] = field(default_factory=list)
    legend: list[tuple[int, float, float]] = field(default_factory=list)
    outside: int = 0


def map_of(
    territory: str, figures: Sequence[Figure], names: Mapping[str, CodeName], *, shaded: bool
) -> RegionMap | None:
    """The map of a version of the territory; nothing where no place is known."""
    version = TerritoryVersion(territory)
    frame = FRAMES.get(version)
    if frame is None or not figures:
        return None
    outlines = geometries_of(version) if shaded else {}
    if outlines:
        return shaded_map(frame, figures, {code: outline(one, frame) for code, one in outlines.items()})
    return disc_map(frame, figures, names)


def shaded_map(frame: Frame, figures: Sequence[Figure], outlines: Mapping[str, str]) -> RegionMap:
    bounds = class_bounds([one.value for one in figures])
    held = {one.code: one for one in figures}
    areas = []
    for code, path in outlines.items():
        one = held.get(code)
        shade = 0 if one is None else shade_of(one.value, bounds)
        areas.append(Area(path, shade, one.label if one else "", one.address if one else ""))
    legend = [(number, low, high) for number, (low, high) in enumerate(bounds, start=1)]
    outside = sum(one.code not in outlines for one in figures)
    return RegionMap(frame.width, frame.height, "", areas=areas, legend=legend, outside=outside)


def disc_map(frame: Frame, figures: Sequence[Figure], names: Mapping[str, CodeName]) -> RegionMap | None:
    most = max(one.value for one in figures) or 1
    discs = []
    for one in sorted(figures, key=lambda one: -one.value):
        named = names.get(one.code)
        if named is None or named.longitude is None or named.latitude is None or one.value <= 0:
            continue
        if frame.within(named.longitude, named.latitude):
            x, y = frame.place(named.longitude, named.latitude)
            discs.append(Disc(x, y, radius_of(one.value, most), one.label, one.address))
    if not discs:
        return None
    return RegionMap(frame.width, frame.height, land_of(frame), discs=discs, outside=len(figures) - len(discs))


def class_bounds(values: Iterable[float]) -> list[tuple[float, float]]:
    """Five classes of about as many regions each; fewer where values are few or equal."""
    held = sorted(values)
    number = min(CLASSES, len(set(held)))
    cuts = [held[at * len(held) // number] for at in range(number)]
    lows = sorted(set(cuts))
    return [*zip(lows, [*lows[1:], held[-1]], strict=True)]


def shade_of(value: float, bounds: Sequence[tuple[float, float]]) -> int:
    return max(number for number, (low, _high) in enumerate(bounds, start=1) if value >= low)


def radius_of(value: float, most: float) -> float:
    """The area of a disc tells the value."""
    return round(max(LARGEST * math.sqrt(value / most), 1.5), 1)


def geometries_of(version: TerritoryVersion) -> Mapping[str, Any]:
    """GeoJSON geometry by code: outlines that the office loaded, else those at hand; empty where there are none."""
    own = own_outlines(settings.DATA_DIR, version)
    layer = OUTLINED.get(version, "")
    path = own if own.is_file() else next((territory_path(one) for one in TERRITORIES if one.code == layer), None)
    return read_geometries(path, path.stat().st_mtime_ns) if path is not None else {}


@lru_cache(maxsize=8)
def read_geometries(path: Path, _changed: int) -> dict[str, Any]:
    collection = json.loads(layer_content(path))
    return {str(one["properties"]["code"]): one["geometry"] for one in collection["features"]}


def outline(geometry: Mapping[str, Any], frame: Frame) -> str:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = (ring(polygon[0], frame) for polygon in polygons)
    return "".join(one for one in rings if one)


def ring(points: Sequence[Sequence[float]], frame: Frame) -> str:
    steps = thinned(clamped(frame.place(point[0], point[1]), frame) for point in points)
    return "M" + "L".join(f"{x} {y}" for x, y in steps) + "z" if len(steps) > 3 else ""  # noqa: PLR2004
