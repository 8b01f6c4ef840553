"""Text files: how they are encoded and separated, found out from the bytes, never asked of a person."""

import codecs
import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import ftfy

from grappe.analytics.intake.faults import UnreadableFileError

GZIP_MAGIC = b"\x1f\x8b"
CHUNK = 1 << 20
SAMPLE = 1 << 16
# A file that unpacks to more than this is refused: nobody's register is that large, a trap is.
UNPACKED_LIMIT = 4 << 30
CELL_LIMIT = 1 << 20
DELIMITERS = ";,\t|"
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# What UTF-8 looks like once it was read as cp1252 and written as UTF-8 again.
TWICE_ENCODED = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac"
)

Row = tuple[int, list[str], float]
BAD_QUOTES = "\x00bad quotes"


@dataclass(frozen=True, slots=True)
class Dialect:
    encoding: str
    twice: bool
    delimiter: str


def open_bytes(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked when it is gzipped."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP_MAGIC
    return cast("BinaryIO", gzip.open(path, "rb")) if packed else path.open("rb")


def detect(path: Path) -> Dialect:
    """Read the whole file once as UTF-8: only that tells it from cp1252 for sure."""
    with open_bytes(path) as file:
        try:
            start = file.read(SAMPLE)
            marked = next((name for mark, name in BOMS.items() if start.startswith(mark)), None)
            if marked is None and b"\x00" in start:
                raise UnreadableFileError("not_a_table")
            encoding, twice = (marked, False) if marked == "utf-16" else examine(file, start, marked or "utf-8")
        except (EOFError, gzip.BadGzipFile, OSError) as error:
            raise UnreadableFileError("broken_file", detail=str(error)) from error
    text = start.decode(encoding, errors="replace")
    return Dialect(encoding, twice, delimiter_of(ftfy.fix_encoding(text) if twice else text))


def examine(file: BinaryIO, start: bytes, encoding: str) -> tuple[str, bool]:
    """UTF-8 when the whole file decodes as such, else cp1252; and whether some of it may be encoded twice."""
    decoder = codecs.getincrementaldecoder(encoding)()
    twice, size, chunk = False, 0, start
    try:
        while chunk:
            size += len(chunk)
            if size > UNPACKED_LIMIT:
                raise UnreadableFileError("unpacks_too_large", limit=UNPACKED_LIMIT >> 20)
            twice = bool(TWICE_ENCODED.search(decoder.decode(chunk))) or twice
            chunk = file.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", True  # a line pasted from elsewhere may be UTF-8
    return encoding, twice


def delimiter_of(text: str) -> str:
    """The candidate that cuts the first lines into the most columns, evenly."""
    lines = [line for line in text.splitlines()[:12] if line.strip()]
    best, most = ",", 0
    for candidate in DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=candidate)]
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        score = (common - 1) * widths.count(common) if common > 1 else 0
        if score > most:
            best, most = candidate, score
    return best


def text_rows(path: Path) -> Iterator[Row]:
    """Every row with its number and how far the file is read; a row of broken quotes comes as ``BAD_QUOTES``."""
    dialect = detect(path)
    csv.field_size_limit(CELL_LIMIT)
    size = max(path.stat().st_size, 1)
    with path.open("rb") as packed:
        is_packed = packed.read(2) == GZIP_MAGIC
        packed.seek(0)
        source = gzip.GzipFile(fileobj=packed) if is_packed else packed
        text = io.TextIOWrapper(
            cast("io.BufferedReader", source), encoding=dialect.encoding, errors="replace", newline=""
        )
        lines = (without_traps(line, twice=dialect.twice) for line in text)
        reader = csv.reader(lines, delimiter=dialect.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, [BAD_QUOTES, str(error)], 0.0
                continue
            yield number, cells, min(packed.tell() / size, 1.0)


def without_traps(line: str, *, twice: bool) -> str:
    """No null sign, and a line that was encoded twice put right."""
    if "\x00" in line:
        line = line.replace("\x00", "")
    if twice and TWICE_ENCODED.search(line):
        return ftfy.fix_encoding(line)
    return line
