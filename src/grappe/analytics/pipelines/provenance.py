"""What a result was made from and how, so that it can be made again."""

import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

KEY = b"grappe.provenance"
# Raised whenever the same inputs and parameters may give another answer.
PIPELINE = 1


def made_by() -> dict[str, Any]:
    """Version of the package and of the pipelines."""
    return {"grappe": version("grappe"), "pipeline": PIPELINE}


def beside(path: Path) -> Path:
    """Where the provenance of a file stands."""
    return path.with_name(f"{path.name}.provenance.json")


def write_result(table: pa.Table, path: Path, provenance: Mapping[str, Any]) -> None:
    """Write a result as Parquet or CSV, with its provenance beside (and inside, for Parquet).

    Parameters
    ----------
    table : the result.
    path : `.csv` or `.parquet`.
    provenance : what it was made from and how.
    """
    text = json.dumps(provenance, ensure_ascii=False, indent=1, default=str)
    written = path.with_name(f".{path.name}.part")
    if path.suffix == ".csv":
        pyarrow.csv.write_csv(table, written)
    else:
        held = {**(table.schema.metadata or {}), KEY: text.encode()}
        pq.write_table(table.replace_schema_metadata(held), written, compression="zstd")
    written.replace(path)
    beside(path).write_text(text + "\n", encoding="utf-8")


def provenance_of(path: Path) -> dict[str, Any]:
    """Read the provenance of a Parquet result; empty where it has none."""
    held = (pq.read_schema(path).metadata or {}).get(KEY)
    found: dict[str, Any] = json.loads(held) if held else {}
    return found
