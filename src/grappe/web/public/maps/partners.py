"""A small still map of those who carry a project together, as far as their places are known."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from grappe.apps.projects.enums import ParticipationRole
from grappe.web.public.maps.frames import EUROPE, FRANCE, WORLD, Frame
from grappe.web.public.maps.outlines import outlines_path

FEWEST_CORNERS = 3
FINEST = 2
MARGIN = 10


@dataclass(frozen=True, slots=True)
class Spot:
    """A partner at its place."""

    x: int
    y: int
    is_lead: bool


@dataclass(frozen=True, slots=True)
class PartnerMap:
    """The spots over the land of the smallest frame that holds them all."""

    spots: list[Spot]
    land: str
    width: int
    height: int
    partners: int


def map_of(partners: Iterable[Any]) -> PartnerMap | None:
    """The map of a consortium; nothing where no place is known. A body with several parts stands once."""
    bodies: dict[int, tuple[Any, bool]] = {}
    for part in partners:
        led = bodies.get(part.organisation_id, (None, False))[1]
        bodies[part.organisation_id] = part.organisation, led or part.role == ParticipationRole.LEAD
    placed = [(one, led) for one, led in bodies.values() if None not in {one.longitude, one.latitude}]
    if not placed:
        return None
    frame = frame_around([(one.longitude, one.latitude) for one, _led in placed])
    # The lead is drawn last, over those who share its place.
    spots = sorted(
        (Spot(*frame.place(one.longitude, one.latitude), led) for one, led in placed), key=lambda spot: spot.is_lead
    )
    return PartnerMap(spots, land_of(frame), frame.width, frame.height, len(bodies))


def frame_around(places: Iterable[tuple[float, float]]) -> Frame:
    held = list(places)
    return next((frame for frame in (FRANCE, EUROPE) if all(frame.within(*one) for one in held)), WORLD)


@cache
def land_of(frame: Frame) -> str:
    """The SVG path of every land that reaches into the frame."""
    collection = json.loads(outlines_path(settings.DATA_DIR).read_bytes())
    polygons = (polygon for one in collection["features"] for polygon in one["geometry"]["coordinates"])
    return "".join(rings(polygons, frame))


def rings(polygons: Iterable[Any], frame: Frame) -> Iterator[str]:
    for outer, *_holes in polygons:
        if not reaches_into(outer, frame):
            continue
        steps = thinned(clamped(frame.place(*point), frame) for point in outer)
        if len(steps) > FEWEST_CORNERS:
            yield "M" + "L".join(f"{x} {y}" for x, y in steps) + "z"


def clamped(step: tuple[int, int], frame: Frame) -> tuple[int, int]:
    """Brought near the edge: what lies farther off is not seen."""
    x, y = step
    return min(max(x, -MARGIN), frame.width + MARGIN), min(max(y, -MARGIN), frame.height + MARGIN)


def thinned(steps: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without the points that the eye would not tell from the one before."""
    kept: list[tuple[int, int]] = []
    for x, y in steps:
        if not kept or max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= FINEST:
            kept.append((x, y))
    return kept


def reaches_into(ring: list[tuple[float, float]], frame: Frame) -> bool:
    west, east = min(x for x, _y in ring), max(x for x, _y in ring)
    south, north = min(y for _x, y in ring), max(y for _x, y in ring)
    return west <= frame.east and east >= frame.west and south <= frame.north and north >= frame.south
