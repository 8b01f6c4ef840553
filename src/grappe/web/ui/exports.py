"""A list as a file: CSV, XLSX or JSON of exactly the rows that were filtered."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from http import HTTPStatus
from itertools import chain
from typing import Any, Literal, TypeGuard, get_args

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language

Format = Literal["csv", "xlsx", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
Cell = str | int | float | Decimal | date | bool | None
# A spreadsheet takes a text that starts so for a formula, and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UTF8_MARK = "\ufeff"
# A longer list opens badly in a spreadsheet, and a workbook is built before it is sent.
MOST_ROWS: dict[Format, int] = {"csv": 200_000, "json": 200_000, "xlsx": 50_000}
CHUNK_ROWS = 1000
CHUNK_LENGTH = 64 * 1024


@dataclass(frozen=True)
class Column:
    """One column: ``key`` names it for programs, ``label`` for readers."""

    key: str
    label: str | Promise
    value: Callable[[Any], Cell]


def is_format(text: str) -> TypeGuard[Format]:
    return text in FORMATS


def too_long(records: QuerySet[Any], kind: Format) -> bool:
    """Whether a list holds more rows than a file of this kind may."""
    return bool(records.order_by().values_list("pk")[MOST_ROWS[kind] : MOST_ROWS[kind] + 1])


def export_records(
    request: HttpRequest, records: QuerySet[Any], columns: list[Column], *, kind: Format, name: str
) -> HttpResponseBase:
    """The file of every record, or a page that says why it would be too long and what to do."""
    if too_long(records, kind):
        return render(request, "ui/file_too_long.html", {"most": MOST_ROWS[kind]}, status=HTTPStatus.BAD_REQUEST)
    return export(records.iterator(chunk_size=CHUNK_ROWS), columns, kind=kind, name=name)


def export(rows: Iterable[Any], columns: list[Column], *, kind: Format, name: str) -> HttpResponseBase:
    """The answer that hands the file over; CSV and JSON are written while they are sent, whatever their length."""
    filename = f"{name}.{kind}"
    if kind == "xlsx":
        return FileResponse(as_workbook(rows, columns, name), as_attachment=True, filename=filename)
    lines, content = (as_json, "application/json") if kind == "json" else (as_csv, "text/csv; charset=utf-8")
    answer = StreamingHttpResponse(gathered(lines(rows, columns)), content_type=content)
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer


class Echo:
    """What csv writes into: hands each line back."""

    def write(self, line: str) -> str:
        return line


def gathered(lines: Iterable[str]) -> Iterator[str]:
    """Lines joined into pieces worth sending."""
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= CHUNK_LENGTH:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def as_csv(rows: Iterable[Any], columns: list[Column]) -> Iterator[str]:
    """Semicolons and decimal commas in French, as French spreadsheets read them."""
    french = get_language() == "fr"
    writer = csv.writer(Echo(), delimiter=";" if french else ",")
    yield UTF8_MARK
    head: list[Cell] = [str(column.label) for column in columns]
    for line in chain([head], cells(rows, columns)):
        yield writer.writerow([with_comma(cell) if french else harmless(cell) for cell in line])


def with_comma(cell: Cell) -> Cell:
    return str(cell).replace(".", ",") if isinstance(cell, float | Decimal) else harmless(cell)


def harmless(cell: Cell) -> Cell:
    """A text no spreadsheet takes for a formula; numbers stay what they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def cells(rows: Iterable[Any], columns: list[Column]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [column.value(row) for column in columns]


def as_json(rows: Iterable[Any], columns: list[Column]) -> Iterator[str]:
    """One array, one record a line."""
    before = "[\n"
    for row in rows:
        named = {column.key: column.value(row) for column in columns}
        yield before + json.dumps(named, ensure_ascii=False, default=plain)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


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
