"""The layers a map can draw here: outlines always, French territories where their boundaries are at hand."""

import gzip
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.web.public.maps.outlines import outlines_path


@dataclass(frozen=True)
class Layer:
    """One background layer; ``file`` is empty for the outlines, which are made from a package."""

    code: str
    label: str | Promise
    file: str
    shown: bool = False


OUTLINES = Layer("outlines", _("Countries"), "", shown=True)
TERRITORIES = (
    Layer("regions", _("Regions of today"), "regions-version-simplifiee.geojson.gz", shown=True),
    Layer("former-regions", _("Regions before 2016"), "regions-avant-redecoupage-2015.geojson.gz"),
    Layer("departments", _("Departments"), "departements-version-simplifiee.geojson.gz"),
)


def territory_path(layer: Layer) -> Path | None:
    path = Path(settings.REAL_DATA or "") / "geo_fr" / layer.file
    return path if settings.REAL_DATA and path.is_file() else None


def layers_here() -> list[Layer]:
    return [OUTLINES, *(layer for layer in TERRITORIES if territory_path(layer))]


def layer_path(code: str) -> Path | None:
    """The file of a layer that can be drawn here."""
    if code == OUTLINES.code:
        return outlines_path(settings.DATA_DIR)
    return next((territory_path(layer) for layer in TERRITORIES if layer.code == code), None)


def layer_content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
