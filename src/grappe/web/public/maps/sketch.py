"""A small still map of France for pages that work without a script."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from grappe.web.public.maps.frames import FRANCE
from grappe.web.public.maps.outlines import outlines_path

WIDTH, HEIGHT = FRANCE.width, FRANCE.height


@dataclass(frozen=True)
class Point:
    """A cluster at its place on the sketch."""

    x: int
    y: int
    tier: str


def points_of(clusters: Iterable[Any]) -> list[Point]:
    """The clusters whose place is known and on the sketch."""
    return [
        Point(*FRANCE.place(cluster.longitude, cluster.latitude), cluster.last_tier or "")
        for cluster in clusters
        if cluster.longitude is not None and FRANCE.within(cluster.longitude, cluster.latitude)
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
        if FRANCE.within(*outer[0]):
            steps = [FRANCE.place(*point) for point in outer]
            yield "M" + "L".join(f"{x} {y}" for x, y in steps) + "z"
