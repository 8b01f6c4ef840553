"""The report of a run: every row refused and every value left out, kept as codes and said when it is read."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

from grappe.analytics.intake.faults import Effect, Fault, FaultCode
from grappe.apps.imports.models import ImportRun
from grappe.apps.imports.phrases import effect_text, reason_text

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Faults are found column by column; beyond this many, putting them in order would need the memory it is meant to save.
SORTED_UP_TO = 100_000
SHEET_ROWS = 1_048_575
CELL_SIGNS = 32_767


class ReportWriter:
    """Writes faults to a packed file as they come, so that a million of them need no memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = gzip.open(path, "wt", encoding="utf-8", newline="")  # noqa: SIM115 - open as long as the run
        self.rows = csv.writer(self.file)

    def add(self, fault: Fault) -> None:
        cells = [fault.line, fault.column, fault.value, fault.code, fault.effect, json.dumps(fault.params)]
        self.rows.writerow(cells)

    def close(self) -> None:
        self.file.close()


def read_report(path: Path) -> Iterator[Fault]:
    """The faults of a report, as they were found."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for line, column, value, code, effect, params in csv.reader(file):
            yield Fault(int(line), column, value, FaultCode(code), Effect(effect), json.loads(params))


def report_headings() -> list[str]:
    return [_("File"), _("Line"), _("Column"), _("Value"), _("Reason"), _("Effect")]


def report_rows(run: ImportRun) -> Iterator[list[str | int]]:
    """The report in the reader's language."""
    if not run.report:
        return
    faults: Iterable[Fault] = read_report(Path(run.report.path))
    if run.refused + run.left_out <= SORTED_UP_TO:
        faults = sorted(faults, key=lambda fault: fault.line)
    for fault in faults:
        reason = reason_text(fault.code, fault.params)
        yield [run.file_name, fault.line, fault.column, fault.value, reason, effect_text(fault.effect)]


def harmless(cell: str | int) -> str | int:
    """A text that a spreadsheet would run as a formula is opened by an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUN_BY_SPREADSHEETS) else cell


def csv_lines(run: ImportRun) -> Iterator[str]:
    """The report as CSV text, line by line, with a mark that spreadsheets know UTF-8 by."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\ufeff"
    headings: list[str | int] = [*report_headings()]
    for row in chain([headings], report_rows(run)):
        writer.writerow([harmless(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def write_xlsx(run: ImportRun, path: Path) -> None:
    """The report as a spreadsheet; every text is written as text, never as a formula or a link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        for column, heading in enumerate(report_headings()):
            sheet.write_string(0, column, heading, bold)
        for place, row in enumerate(islice(report_rows(run), SHEET_ROWS), start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(place, column, cell)
                else:
                    sheet.write_string(place, column, cell[:CELL_SIGNS])
        sheet.freeze_panes(1, 0)
        sheet.set_column(2, 4, 32)


def write_report(run: ImportRun, path: Path) -> None:
    """Write the report of a run to a file, a spreadsheet when its name says so."""
    if path.suffix.lower() == ".xlsx":
        write_xlsx(run, path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(run))
