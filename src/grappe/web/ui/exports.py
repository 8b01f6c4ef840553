"""A list as a file: CSV, XLSX or JSON of exactly the rows that were filtered."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Literal, TypeGuard, get_args

import xlsxwriter
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise

Format = Literal["csv", "xlsx", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
Cell = str | int | float | Decimal | date | bool | None
# A spreadsheet takes a text that starts so for a formula, and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UTF8_MARK = "\ufeff"


@dataclass(frozen=True)
class Column:
    """One column: ``key`` names it for programs, ``label`` for readers."""

    key: str
    label: str | Promise
    value: Callable[[Any], Cell]


def is_format(text: str) -> TypeGuard[Format]:
    return text in FORMATS


def export(rows: Iterable[Any], columns: list[Column], *, kind: Format, name: str) -> HttpResponseBase:
    """The answer that hands the file over; CSV is written while it is sent, so any length fits in memory."""
    filename = f"{name}.{kind}"
    answer: HttpResponseBase
    if kind == "xlsx":
        return FileResponse(as_workbook(rows, columns, name), as_attachment=True, filename=filename)
    if kind == "json":
        answer = HttpResponse(as_json(rows, columns), content_type="application/json")
    else:
        answer = StreamingHttpResponse(as_csv(rows, columns), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


class Echo:
    """What csv writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(rows: Iterable[Any], columns: list[Column]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield UTF8_MARK
    head: list[Cell] = [str(column.label) for column in columns]
    for line in chain([head], cells(rows, columns)):
        yield writer.writerow([harmless(cell) for cell in line])


def harmless(cell: Cell) -> Cell:
    """A text no spreadsheet takes for a formula; numbers stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def cells(rows: Iterable[Any], columns: list[Column]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [column.value(row) for column in columns]


def as_json(rows: Iterable[Any], columns: list[Column]) -> str:
    named = [{column.key: column.value(row) for column in columns} for row in rows]
    return json.dumps(named, ensure_ascii=False, indent=1, default=plain)


def plain(cell: object) -> str | float:
    return float(cell) if isinstance(cell, Decimal) else str(cell)


def as_workbook(rows: Iterable[Any], columns: list[Column], name: str) -> Any:
    """One sheet, each cell of its own type; texts are written as texts, never as formulas or links."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 the answer closes it once sent
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    sheet = book.add_worksheet(name[:31])
    head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, str(column.label), head)
    for line, row in enumerate(cells(rows, columns), start=1):
        for at, cell in enumerate(row):
            write_cell(sheet, line, at, cell, day)
    sheet.freeze_panes(1, 0)
    book.close()
    file.seek(0)
    return file


def write_cell(sheet: Any, line: int, at: int, cell: Cell, day: Any) -> None:
    if cell is None or not str(cell):
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, at, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(line, at, cell, day)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(line, at, cell)
    else:
        sheet.write_string(line, at, str(cell))
