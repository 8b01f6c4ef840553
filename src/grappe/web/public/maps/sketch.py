"""A small still map of France for pages that work without a script."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from grappe.web.public.maps.outlines import outlines_path

WEST, SOUTH, EAST, NORTH = -5.4, 41.2, 9.8, 51.2
WIDTH = 400
SCALE = WIDTH / (EAST - WEST)
# At this latitude a degree of longitude is as long as its cosine says.
STRETCH = 1 / math.cos(math.radians((SOUTH + NORTH) / 2))
HEIGHT = round((NORTH - SOUTH) * SCALE * STRETCH)


@dataclass(frozen=True)
class Point:
    """A cluster at its place on the sketch."""

    x: int
    y: int
    tier: str


def place(longitude: float, latitude: float) -> tuple[int, int]:
    return round((longitude - WEST) * SCALE), round((NORTH - latitude) * SCALE * STRETCH)


def within(longitude: float, latitude: float) -> bool:
    return WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH


def points_of(clusters: Iterable[Any]) -> list[Point]:
    """The clusters whose place is known and on the sketch."""
    return [
        Point(*place(cluster.longitude, cluster.latitude), cluster.last_tier or "")
        for cluster in clusters
        if cluster.longitude is not None and within(cluster.longitude, cluster.latitude)
    ]


@cache
def land() -> str:
    """The SVG path of the home country, without its overseas parts."""
    collection = json.loads(outlines_path(settings.DATA_DIR).read_bytes())
    home = next(one for one in collection["features"] if one["properties"]["code"] == "FR")
    return "".join(rings(home["geometry"]["coordinates"]))


def rings(polygons: list[Any]) -> Iterator[str]:
    for polygon in polygons:
        outer = polygon[0]
        if within(*outer[0]):
            steps = [place(*point) for point in outer]
            yield "M" + "L".join(f"{x} {y}" for x, y in steps) + "z"
