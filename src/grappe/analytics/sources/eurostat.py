"""Eurostat's own formats, JSON-stat and TSV, brought to one row a figure in Parquet."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from grappe.analytics.sources.faults import UnreadableSourceError

BATCH = 50_000
# A value, then the flags: "123.4 b", ": c" (suppressed), ":".
CELL = re.compile(r"(:|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*([a-z]*)")
Row = tuple[str, ...]


def is_eurostat(path: Path) -> bool:
    """Whether a file is one of Eurostat's formats, by what it begins with."""
    with _opened(path) as file:
        start = file.read(4096)
    first = start.split("\n", 1)[0]
    return (
        ("\\time" in first.casefold() and "\t" in first)
        or ('"dimension"' in start and '"size"' in start)
        or (start.lstrip().startswith("{") and '"version"' in start)
    )


def converted(path: Path, folder: Path) -> Path:
    """Write a JSON-stat or TSV file as Parquet with a column per dimension, `values` and `flag`.

    Parameters
    ----------
    path : the file, gzipped or not.
    folder : where the Parquet file goes.

    Returns
    -------
    Path
        The Parquet file.

    Raises
    ------
    UnreadableSourceError
        The file is truncated or a figure cannot be read: the message names file, line and column.
    """
    with _opened(path) as file:
        start = file.read(1)
    names, rows = _json_stat(path) if start == "{" else _tsv(path)
    schema = pa.schema([*((name, pa.string()) for name in names), ("values", pa.float64()), ("flag", pa.string())])
    target = folder / f"{path.name.split('.')[0]}.parquet"
    with pq.ParquetWriter(target, schema) as writer:
        while batch := list(islice(rows, BATCH)):
            columns = zip(zip(*batch, strict=True), schema, strict=True)
            writer.write_table(pa.table([pa.array(one, field.type) for one, field in columns], schema=schema))
    return target


def _opened(path: Path) -> Any:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _tsv(path: Path) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    with _opened(path) as file:
        head = file.readline().rstrip("\n").split("\t")
    dimensions, _, last = head[0].partition("\\")
    names = [name.strip() for name in dimensions.split(",")]
    return [*names, last.strip().casefold()], _tsv_rows(path, len(names), [time.strip() for time in head[1:]])


def _tsv_rows(path: Path, dimensions: int, times: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    with _opened(path) as file:
        file.readline()
        for line, text in enumerate(file, start=2):
            cells = text.rstrip("\n").split("\t")
            codes = [one.strip() for one in cells[0].split(",")]
            if len(codes) != dimensions or len(cells) != len(times) + 1:
                raise UnreadableSourceError(
                    f"{path}, line {line}: {len(codes)} codes and {len(cells) - 1} figures, where the header has "
                    f"{dimensions} and {len(times)}. The file is truncated or was edited: fetch it again."
                )
            for time, cell in zip(times, cells[1:], strict=True):
                match = CELL.fullmatch(cell.strip())
                if match is None:
                    raise UnreadableSourceError(f"{path}, line {line}, {time}: {cell.strip()!r} is no figure.")
                value = None if match[1] == ":" else float(match[1])
                # A figure that does not exist is no row; one that is kept secret is a row without a value.
                if value is not None or match[2]:
                    yield (*codes, time, value, match[2] or None)


def _json_stat(path: Path) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    try:
        with _opened(path) as file:
            held = json.load(file)
        names = list(held["id"])
        codes = [_codes(held["dimension"][name]["category"]["index"]) for name in names]
        values, flags = held["value"], held.get("status", {})
        if [len(one) for one in codes] != list(held["size"]):
            raise UnreadableSourceError(f"{path}: the sizes of its dimensions are not those it states.")
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise UnreadableSourceError(f"{path}: no whole JSON-stat 2.0 file ({error}). Fetch it again.") from error
    return names, _json_rows(codes, values, flags)


def _codes(index: dict[str, int] | list[str]) -> list[str]:
    return index if isinstance(index, list) else sorted(index, key=index.__getitem__)


def _json_rows(codes: list[list[str]], values: Any, flags: Any) -> Iterator[tuple[Any, ...]]:
    for place, key in enumerate(product(*codes)):
        value, flag = _at(values, place), _at(flags, place)
        if value is not None or flag:
            yield (*key, None if value is None else float(value), flag)


def _at(held: Any, place: int) -> Any:
    if isinstance(held, dict):
        return held.get(str(place))
    return held[place] if place < len(held) else None
