"""Read the packaged tables of facts."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import resources

from grappe.kernel.periods import Period

Row = Mapping[str, str]


class FactsDefectError(ValueError):
    """A packaged table contradicts itself: mend the file that is named."""

    def __init__(self, table: str, defect: str) -> None:
        super().__init__(f"{table}: {defect}. Mend this table under grappe/kernel/facts.")
        self.table = table
        self.defect = defect


def read_rows(table: str) -> tuple[Row, ...]:
    """Every row of a packaged table, such as ``clusters/clusters.csv``, as text."""
    text = resources.files("grappe.kernel.facts").joinpath(table).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def words(text: str) -> tuple[str, ...]:
    """The parts of a cell that holds several values."""
    return tuple(part for part in text.split(";") if part)


def flag(text: str) -> bool:
    return text == "1"


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def period(row: Row) -> Period:
    return Period(date.fromisoformat(row["from"]), day(row["until"]))


def keyed(table: str, pairs: Iterable[tuple[str, Row]]) -> dict[str, Row]:
    """Index rows by a key that must be unique."""
    found: dict[str, Row] = {}
    for key, row in pairs:
        if key in found:
            raise FactsDefectError(table, f"{key!r} stands twice")
        found[key] = row
    return found
