"""Proposals and publications from JSON lines or CSV; what cannot be read is named by file, line and column."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from grappe.engines.affinity.errors import NothingToCompareError, UnreadableRowError
from grappe.engines.affinity.problem import Expert, Proposal, Publication

YEARS = range(1000, 3000)


class Row(NamedTuple):
    """A row of a file, with what is needed to name it."""

    place: str
    cells: Mapping[str, object]

    def refuse(self, column: str, reason: str) -> UnreadableRowError:
        """Return the error that names the row, the column and the reason."""
        return UnreadableRowError(f"{self.place}, {column}: {reason}")

    def word(self, column: str) -> str:
        """Return the text of a column, empty where it is absent."""
        cell = self.cells.get(column)
        if cell is None:
            return ""
        if isinstance(cell, bool | list | dict):
            raise self.refuse(column, "a text is expected.")
        return str(cell).strip()

    def name(self, column: str) -> str:
        """Return the text of a column that must be there."""
        return self.word(column) or _raise(self.refuse(column, "it is empty: every row has one."))

    def text(self) -> str:
        """Return title and text together."""
        both = ". ".join(part for part in (self.word("title"), self.word("text")) if part)
        return both or _raise(self.refuse("text", "title and text are both empty: give one of them."))

    def year(self) -> int | None:
        """Return the year, None where it is absent."""
        word = self.word("year")
        if not word:
            return None
        if not word.isascii() or not word.isdigit() or int(word) not in YEARS:
            raise self.refuse("year", f"{word!r} is no year: write it in four digits, or leave it out.")
        return int(word)


def read_proposals(file: Path) -> tuple[Proposal, ...]:
    """Read proposals.

    Parameters
    ----------
    file : a CSV with columns id, title, text, or JSON lines with these fields; title or text may be absent.

    Returns
    -------
    tuple of Proposal
        In the order of the file.

    Raises
    ------
    UnreadableRowError
        Names the line, the column and the reason.
    """
    found: dict[str, Proposal] = {}
    for row in rows_of(file):
        name = row.name("id")
        if name in found:
            raise row.refuse("id", f"{name} stands on an earlier line already.")
        found[name] = Proposal(name, row.text())
    return tuple(found.values()) or _empty(file)


def read_experts(file: Path) -> tuple[Expert, ...]:
    """Read experts, one publication per row.

    Parameters
    ----------
    file : a CSV with columns expert, title, text, year, or JSON lines with these fields. A profile or key words are a
        publication too.

    Returns
    -------
    tuple of Expert
        In the order in which the file first names them.

    Raises
    ------
    UnreadableRowError
        Names the line, the column and the reason.
    """
    found: dict[str, list[Publication]] = {}
    for row in rows_of(file):
        found.setdefault(row.name("expert"), []).append(Publication(row.text(), row.year()))
    return tuple(Expert(name, tuple(published)) for name, published in found.items()) or _empty(file)


def rows_of(file: Path) -> Iterator[Row]:
    """Yield the rows of a CSV, or of JSON lines where the file's name does not end in .csv."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield from _csv_rows(file, lines) if file.suffix.lower() == ".csv" else _json_rows(file, lines)
    except UnicodeDecodeError as error:
        raise UnreadableRowError(f"{file}: it is not in UTF-8 ({error.reason}): save it so.") from error


def _csv_rows(file: Path, lines: Iterable[str]) -> Iterator[Row]:
    sheet = csv.DictReader(lines, strict=True)
    try:
        for cells in sheet:
            row = Row(f"{file}, line {sheet.line_num}", cells)
            if None in cells:
                raise row.refuse("columns", f"there are more cells than the {len(cells) - 1} of the first line.")
            yield row
    except csv.Error as error:
        raise UnreadableRowError(f"{file}, line {sheet.reader.line_num}: {error}.") from error


def _json_rows(file: Path, lines: Iterable[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{file}, line {number}"
        try:
            cells = json.loads(line)
        except ValueError as error:
            raise UnreadableRowError(f"{place}: no JSON ({error}): one object on each line.") from error
        if not isinstance(cells, dict):
            raise UnreadableRowError(f"{place}: one object on each line is expected.")
        yield Row(place, cells)


def _empty(file: Path) -> tuple[()]:
    raise NothingToCompareError(f"{file}: there is no row.")


def _raise(error: UnreadableRowError) -> str:
    raise error
