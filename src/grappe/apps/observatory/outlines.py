"""Outlines of regions that the office brings: read from GeoJSON, lightened, kept beside the data."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape

from grappe.apps.core.errors import RefusedError
from grappe.apps.observatory.enums import TerritoryVersion

AREAS = ("Polygon", "MultiPolygon")
# In degrees: about a kilometre, which no screen shows.
TOLERANCE, DIGITS = 0.01, 3
WEST, SOUTH, EAST, NORTH = -180, -90, 180, 90


class OutlinesRefusedError(RefusedError):
    """The file holds no outlines that could be drawn."""


def own_outlines(folder: Path, version: TerritoryVersion) -> Path:
    """Where the outlines of a version of the territory stand if the office has brought any."""
    return folder / "maps" / f"outlines-{version.value}.json"


def keep_outlines(source: Path, *, version: TerritoryVersion, code: str, folder: Path) -> int:
    """Bring a file’s areas into the pages and say how many; ``code`` is the property that holds the region’s code."""
    features = list(read_features(source, code))
    target = own_outlines(folder, version)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    part.write_text(json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")), "utf-8")
    part.replace(target)
    return len(features)


def read_features(source: Path, code: str) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for number, one in enumerate(collection_in(source), start=1):
        place = {"file": source.name, "number": number}
        held = str((one.get("properties") or {}).get(code) or "")
        if not held:
            raise OutlinesRefusedError(
                _("%(file)s, feature %(number)s: no property %(code)s.") % {**place, "code": code}
            )
        if held in seen:
            raise OutlinesRefusedError(
                _("%(file)s, feature %(number)s: the code %(code)s stands twice.") % {**place, "code": held}
            )
        seen.add(held)
        geometry = one.get("geometry") or {}
        if geometry.get("type") not in AREAS:
            raise OutlinesRefusedError(_("%(file)s, feature %(number)s: an area is needed.") % place)
        yield {"type": "Feature", "properties": {"code": held}, "geometry": lightened(geometry, place)}


def collection_in(source: Path) -> list[dict[str, Any]]:
    content = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
    try:
        held = json.loads(content)
    except ValueError as error:
        raise OutlinesRefusedError(_("%(file)s is not GeoJSON.") % {"file": source.name}) from error
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not features:
        raise OutlinesRefusedError(_("%(file)s holds no feature.") % {"file": source.name})
    return features


def lightened(geometry: dict[str, Any], place: dict[str, Any]) -> dict[str, Any]:
    area = shape(geometry)
    west, south, east, north = area.bounds
    if not (WEST <= west <= east <= EAST and SOUTH <= south <= north <= NORTH):
        raise OutlinesRefusedError(
            _("%(file)s, feature %(number)s: longitudes and latitudes in degrees are needed (WGS 84).") % place
        )
    simple = shapely.simplify(area, TOLERANCE)
    drawn = area if simple.is_empty else simple
    rounded = shapely.transform(drawn, lambda points: points.round(DIGITS))
    return dict(mapping(rounded))
