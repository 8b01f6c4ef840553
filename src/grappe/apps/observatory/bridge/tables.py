"""A file of figures to rows of a regional table: read, counted and judged by the analytics."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from grappe.analytics.backends import backend_named
from grappe.analytics.pipelines import Report, Request, build_cells
from grappe.analytics.pipelines.provenance import made_by
from grappe.analytics.pipelines.regional import regional_rows
from grappe.analytics.pipelines.stages import quiet
from grappe.analytics.sources import OnBad
from grappe.analytics.sources.declared import Declared
from grappe.analytics.sources.files import input_of
from grappe.analytics.sources.names import Named, named_by, packaged_industries, packaged_regions, placed_by

MEMORY = "1GB"


@dataclass(frozen=True)
class Read:
    """What a file holds.

    ``rows`` are of year, region, industry, jobs and what was judged of them; names go by code.
    """

    rows: pa.Table
    regions: Mapping[str, Named]
    industries: Mapping[str, Named]
    provenance: Mapping[str, Any]


def request_of(declared: Declared, folder: Path) -> Request:
    asked = dict(declared.request)
    if asked.get("territories"):
        asked["territories"] = folder / asked["territories"]
    return Request(
        pattern=str(folder / declared.file),
        **{**asked, "on_bad": OnBad(asked.get("on_bad", "refuse"))},
    )


def fingerprint_of(declared: Declared, folder: Path) -> str:
    """What the table depends on: the file's content, how it is read, and the versions."""
    record = request_of(declared, folder).record()
    hashes = input_of(str(folder / declared.file)).hashes()
    beside = [declared.edition, dict(declared.region_names), dict(declared.industry_names), dict(declared.places)]
    text = json.dumps([hashes, record, beside, made_by()], sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def read_table(declared: Declared, folder: Path, *, work: Path, report: Report = quiet) -> Read:
    """Read a declared file into judged cells.

    ``folder`` holds the data, ``work`` keeps finished stages. Bad rows raise as the analytics names them.
    """
    backend = backend_named("duckdb", memory=MEMORY, folder=work / "spill")
    try:
        built = build_cells(request_of(declared, folder), backend, work, report)
    finally:
        backend.close()
    rows = regional_rows(built.path, edition=declared.edition)
    provenance = dict(built.provenance)
    return Read(
        rows=rows,
        regions=regions_of(declared, folder, str(provenance["territory"])),
        industries=industries_of(declared, folder, str(provenance["nomenclature"])),
        provenance=provenance
        | {"cells_out": rows.num_rows, "without_figures": without_figures(rows, str(provenance["territory"]))},
    )


def without_figures(rows: pa.Table, territory: str) -> list[str]:
    """Regions of the version that the table says nothing of: they are told, not dropped."""
    held = set(rows["region"].to_pylist())
    return sorted(code for code in packaged_regions(territory) if code not in held)


def regions_of(declared: Declared, folder: Path, territory: str) -> dict[str, Named]:
    found = dict(packaged_regions(territory))
    held = declared.region_names
    if held and (folder / held["file"]).is_file():
        found |= named_by(folder / held["file"], held["code"], held["name"])
    if declared.places and (folder / declared.places["file"]).is_file():
        for code, (longitude, latitude) in placed_by(folder / declared.places["file"], declared.places).items():
            if code in found:
                found[code] = Named(found[code].name_fr, found[code].name_en, longitude, latitude)
    return found


def industries_of(declared: Declared, folder: Path, nomenclature: str) -> dict[str, Named]:
    found = packaged_industries(nomenclature)
    held = declared.industry_names
    if held and (folder / held["file"]).is_file():
        found |= named_by(folder / held["file"], held["code"], held["name"])
    return found
