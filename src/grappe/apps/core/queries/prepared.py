"""Questions that are asked hundreds of times a second: their SQL is written once, not each time."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class PreparedQuestion:
    """Rows of a values list whose SQL is kept; only the values asked for differ from one time to the next.

    ``build`` makes the query set from the examples, each a value that nothing else in it equals. Writing the SQL of a
    union takes Django longer than PostgreSQL takes to answer it.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **examples: int | str) -> None:
        self._build, self._examples = build, examples
        self._written: tuple[str, tuple[Any, ...]] | None = None

    def rows(self, **values: int | str) -> list[tuple[Any, ...]]:
        """As the database gives them, for these values of the same names as the examples."""
        sql, parameters = self._sql()
        names = {example: name for name, example in self._examples.items()}
        asked = [values[names[one]] if one in names else one for one in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, asked)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _sql(self) -> tuple[str, tuple[Any, ...]]:
        if self._written is None:
            sql, parameters = self._build(**self._examples).query.sql_with_params()
            missing = [name for name, example in self._examples.items() if example not in parameters]
            if missing:
                raise AssertionError(f"The question does not depend on: {', '.join(missing)}.")
            self._written = sql, tuple(parameters)
        return self._written
