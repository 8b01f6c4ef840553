"""A batch of raw rows to staged values and faults, in DuckDB: whole columns at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from grappe.analytics.intake.faults import Effect, Fault, FaultCode
from grappe.analytics.intake.layout import Column, Layout
from grappe.analytics.intake.macros import MACROS, WIDE, literal
from grappe.analytics.intake.plain import fault_params

MEMORY = "512MB"


def open_engine(folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB that keeps to its memory and spills to ``folder``."""
    engine = duckdb.connect(":memory:")
    engine.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = {literal(str(folder))}; SET threads = 2")
    engine.execute("SET preserve_insertion_order = true")
    engine.execute(MACROS)
    return engine


class Conversion:
    """Converts batches of one file; the file's own column names are known."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, layout: Layout, header: Sequence[str]) -> None:
        self.engine = engine
        self.layout = layout
        self.columns = [(column, layout.column_for(column, header)) for column in layout.columns]
        self.held = [(column, name) for column, name in self.columns if name is not None]
        self.lookups: dict[int, dict[str, tuple[str | None, str | None]]] = {}

        found = {self.layout.column_named(name, header): texts for name, texts in layout.only.items()}
        self.only = {name: texts for name, texts in found.items() if name is not None}

    @property
    def raw_names(self) -> list[str]:
        """The file's columns that are read, each once."""
        return list(dict.fromkeys([*(name for _column, name in self.held), *self.only]))

    def of_interest(self) -> str:
        tests = [
            f"coalesce(c{self.raw_names.index(name)}, '') IN ({', '.join(literal(text) for text in sorted(texts))})"
            for name, texts in self.only.items()
        ]
        return " AND ".join(tests) or "true"

    def convert(self, raw: str, staged: Path) -> tuple[int, list[Fault]]:
        """Write the good rows of the table ``raw`` to ``staged``; return their number and the faults."""
        self.engine.execute(
            f"CREATE OR REPLACE TEMP TABLE converted AS SELECT {self.select_list()}"
            f" FROM {self.source(raw)} WHERE {self.of_interest()}"
        )
        refusing = " AND ".join(
            f"f{index} IS NULL" for index, (column, _name) in enumerate(self.held) if column.effect == Effect.REFUSED
        )
        targets = ", ".join(["line", *(f"{self.target_value(target)} AS {target}" for target in self.layout.targets)])
        good = f"SELECT {targets} FROM converted WHERE {refusing or 'true'} AND {self.period_is_right()} ORDER BY line"
        self.engine.execute(
            f"COPY ({good}) TO {literal(str(staged))}"
            " (FORMAT csv, HEADER false, NULLSTR '\\N', QUOTE '\"', ESCAPE '\"')"
        )
        [(rows,)] = self.engine.execute(
            f"SELECT count(*) FROM converted WHERE {refusing or 'true'} AND {self.period_is_right()}"
        ).fetchall()
        return rows, list(self.faults())

    def raw_text(self, name: str) -> str:
        """One raw cell, a blank of this register being no text at all."""
        place = f"c{self.raw_names.index(name)}"
        if not self.layout.blanks:
            return f"coalesce({place}, '')"
        blanks = ", ".join(literal(blank) for blank in sorted(self.layout.blanks))
        return f"CASE WHEN trim({place}) IN ({blanks}) THEN '' ELSE coalesce({place}, '') END"

    def source(self, raw: str) -> str:
        """The raw rows, joined to the readings of the columns that are read once a distinct text."""
        joined = raw
        for index, (column, name) in enumerate(self.held):
            if column.reader.name in WIDE:
                continue
            self.read_distinct(index, column, name, raw)
            joined += f" LEFT JOIN lookup_{index} ON lookup_{index}.raw = {self.raw_text(name)}"
        return joined

    def read_distinct(self, index: int, column: Column, name: str, raw: str) -> None:
        """Read each text of a column that was not met before, in plain Python."""
        known = self.lookups.setdefault(index, {})
        if not known:
            self.engine.execute(
                f"CREATE OR REPLACE TEMP TABLE lookup_{index} (raw VARCHAR, value VARCHAR, fault VARCHAR)"
            )
        texts = self.engine.execute(
            f"SELECT DISTINCT {self.raw_text(name)} AS t FROM {raw} WHERE t NOT IN (SELECT raw FROM lookup_{index})"
        ).fetchall()
        read = [(text, *column.reader.read(text)) for (text,) in texts]
        known.update({text: (value, fault) for text, value, fault in read})
        if read:
            self.add_readings(index, read)

    def add_readings(self, index: int, read: list[tuple[Any, ...]]) -> None:
        texts, values, faults = (list(part) for part in zip(*read, strict=True))
        self.engine.execute(
            f"INSERT INTO lookup_{index} SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [texts, values, [str(fault) if fault else None for fault in faults]],
        )

    def select_list(self) -> str:
        parts = ["line"]
        for index, (column, name) in enumerate(self.held):
            raw = self.raw_text(name)
            if column.reader.name in WIDE:
                value, fault = WIDE[column.reader.name](raw, column.reader)
            else:
                value, fault = f"lookup_{index}.value", f"lookup_{index}.fault"
            if column.required:
                fault = f"coalesce({fault}, CASE WHEN {value} IS NULL THEN '{FaultCode.MISSING}' END)"
            parts += [f"{raw} AS r{index}", f"{value} AS v{index}", f"{fault} AS f{index}"]
        return ", ".join(parts)

    def target_value(self, target: str) -> str:
        """The first column that gives the target a value, else its constant."""
        values = [f"v{index}" for index, (column, _name) in enumerate(self.held) if column.target == target]
        if target in self.layout.constants:
            values.append(literal(self.layout.constants[target]))
        return f"coalesce({', '.join(values)})" if values else "NULL"

    def period_is_right(self) -> str:
        if not {"starts_on", "ends_on"} <= set(self.layout.targets):
            return "true"
        return f"coalesce({self.target_value('ends_on')} >= {self.target_value('starts_on')}, true)"

    def faults(self) -> Iterator[Fault]:
        for index, (column, name) in enumerate(self.held):
            if column.effect == Effect.SILENT:
                continue
            query = f"SELECT line, r{index}, f{index} FROM converted WHERE f{index} IS NOT NULL ORDER BY line"
            for line, value, code in self.engine.execute(query).fetchall():
                yield Fault(line, name, value, FaultCode(code), column.effect, fault_params(column, FaultCode(code)))
        ends = next((index for index, (column, _name) in enumerate(self.held) if column.target == "ends_on"), None)
        if ends is not None:
            query = f"SELECT line, r{ends} FROM converted WHERE NOT {self.period_is_right()} ORDER BY line"
            for line, value in self.engine.execute(query).fetchall():
                yield Fault(line, self.held[ends][1], value, FaultCode.ENDS_BEFORE_START)
