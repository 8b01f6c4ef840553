"""Spreadsheets (XLSX, XLS, ODS) as rows of text, and the traps that a packed file can hold."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from grappe.analytics.intake.faults import UnreadableFileError

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
SHEET_MAGICS = (ZIP_MAGIC, OLE_MAGIC)
# The whole sheet stands in memory while it is read: a spreadsheet that unpacks to more than this is refused.
UNPACKED_LIMIT = 400 << 20
CHUNK = 1 << 20
BROKEN_CELLS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"})


def spreadsheet_rows(path: Path) -> Iterator[tuple[int, list[str], float]]:
    """Every row of the first sheet that holds any, with its number, as a spreadsheet shows it."""
    from python_calamine import CalamineError, load_workbook

    refuse_traps(path)
    try:
        workbook = load_workbook(str(path))
        rows = next((sheet for sheet in map(workbook.get_sheet_by_name, workbook.sheet_names) if sheet.height), None)
    except (CalamineError, OSError) as error:
        raise UnreadableFileError("broken_file", detail=str(error)[:200]) from error
    if rows is None:
        raise UnreadableFileError("empty_file")
    cells = rows.to_python(skip_empty_area=False)
    for number, row in enumerate(cells, start=1):
        yield number, [cell_text(cell) for cell in row], number / len(cells)


def cell_text(cell: Any) -> str:
    """A cell as a person reads it: 75013 without its ``.0``, a day without its midnight."""
    if isinstance(cell, str):
        return cell.replace("\x00", "")
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def refuse_traps(path: Path) -> None:
    """Unpack every part of a packed file against the limit; what its directory declares is not believed."""
    with path.open("rb") as file:
        if not file.read(4).startswith(ZIP_MAGIC):
            return
    total = 0
    try:
        with zipfile.ZipFile(path) as packed:
            for part in packed.infolist():
                total += unpacked_size(path, part, UNPACKED_LIMIT - total)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableFileError("broken_file", detail=str(error)) from error


def unpacked_size(path: Path, part: zipfile.ZipInfo, limit: int) -> int:
    """How much one part really unpacks to, counted up to the limit."""
    with path.open("rb") as file:
        file.seek(part.header_offset + 26)
        name, extra = int.from_bytes(file.read(2), "little"), int.from_bytes(file.read(2), "little")
        file.seek(name + extra, 1)
        if part.compress_type != zipfile.ZIP_DEFLATED:
            return part.compress_size
        unpack, left, size = zlib.decompressobj(-15), part.compress_size, 0
        while left > 0:
            chunk = file.read(min(CHUNK, left))
            if not chunk:
                break
            left -= len(chunk)
            while chunk:
                size += len(unpack.decompress(chunk, CHUNK))
                if size > limit:
                    raise UnreadableFileError("unpacks_too_large", limit=UNPACKED_LIMIT >> 20)
                chunk = unpack.unconsumed_tail
        return size
