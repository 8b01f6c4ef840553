"""Outlines of the countries: Natural Earth as a package of the index carries it, lightened for a screen."""

import json
import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import shapefile
import shapely
from shapely.geometry import mapping, shape

from grappe.web.ui.natural_earth import PACKAGE, source_path

# Near home a coast keeps two kilometres, elsewhere fifteen; smaller islands than these (in square degrees) go.
HOME = shapely.box(-12, 34, 32, 62)
NEAR, FAR = 0.02, 0.15
SMALLEST_NEAR, SMALLEST_FAR = 0.004, 0.1
DIGITS = {NEAR: 2, FAR: 1}


def outlines_path(folder: Path) -> Path:
    """The file of the outlines, made once for each version of the package."""
    path = folder / "maps" / f"outlines-{version(PACKAGE)}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(outlines(), separators=(",", ":")), encoding="utf-8")
        beside.replace(path)
    return path


def outlines() -> dict[str, Any]:
    """A GeoJSON collection with one feature a country; its code is the ISO one."""
    return {"type": "FeatureCollection", "features": list(features())}


def features() -> Iterator[dict[str, Any]]:
    with shapefile.Reader(str(source_path())) as reader:
        for record in reader.iterShapeRecords(fields=["ISO_A2_EH"]):
            geometry = lightened(shape(record.shape.__geo_interface__))
            if not geometry.is_empty:
                properties = {"code": record.record["ISO_A2_EH"]}
                yield {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def lightened(geometry: Any) -> Any:
    """Fewer points and no specks: what the eye does not see at the scale of a country."""
    parts = [part for whole in shapely.get_parts(geometry).tolist() for part in [lightened_part(whole)] if part]
    return shapely.MultiPolygon([piece for part in parts for piece in shapely.get_parts(part).tolist()])


def lightened_part(part: Any) -> Any:
    near = part.intersects(HOME)
    if part.area < (SMALLEST_NEAR if near else SMALLEST_FAR):
        return None
    tolerance = NEAR if near else FAR
    simple = shapely.simplify(part, tolerance)
    return shapely.transform(simple, lambda points: points.round(DIGITS[tolerance]))
