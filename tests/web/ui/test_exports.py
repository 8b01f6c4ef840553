import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.web.ui.exports import FORMULA_STARTS, Column, as_csv, as_json, as_workbook, harmless

COLUMNS = [Column("text", "Text", lambda row: row[0]), Column("value", "Value", lambda row: row[1])]


@pytest.mark.parametrize("text", ["=1+1", "+33 1 23", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


def test_negative_number_stays_a_number():
    assert harmless(-5) == -5


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_cell_of_a_csv_starts_a_formula(text):
    lines = csv.reader(io.StringIO("".join(as_csv([(text, 1)], COLUMNS)).removeprefix("\ufeff"), newline=""))
    next(lines)
    cell = next(lines)[0]

    assert not cell.startswith(FORMULA_STARTS)
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_workbook_keeps_texts_numbers_and_dates_apart():
    rows = [("=1+1", Decimal("2.5")), ("https://example.org", date(2024, 1, 31)), ("", None)]

    with as_workbook(rows, COLUMNS, "list") as file:
        sheet = openpyxl.load_workbook(file).active

    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type in {"s", "inlineStr"}
    assert sheet["B2"].value == 2.5
    assert sheet["B3"].value.date() == date(2024, 1, 31)
    assert sheet["A3"].hyperlink is None


def test_json_names_each_value_by_its_key():
    assert json.loads(as_json([("é", Decimal("1.5"))], COLUMNS)) == [{"text": "é", "value": 1.5}]
