"""The log as the chain sees it: each entry's content in the one form that is hashed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connection

# The text of jsonb is PostgreSQL's own canonical form: keys ordered, numbers exact.
CONTENT = "e.id, e.at, e.by_id, e.by_label, e.verb, e.target_type, e.target_id, e.reason, e.detail::text"
WAITING = f"""SELECT {CONTENT} FROM accounts_unsealedentry u JOIN accounts_auditentry e ON e.id = u.entry
    ORDER BY u.entry LIMIT %s"""  # noqa: S608 - our own columns
SEALED = f"""SELECT s.position, s.entry, s.sealed_at, s.hash, {CONTENT}
    FROM accounts_auditseal s LEFT JOIN accounts_auditentry e ON e.id = s.entry
    WHERE s.position > %s AND s.position <= %s ORDER BY s.position LIMIT %s"""  # noqa: S608 - our own columns
STRAY = """SELECT e.id FROM accounts_auditentry e
    WHERE NOT EXISTS (SELECT FROM accounts_auditseal s WHERE s.entry = e.id)
    AND NOT EXISTS (SELECT FROM accounts_unsealedentry u WHERE u.entry = e.id) ORDER BY e.id LIMIT %s"""
VANISHED = """SELECT u.entry FROM accounts_unsealedentry u
    WHERE NOT EXISTS (SELECT FROM accounts_auditentry e WHERE e.id = u.entry) ORDER BY u.entry LIMIT %s"""
BATCH = 5_000


class SealedEntry(NamedTuple):
    """One seal with what its entry holds now; ``content`` is None where the entry is gone."""

    position: int
    entry: int
    sealed_at: datetime
    hash: str
    at: datetime | None
    content: list[str | None] | None


def canonical(row: tuple[Any, ...]) -> list[str | None]:
    """The texts that are hashed, of a row of ``CONTENT``."""
    key, at, *texts = row
    return [str(key), written(at), *(None if text is None else str(text) for text in texts)]


def written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def waiting_rows(limit: int) -> list[tuple[Any, ...]]:
    """Entries that are written and not sealed, by their number."""
    return fetched(WAITING, limit)


def sealed_entries(*, until: int) -> Iterator[SealedEntry]:
    """Every seal up to a position, in order, a batch at a time."""
    after = 0
    while rows := fetched(SEALED, after, until, BATCH):
        for position, entry, sealed_at, digest, *content in rows:
            held = canonical(tuple(content)) if content[0] is not None else None
            yield SealedEntry(position, entry, sealed_at, digest, content[1], held)
        after = rows[-1][0]


def stray_entries(limit: int) -> list[int]:
    """Entries that neither stand in the chain nor wait for it: whoever wrote them went round the trigger."""
    return [key for (key,) in fetched(STRAY, limit)]


def vanished_entries(limit: int) -> list[int]:
    """Entries that were gone before they were sealed."""
    return [key for (key,) in fetched(VANISHED, limit)]


def fetched(statement: str, *values: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
