"""The staging table of one run: typed values, one row a good row of the file. It goes with the transaction."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from grappe.analytics.intake.layout import TARGETS

STAGED = "import_staged"
CHUNK = 1 << 20
SLICE = 20_000

RowsDone = Callable[[int], None]


def run_sql(sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> int:
    """Run a statement; returns how many rows it touched. A percent sign in ``sql`` is doubled only with ``params``."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return int(cursor.rowcount)


def fetch(sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall())


def scalar(sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> Any:
    return fetch(sql, params)[0][0]


def forget_tables() -> None:
    """Drop what an earlier run of the same transaction has left."""
    names = fetch("SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'")
    for (name,) in names:
        if name.startswith("import_"):
            drop_tables(name)


def create_staged(targets: Sequence[str]) -> None:
    columns = ", ".join(f"{target} {TARGETS[target]}" for target in targets)
    run_sql(f"CREATE TEMP TABLE {STAGED} (line integer NOT NULL, {columns}) ON COMMIT DROP")


def copy_staged(targets: Sequence[str], path: Path) -> None:
    """Send a converted batch to the staging table."""
    columns = ", ".join(["line", *targets])
    statement = f"COPY {STAGED} ({columns}) FROM STDIN (FORMAT csv, NULL '\\N')"
    with connection.cursor() as cursor, path.open("rb") as file, cursor.copy(statement) as copy:
        while chunk := file.read(CHUNK):
            copy.write(chunk)


def drop_tables(*names: str) -> None:
    run_sql(f"DROP TABLE IF EXISTS {', '.join(names)}")


def in_slices(table: str, statement: str, params: dict[str, Any], done: RowsDone | None = None) -> int:
    """Run a statement over ranges of ``line`` (``%(low)s`` to ``%(high)s``), so that progress can be told."""
    first, last = fetch(f"SELECT min(line), max(line) FROM {table}")[0]
    if first is None:
        return 0
    touched = 0
    for low in range(first, last + 1, SLICE):
        touched += run_sql(statement, {**params, "low": low, "high": low + SLICE - 1})
        if done is not None:
            done(min(low + SLICE - 1, last))
    return touched
