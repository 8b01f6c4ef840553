"""Files as they come: encodings, separators, broken rows, packed traps; every row keeps its line and none is lost."""

import gzip
import tempfile
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pytest

from grappe.analytics.intake.conversion import open_engine
from grappe.analytics.intake.faults import UnreadableFileError
from grappe.analytics.intake.opening import open_table

TEXT = "Raison sociale;Commune\nÉlan & Cie;Besançon\nCœur;L'Haÿ-les-Roses\n"
ROWS = [
    (2, {"Raison sociale": "Élan & Cie", "Commune": "Besançon"}),
    (3, {"Raison sociale": "Cœur", "Commune": "L'Haÿ-les-Roses"}),
]


def told(path):
    return [(line, row if fault is None else str(fault.code)) for line, row, fault in open_table(path).told_rows()]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-8").decode("cp1252").encode("utf-8"),
        gzip.compress(TEXT.encode("utf-8")),
        TEXT.replace(";", ",").encode("utf-8"),
        TEXT.replace(";", "\t").encode("utf-8"),
        TEXT.replace("\n", "\r\n").encode("cp1252"),
    ],
    ids=["utf-8", "bom", "cp1252", "utf-16", "twice encoded", "gzip", "comma", "tab", "windows lines"],
)
def test_encodings_and_separators_are_found_out(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert told(path) == ROWS


def test_a_broken_row_is_told_by_its_line_and_the_others_come_through(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text('a;b\n1;x\n\n2;"two\nlines"\n3;"bad" quote\n4;too;many\n5\n6;y;\n7;z\n', encoding="utf-8")
    assert told(path) == [
        (2, {"a": "1", "b": "x"}),
        (4, {"a": "2", "b": "two\nlines"}),
        (5, "bad_quotes"),
        (6, "wrong_cell_count"),
        (7, "wrong_cell_count"),
        (8, {"a": "6", "b": "y"}),
        (9, {"a": "7", "b": "z"}),
    ]


def test_the_batches_hold_the_same_rows_as_the_plain_reading(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text('a;b\n1;"x ""y"""\n\n2;"two\r\nlines \\N"\n3;\\N\n', encoding="utf-8", newline="")
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder))
        rows = []
        for _batch in open_table(path).batches(engine, ["a", "b"], Path(folder)):
            rows += engine.execute("SELECT line, c0, c1 FROM raw ORDER BY line").fetchall()
    assert rows == [(line, row["a"], row["b"]) for line, row in told(path)]


def test_parquet_cells_come_as_text(tmp_path):
    path = tmp_path / "t.parquet"
    duckdb.execute(f"COPY (SELECT 1234.5::DOUBLE AS amount, 'é' AS name, NULL AS blank, 12 AS n) TO '{path}'")
    assert told(path) == [(2, {"amount": "1234.50000000", "name": "é", "blank": "", "n": "12"})]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (b"PK\x03\x04 torn", "broken_file"),
        (b"PAR1 torn", "broken_file"),
        (b"\x1f\x8b torn", "broken_file"),
        (b"one column\n1\n", "no_header"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, content, code):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as refusal:
        open_table(path)
    assert refusal.value.code == code


def test_a_packed_trap_is_refused_before_it_unpacks(tmp_path, monkeypatch):
    monkeypatch.setattr("grappe.analytics.intake.spreadsheets.UNPACKED_LIMIT", 2 << 20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    with pytest.raises(UnreadableFileError) as refusal:
        open_table(path)
    assert refusal.value.code == "unpacks_too_large"


def test_a_formula_that_failed_is_told_by_its_cell(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (["a", "b"], ["1", "x"], ["2", "#REF!"]):
        workbook.active.append(row)
    workbook.save(tmp_path / "f.xlsx")
    assert told(tmp_path / "f.xlsx") == [(2, {"a": "1", "b": "x"}), (3, "broken_formula")]
