"""A file that outweighs what is held: indexes and foreign keys are set aside and made anew, all in its transaction.

Keeping eleven indexes up to date row by row costs more than building them once. Readers wait meanwhile, which is why
this is for first loads only.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from grappe.apps.imports.domain.progress import Phase, Progress, Tell
from grappe.apps.imports.domain.staging import fetch, run_sql, scalar

FEWEST_ROWS = 50_000
TABLES = ("directory_organisation", "directory_identifier", "projects_project", "projects_participation")


@contextmanager
def heavy_parts_set_aside(rows: int, tell: Tell) -> Iterator[None]:
    """Around the writing of ``rows`` rows: set aside the indexes where they outweigh the rows held."""
    tables = [table for table in TABLES if rows >= FEWEST_ROWS and held_rows(table) * 2 < rows]
    if not tables:
        yield
        return
    settle_pending_checks()
    indexes = plain_indexes(tables)
    keys = foreign_keys(tables)
    for name, table, _definition in keys:
        run_sql(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition in indexes:
        run_sql(f'DROP INDEX "{name}"')
    yield
    settle_pending_checks()
    run_sql("SET LOCAL maintenance_work_mem = '256MB'")
    for place, (_name, definition) in enumerate(indexes):
        tell(Progress(Phase.INDEXING, place / len(indexes), rows))
        run_sql(definition)
    for name, table, definition in keys:
        run_sql(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def settle_pending_checks() -> None:
    """A table with checks still to come cannot be altered."""
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")
    run_sql("SET CONSTRAINTS ALL DEFERRED")


def held_rows(table: str) -> int:
    return int(scalar(f"SELECT count(*) FROM {table}"))


def plain_indexes(tables: list[str]) -> list[tuple[str, str]]:
    """Indexes that hold no constraint and are not what the writing itself looks rows up by."""
    rows = fetch(
        """SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique
        AND c.relname <> ALL(%s) ORDER BY c.relname""",
        [tables, ["organisation_by_country"]],
    )
    return [(name, definition) for name, definition in rows]


def foreign_keys(tables: list[str]) -> list[tuple[str, str, str]]:
    rows = fetch(
        """SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY conname""",
        [tables],
    )
    return [(name, table, definition) for name, table, definition in rows]
