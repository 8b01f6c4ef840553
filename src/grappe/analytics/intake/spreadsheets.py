"""Spreadsheets (XLSX, XLS, ODS) as rows of text, and the traps that a packed file can hold."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import unescape

from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.text_files import without_traps

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
SHEET_MAGICS = (ZIP_MAGIC, OLE_MAGIC)
# The whole sheet stands in memory while it is read: a spreadsheet that unpacks to more than this is refused.
UNPACKED_LIMIT = 400 << 20
CHUNK = 1 << 20
# Fewer rows or columns than this are a note, not a table.
SMALLEST_TABLE = 2
BROKEN_CELLS = frozenset({"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"})

# A formula whose result was never saved: what wrote the file does not calculate. An empty text is a result.
UNCOMPUTED_CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"(?:(?! t="str")[^>])*>(?:<f[^>]*>([^<]*)</f>|<f[^>]*/>)(?:<v ?/>|<v></v>)?</c>'
)
# Put before such a formula: no cell's own text holds a null sign.
UNCOMPUTED = "\x00"
FAILED_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*\bt="e"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([^<]*)</v>')
SHEET = re.compile(r'<sheet\b[^>]*\bname="([^"]*)"[^>]*\br:id="([^"]*)"')
RELATION = re.compile(r"<Relationship\b[^>]*>")


def shown_sheets(path: Path) -> list["CalamineSheet"]:
    """The sheets that hold something and are not hidden; first the one to read, the first that looks like a table."""
    from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

    refuse_traps(path)
    try:
        workbook = load_workbook(str(path))
        kinds = {one.name: one.visible for one in workbook.sheets_metadata}
        sheets = [sheet for sheet in map(workbook.get_sheet_by_name, workbook.sheet_names) if sheet.height]
    except (CalamineError, OSError) as error:
        raise UnreadableFileError("broken_file", detail=str(error)[:200]) from error
    if not sheets:
        raise UnreadableFileError("empty_file")
    shown = [sheet for sheet in sheets if kinds[sheet.name] == SheetVisibleEnum.Visible] or sheets
    return sorted(shown, key=lambda sheet: sheet.height < SMALLEST_TABLE or sheet.width < SMALLEST_TABLE)


def spreadsheet_rows(path: Path, sheet: "CalamineSheet") -> Iterator[tuple[int, list[str], float]]:
    """Every row of a sheet with its number, as a spreadsheet shows it."""
    cells, failed = sheet.to_python(skip_empty_area=False), failed_cells(path, sheet.name)
    fill_merged(cells, sheet)
    for number, row in enumerate(cells, start=1):
        texts = [cell_text(cell) for cell in row]
        for place, told in failed.get(number, {}).items():
            texts[place] = told
        yield number, texts, number / len(cells)


def fill_merged(cells: list[list[Any]], sheet: "CalamineSheet") -> None:
    """Give each row of a cell merged downwards its value; a title merged across stays one cell."""
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        for row in cells[top + 1 : bottom + 1]:
            row[left] = cells[top][left]


def failed_cells(path: Path, sheet: str) -> dict[int, dict[int, str]]:
    """Row -> place -> what stands for the formulas without a result: the reader passes them off as blank."""
    failed: dict[int, dict[int, str]] = {}
    if not zipfile.is_zipfile(path):
        return failed
    with zipfile.ZipFile(path) as packed:
        part = part_of(packed, sheet)
        content = packed.read(part) if part in packed.namelist() else b""
    for column, row, told in FAILED_CELL.findall(content):
        failed.setdefault(int(row), {})[place_of(column)] = told.decode("ascii", "replace")
    for column, row, formula in UNCOMPUTED_CELL.findall(content):
        text = f"{UNCOMPUTED}={unescape(formula.decode('utf-8', 'replace'))}"
        failed.setdefault(int(row), {})[place_of(column)] = text
    return failed


def part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """The part of a workbook that holds a sheet; empty for what is no XLSX."""
    if "xl/workbook.xml" not in packed.namelist() or "xl/_rels/workbook.xml.rels" not in packed.namelist():
        return ""
    sheets = {unescape(name): key for name, key in SHEET.findall(packed.read("xl/workbook.xml").decode())}
    relations = RELATION.findall(packed.read("xl/_rels/workbook.xml.rels").decode())
    targets = {attribute(one, "Id"): attribute(one, "Target") for one in relations}
    target = targets.get(sheets.get(sheet, ""), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def attribute(tag: str, name: str) -> str:
    """One attribute of a tag, empty where it has none."""
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def place_of(column: bytes) -> int:
    """A column's letters as its place from zero."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def cell_text(cell: Any) -> str:
    """A cell as a person reads it: 75013 without its ``.0``, a day without its midnight."""
    if isinstance(cell, str):
        return without_traps(cell, twice=True)
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
