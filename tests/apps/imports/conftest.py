import csv
from pathlib import Path

import openpyxl
import pytest

from grappe.apps.imports.domain.runs import perform_import, plan_import


@pytest.fixture(autouse=True)
def reports_go_to_a_temporary_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def write(tmp_path):
    """Write a table to a CSV file or, by its name, to a spreadsheet."""

    def write_table(name, *rows, delimiter=";", encoding="utf-8"):
        path: Path = tmp_path / name
        if path.suffix == ".xlsx":
            workbook = openpyxl.Workbook()
            for row in rows:
                workbook.active.append(row)
            workbook.save(path)
            return path
        with path.open("w", newline="", encoding=encoding) as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write_table


@pytest.fixture
def run():
    """Import a file as the command line and the page do."""

    def plan_and_perform(path, kind, by=None, **options):
        return perform_import(run=plan_import(path=path, kind=kind, by=by, **options), path=path)

    return plan_and_perform
