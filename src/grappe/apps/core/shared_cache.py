"""A cache that every worker process shares, kept in PostgreSQL."""

import base64
import pickle  # Django's own reader decodes what is written here; nobody else writes the table
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router

NEVER = datetime(9999, 12, 31, tzinfo=UTC)
UPSERT = """
INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires {condition}
"""
SWEEP = """
DELETE FROM {table} WHERE cache_key IN (
  SELECT cache_key FROM {table} WHERE expires < now() ORDER BY expires LIMIT 2 FOR UPDATE SKIP LOCKED
)
"""


class SharedCache(DatabaseCache):
    """Django's database cache, made fit to count guesses.

    Each write is one statement, so two processes that add the same key at once cannot both succeed. No live entry is
    ever evicted: the original drops a third of the table beyond 300 entries, and whoever guesses at many addresses
    would so wipe the counters kept against him. Each write takes at most two expired entries away instead.
    """

    _table: str

    def _base_set(self, mode: str, key: str, value: object, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = NEVER if until is None else datetime.fromtimestamp(until, tz=UTC)
        table = f'"{self._table}"'
        with connections[router.db_for_write(self.cache_model_class)].cursor() as cursor:
            if mode == "touch":
                cursor.execute(
                    f"UPDATE {table} SET expires = %s WHERE cache_key = %s AND expires > now()",  # noqa: S608
                    [expires, key],
                )
                return bool(cursor.rowcount)
            condition = f"WHERE {table}.expires < now()" if mode == "add" else ""
            payload = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
            cursor.execute(UPSERT.format(table=table, condition=condition), [key, payload, expires])
            written = bool(cursor.rowcount)
            cursor.execute(SWEEP.format(table=table))
        return written
