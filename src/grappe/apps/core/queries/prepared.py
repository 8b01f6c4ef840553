"""Questions that are asked hundreds of times a second: written once and planned once, not each time."""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection
from django.db.models import QuerySet


class PreparedQuestion:
    """Rows of a values list whose SQL is kept; only the values asked for differ from one time to the next.

    ``build`` makes the query set from the examples, each a value that nothing else in it equals. Writing the SQL of a
    union takes Django longer than PostgreSQL takes to answer it, and so does planning it: each connection prepares the
    question the first time and keeps its plan. Django's own cursors put the values into the text, and so cannot.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **examples: int | str) -> None:
        self._build, self._examples = build, examples
        self._written: tuple[str, tuple[Any, ...]] | None = None

    def rows(self, **values: int | str) -> list[tuple[Any, ...]]:
        """As the database gives them, for these values of the same names as the examples."""
        sql, parameters = self._sql()
        names = {example: name for name, example in self._examples.items()}
        asked = [values[names[one]] if one in names else one for one in parameters]
        return answered(sql, asked)

    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        if self._written is None:
            sql, parameters = self._build(**self._examples).query.sql_with_params()
            missing = [name for name, example in self._examples.items() if example not in parameters]
            if missing:
                raise AssertionError(f"The question does not depend on: {', '.join(missing)}.")
            self._written = sql, tuple(parameters)
        return self._written


def answered(sql: str, asked: list[Any]) -> list[tuple[Any, ...]]:
    """Put a prepared question to the database, over the connection that everything else uses."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    held: psycopg.Connection[tuple[Any, ...]] = connection.connection
    usual, held.prepare_threshold = held.prepare_threshold, 0
    try:
        with connection.wrap_database_errors, psycopg.Cursor(held) as cursor:
            return cursor.execute(sql.encode(), asked, prepare=True).fetchall()
    finally:
        held.prepare_threshold = usual
        if connection.queries_logged:
            # Counted like every other question, where somebody counts.
            connection.queries_log.append({"sql": sql, "time": "0"})
