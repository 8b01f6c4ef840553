"""Any accepted file as a header and batches of raw rows, each with its line; memory stays flat."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

import duckdb

from grappe.analytics.intake.faults import Effect, Fault, FaultCode, UnreadableFileError
from grappe.analytics.intake.macros import literal
from grappe.analytics.intake.spreadsheets import BROKEN_CELLS, SHEET_MAGICS, UNCOMPUTED, shown_sheets, spreadsheet_rows
from grappe.analytics.intake.text_files import BAD_QUOTES, Row, text_rows

PARQUET_MAGIC = b"PAR1"
BATCH_ROWS = 100_000
HEADER_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """Raw rows in the DuckDB table ``raw(line, c0, c1 ...)``, the faults of rows left out, how far the file is read."""

    rows: int
    faults: list[Fault]
    fraction: float


class RawTable(Protocol):
    """A file that is open: its header, then its batches or its rows."""

    header: list[str]

    def batches(self, engine: duckdb.DuckDBPyConnection, names: Sequence[str], folder: Path) -> Iterator[Batch]:
        """Batches of the named columns, in the order of the file."""
        ...

    def told_rows(self) -> Iterator[tuple[int, dict[str, str], Fault | None]]:
        """The same rows one by one, whole; a row that cannot be cut into cells comes empty, with its fault."""
        ...


def open_table(path: Path) -> RawTable:
    """Open a file by what it holds, not by what it is called."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise UnreadableFileError("empty_file")
    return ParquetTable(path) if start == PARQUET_MAGIC else RowTable(path, is_sheet=start in SHEET_MAGICS)


class ParquetTable:
    """A Parquet file: DuckDB reads it, a slice of rows at a time."""

    def __init__(self, path: Path) -> None:
        self.file = literal(str(path))
        try:
            with duckdb.connect(":memory:") as probe:
                described = probe.execute(f"DESCRIBE SELECT * FROM read_parquet({self.file})").fetchall()
                [(self.rows,)] = probe.execute(f"SELECT count(*) FROM read_parquet({self.file})").fetchall()
        except duckdb.Error as error:
            raise UnreadableFileError("broken_file", detail=str(error)[:200]) from error
        self.types = {row[0]: str(row[1]) for row in described}
        self.header = list(self.types)

    def as_text(self, name: str) -> str:
        """A cell as its plain text: amounts in full."""
        quoted = '"' + name.replace('"', '""') + '"'
        if self.types[name] in {"DOUBLE", "FLOAT"}:
            return (
                f"CASE WHEN {quoted} = floor({quoted}) AND abs({quoted}) < 1e18 THEN {quoted}::BIGINT::VARCHAR"
                f" WHEN abs({quoted}) < 1e18 THEN {quoted}::DECIMAL(38, 8)::VARCHAR ELSE {quoted}::VARCHAR END"
            )
        return f"replace({quoted}, chr(0), '')" if self.types[name] == "VARCHAR" else f"{quoted}::VARCHAR"

    def slice_of(self, names: Sequence[str], start: int) -> str:
        cells = ", ".join(f"{self.as_text(name)} AS c{index}" for index, name in enumerate(names))
        return (
            f"SELECT (file_row_number + 2)::INTEGER AS line, {cells}"
            f" FROM read_parquet({self.file}, file_row_number = true)"
            f" WHERE file_row_number >= {start} AND file_row_number < {start + BATCH_ROWS}"
        )

    def batches(self, engine: duckdb.DuckDBPyConnection, names: Sequence[str], folder: Path) -> Iterator[Batch]:
        del folder
        for start in range(0, self.rows, BATCH_ROWS):
            engine.execute(f"CREATE OR REPLACE TEMP TABLE raw AS {self.slice_of(names, start)}")
            done = min(start + BATCH_ROWS, self.rows)
            yield Batch(done - start, [], done / self.rows)

    def told_rows(self) -> Iterator[tuple[int, dict[str, str], Fault | None]]:
        with duckdb.connect(":memory:") as engine:
            for start in range(0, self.rows, BATCH_ROWS):
                for line, *cells in engine.execute(self.slice_of(self.header, start) + " ORDER BY line").fetchall():
                    yield line, dict(zip(self.header, (cell or "" for cell in cells), strict=True)), None


class RowTable:
    """A CSV file or a spreadsheet: Python reads its rows, so that each keeps its line and none is lost."""

    def __init__(self, path: Path, *, is_sheet: bool) -> None:
        self.is_sheet = is_sheet
        sheets = shown_sheets(path) if is_sheet else []
        self.other_sheets = [sheet.name for sheet in sheets[1:]]
        self.rows = spreadsheet_rows(path, sheets[0]) if is_sheet else text_rows(path)
        self.header, self.header_line = self.find_header()

    def find_header(self) -> tuple[list[str], int]:
        """The first row with at least two words, unless the next is twice as full: offices put titles above a table."""
        top = list(islice(self.rows, HEADER_WITHIN + 1))
        filled = [(place, words) for place, row in enumerate(top) if (words := words_in(row[1]))]
        for (place, words), (_next, below) in zip(filled, [*filled[1:], (0, 0)], strict=True):
            if words > 1 and below < 2 * words:
                self.rows = chain(top[place + 1 :], self.rows)
                return header_names(top[place][1]), top[place][0]
        raise UnreadableFileError("no_header")

    def sound_rows(self, places: Sequence[int] | None = None) -> Iterator[tuple[Row | None, Fault | None]]:
        """Rows as wide as the header; each other row as a fault. Blank rows are passed over.

        ``places`` are the columns that will be read: a formula that failed in another one harms nobody.
        """
        width = len(self.header)
        for name in self.other_sheets:
            yield None, Fault(self.header_line, "", name, FaultCode.OTHER_SHEET, Effect.LEFT_OUT)
        for line, row, fraction in self.rows:
            # Cells beyond the header that hold nothing are an exporter's habit, no fault.
            cells = row[:width] if len(row) > width and not any(map(str.strip, row[width:])) else row
            if not any(map(str.strip, cells)):
                continue
            fault = self.fault_of(line, cells, range(width) if places is None else places)
            yield ((line, cells + [""] * (width - len(cells)), fraction), None) if fault is None else (None, fault)

    def fault_of(self, line: int, cells: list[str], places: Sequence[int]) -> Fault | None:
        """Why a row cannot be read as one of the table's; none where it can."""
        width = len(self.header)
        if cells[0] == BAD_QUOTES:
            return Fault(line, "", cells[1], FaultCode.BAD_QUOTES)
        if len(cells) != width and not (self.is_sheet and len(cells) < width):
            params = {"expected": width, "found": len(cells)}
            return Fault(line, "", " | ".join(cells)[:200], FaultCode.WRONG_CELL_COUNT, params=params)
        if header_names(cells) == self.header:
            return Fault(line, "", " | ".join(cells)[:200], FaultCode.REPEATED_HEADER, Effect.LEFT_OUT)
        for place in places if self.is_sheet else ():
            cell = cells[place] if place < len(cells) else ""
            if cell in BROKEN_CELLS:
                return Fault(line, self.header[place], cell, FaultCode.BROKEN_FORMULA)
            if cell.startswith(UNCOMPUTED):
                return Fault(line, self.header[place], cell[1:], FaultCode.UNCOMPUTED_FORMULA)
        return None

    def batches(self, engine: duckdb.DuckDBPyConnection, names: Sequence[str], folder: Path) -> Iterator[Batch]:
        places = [self.header.index(name) for name in names]
        rows = self.sound_rows(places)
        path = folder / "raw.csv"
        while True:
            batch = write_batch(rows, places, path)
            if not batch.rows and not batch.faults:
                return
            columns = ", ".join(["'line': 'INTEGER'", *(f"'c{place}': 'VARCHAR'" for place in range(len(places)))])
            engine.execute(
                f"CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM read_csv({literal(str(path))}, auto_detect = false,"
                f" header = false, columns = {{{columns}}}, delim = ',', quote = '\"', escape = '\"',"
                " max_line_size = 33554432, nullstr = '\x01')"
            )
            yield batch

    def told_rows(self) -> Iterator[tuple[int, dict[str, str], Fault | None]]:
        for row, fault in self.sound_rows():
            if row is not None:
                yield row[0], dict(zip(self.header, row[1], strict=True)), None
            elif fault is not None:
                yield fault.line, {}, fault


def words_in(cells: Sequence[str]) -> int:
    """How many cells hold something; a row that cannot be cut into cells holds nothing."""
    return 0 if cells and cells[0] == BAD_QUOTES else sum(bool(cell.strip()) for cell in cells)


def header_names(cells: Sequence[str]) -> list[str]:
    """The names of the columns; a second one of the same name is told from the first by its number."""
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    met: Counter[str] = Counter()
    for place, name in enumerate(names):
        met[name] += 1
        names[place] = f"{name} ({met[name]})" if met[name] > 1 else name
    return names


def write_batch(rows: Iterator[tuple[Row | None, Fault | None]], places: list[int], path: Path) -> Batch:
    """Copy the wanted cells of the next rows to a file in one known dialect."""
    taken, faults, fraction = 0, [], 1.0
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
        for row, fault in rows:
            if row is None:
                faults += [fault] if fault else []
                continue
            line, cells, fraction = row
            write([line, *(cells[place] for place in places)])
            taken += 1
            if taken == BATCH_ROWS:
                break
    return Batch(taken, faults, fraction)
