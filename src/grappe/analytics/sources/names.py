"""Names of the codes of regions and industries, and where regions lie."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pycountry
import yaml

from grappe.kernel import nomenclature, territories

# Two-digit codes of the States and their letters (American National Standards, INCITS 38).
STATES = {
    "01": "AL", "02": "AK", "04": "AZ", "05": "AR", "06": "CA", "08": "CO", "09": "CT", "10": "DE", "11": "DC",
    "12": "FL", "13": "GA", "15": "HI", "16": "ID", "17": "IL", "18": "IN", "19": "IA", "20": "KS", "21": "KY",
    "22": "LA", "23": "ME", "24": "MD", "25": "MA", "26": "MI", "27": "MN", "28": "MS", "29": "MO", "30": "MT",
    "31": "NE", "32": "NV", "33": "NH", "34": "NJ", "35": "NM", "36": "NY", "37": "NC", "38": "ND", "39": "OH",
    "40": "OK", "41": "OR", "42": "PA", "44": "RI", "45": "SC", "46": "SD", "47": "TN", "48": "TX", "49": "UT",
    "50": "VT", "51": "VA", "53": "WA", "54": "WV", "55": "WI", "56": "WY",
}  # fmt: skip
FRENCH: Mapping[str, territories.Vintage] = {"fr-2016": "2016", "fr-before-2016": "before_2016"}


@dataclass(frozen=True, slots=True)
class Named:
    """One code.

    Parameters
    ----------
    name_fr, name_en : the same where only one is known.
    longitude, latitude : in degrees; None for industries and where it is not known.
    """

    name_fr: str
    name_en: str
    longitude: float | None = None
    latitude: float | None = None


def packaged_regions(territory: str) -> dict[str, Named]:
    """Return the regions whose names come with the package.

    Parameters
    ----------
    territory : version of the territory.

    Returns
    -------
    dict
        Code to name and place; empty where none is packaged.
    """
    if territory in FRENCH:
        held = territories.regions(FRENCH[territory])
        return {code: Named(one.name_fr, one.name_en, one.lon, one.lat) for code, one in held.items()}
    if territory == "fr-departments":
        found = territories.departments()
        return {code: Named(one.name_fr, one.name_en, one.lon, one.lat) for code, one in found.items()}
    if territory == "us-states":
        return {code: _state(letters) for code, letters in STATES.items()}
    return {}


def _state(letters: str) -> Named:
    held = pycountry.subdivisions.get(code=f"US-{letters}")  # type: ignore[no-untyped-call]
    name = str(held.name) if held else letters
    return Named(name, name)


def packaged_industries(version: str) -> dict[str, Named]:
    """Return the industries whose names come with the package: sections, divisions and subclasses of NAF rev. 2."""
    if version not in {"naf-rev2", "nace-rev2"}:
        return {}
    headings = {**nomenclature.sections(), **nomenclature.divisions()}
    held = {code: Named(one.label_fr, one.label_en) for code, one in headings.items()}
    return held | {code: Named(one.label_fr, one.label_fr) for code, one in nomenclature.activities().items()}


def named_by(path: Path, code: str, name: str) -> dict[str, Named]:
    """Read names from a column of a file.

    Parameters
    ----------
    path : CSV, Parquet or YAML, gzipped or not.
    code, name : the columns.

    Returns
    -------
    dict
        Code to name, the same in both languages; the first name of a code is kept.
    """
    found: dict[str, Named] = {}
    for row in _rows(path, (code, name)):
        if row[code] and row[name]:
            found.setdefault(str(row[code]), Named(str(row[name]), str(row[name])))
    return found


def placed_by(path: Path, columns: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Return the middle of each region's parts.

    Parameters
    ----------
    path : a file of the parts.
    columns : `code`, of which the first `digits` name the region; `weight`, `longitude` and `latitude`. With
        `through` (a file beside, its columns `code` and `target`) a part's region is looked up there instead.

    Returns
    -------
    dict
        Code to weighted mean longitude and latitude, in degrees.
    """
    names = [columns[one] for one in ("code", "weight", "longitude", "latitude")]
    sums: dict[str, list[float]] = {}
    through = _through(path, columns.get("through"))
    for row in _rows(path, names):
        part, weight = str(row[names[0]]), float(row[names[1]] or 0)
        code = through.get(part) if through is not None else part[: columns["digits"]]
        if not code or not row[names[2]]:
            continue
        held = sums.setdefault(code, [0.0, 0.0, 0.0])
        for place, value in enumerate((1.0, float(row[names[2]]), float(row[names[3]]))):
            held[place] += weight * value
    return {code: (x / weight, y / weight) for code, (weight, x, y) in sums.items() if weight}


def _through(path: Path, told: Mapping[str, str] | None) -> dict[str, str] | None:
    if told is None:
        return None
    rows = _rows(path.parent / told["file"], (told["code"], told["target"]))
    return {str(row[told["code"]]): str(row[told["target"]]) for row in rows}


def _rows(path: Path, columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    if path.name.endswith(".parquet"):
        yield from pq.read_table(path, columns=list(columns)).to_pylist()
        return
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = content.decode("utf-8")
    yield from yaml.safe_load(text) if ".yaml" in path.name else csv.DictReader(text.splitlines())
