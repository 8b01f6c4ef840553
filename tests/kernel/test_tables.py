"""The packaged tables as files: every row has a source, no row names a person's address."""

import re
from importlib import resources
from pathlib import Path

import pytest

from grappe.kernel.sources import source_keys, sources
from grappe.kernel.tables import FactsDefectError, keyed, read_rows, words

ROOT = Path(str(resources.files("grappe.kernel.facts")))
TABLES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.csv"))
WITHOUT_A_SOURCE_COLUMN = {"sources.csv", "nomenclature/naf_rev2.csv", "programme/indicators.csv"}

# Named in the provenance of what is derived, in no table.
WRITTEN_BY_CODE = {"derived_from_name"}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_known_source_and_every_cell(table: str) -> None:
    for row in read_rows(table):
        assert None not in row
        assert None not in row.values()
        if table not in WITHOUT_A_SOURCE_COLUMN:
            assert source_keys(table, row["source"])


@pytest.mark.parametrize("table", TABLES)
def test_no_row_holds_a_way_to_reach_a_person(table: str) -> None:
    text = (ROOT / table).read_text(encoding="utf-8")
    assert not re.search(r"[\w.]+@[\w-]+\.[a-z]{2,}|(?:\+33|\b0[67])[ .]?\d{2}[ .]\d{2}", text)


def test_every_source_is_used() -> None:
    used = {key for table in TABLES for row in read_rows(table) for key in words(row.get("source", ""))}
    assert used | WRITTEN_BY_CODE == set(sources())


def test_every_folder_says_where_its_facts_come_from() -> None:
    assert all((folder / "README.md").is_file() for folder in {(ROOT / table).parent for table in TABLES})


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(FactsDefectError, match="stands twice"):
        keyed("demo.csv", [("a", {}), ("a", {})])


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(FactsDefectError, match="not among the sources"):
        source_keys("demo.csv", "hearsay")


@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_one_line_without_stray_spaces(table: str) -> None:
    rows = read_rows(table)
    assert len((ROOT / table).read_text(encoding="utf-8").splitlines()) == len(rows) + 1
    assert all(cell == " ".join(cell.split()) for row in rows for cell in row.values())
