"""The regional tables that are known beforehand: where each file stands, whose it is, and how it is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from grappe.analytics.sources.faults import SourceError


@dataclass(frozen=True, slots=True)
class Declared:
    """One regional table to come.

    Parameters
    ----------
    code : by which it is asked for; it names the table's address.
    file : relative to the folder of data.
    name_fr, name_en : of the table.
    publisher, url, licence : of the file.
    measure : what the figures count: jobs, persons, million_euros, patents_per_million ...
    edition : of the rules for stars; none where there are no industries to compare.
    region_names, industry_names : file, column of codes and column of names, where the codes have no packaged names.
    places : file, column of codes, digits of them that name the region, weight, longitude and latitude.
    request : how the file is read, see `Request`.
    """

    code: str
    file: str
    name_fr: str
    name_en: str
    publisher: str
    url: str = ""
    licence: str = ""
    measure: str = "jobs"
    edition: str = ""
    region_names: Mapping[str, str] = field(default_factory=dict)
    industry_names: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Any] = field(default_factory=dict)
    request: Mapping[str, Any] = field(default_factory=dict)


@cache
def declared_tables() -> tuple[Declared, ...]:
    """Return the packaged declarations, in the order in which they are loaded."""
    text = files("grappe.analytics.sources").joinpath("declared.json").read_text(encoding="utf-8")
    return tuple(Declared(**row) for row in json.loads(text))


def declared_in(folder: Path) -> list[Declared]:
    """Return the declarations whose file, and whose tables of communes if they need any, stand in a folder.

    Parameters
    ----------
    folder : of data.

    Returns
    -------
    list
        In the order in which they are loaded.
    """
    return [
        one
        for one in declared_tables()
        if (folder / one.file).is_file() and (folder / one.request.get("territories", "")).is_dir()
    ]


def declared_named(code: str) -> Declared:
    """Return a declaration by its code, or say which there are."""
    found = next((one for one in declared_tables() if one.code == code), None)
    if found is None:
        raise SourceError(f"No table {code!r} is declared; there are {', '.join(x.code for x in declared_tables())}.")
    return found
