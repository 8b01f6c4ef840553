import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_organisation

from grappe.apps.directory.models import Organisation
from grappe.web.ui import exports
from grappe.web.ui.exports import FORMULA_STARTS, Column, as_csv, as_json, as_workbook, harmless

COLUMNS = [Column("text", "Text", lambda row: row[0]), Column("value", "Value", lambda row: row[1])]


@pytest.mark.parametrize("text", ["=1+1", "+33 1 23", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert harmless(text) == f"'{text}"


def test_negative_number_stays_a_number():
    assert harmless(-5) == -5


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_cell_of_a_csv_starts_a_formula(text):
    with translation.override("en"):
        whole = "".join(as_csv([(text, 1)], COLUMNS)).removeprefix("\ufeff")
    lines = csv.reader(io.StringIO(whole, newline=""))
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
    assert json.loads("".join(as_json([("é", Decimal("1.5"))], COLUMNS))) == [{"text": "é", "value": 1.5}]


def test_an_empty_list_is_an_empty_array():
    assert json.loads("".join(as_json([], COLUMNS))) == []


@pytest.mark.parametrize(("language", "line"), [("fr", "a;-1,5"), ("en", "a,-1.5")])
def test_csv_follows_the_reader_s_spreadsheet(language, line):
    with translation.override(language):
        assert list(as_csv([("a", Decimal("-1.5"))], COLUMNS))[-1] == line + "\r\n"


@pytest.mark.django_db
def test_a_list_longer_than_a_file_is_refused_before_anything_is_sent(monkeypatch):
    make_organisation()
    make_organisation()
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    records = Organisation.objects.all()
    monkeypatch.setitem(exports.MOST_ROWS, "csv", 1)
    assert exports.export_records(request, records, COLUMNS, kind="csv", name="list").status_code == 400
    monkeypatch.setitem(exports.MOST_ROWS, "csv", 2)
    assert exports.export_records(request, records, COLUMNS, kind="csv", name="list").status_code == 200
