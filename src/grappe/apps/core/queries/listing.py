"""The keys of a long list in order, at a cost that does not follow the number of hits."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

# A word that more rows hold than this is drawn from the first so many: reading and sorting all would take seconds.
MOST_SORTED = 20_000
# Asked for an order and a limit at once, the planner may walk the whole order for a word that stands at its end;
# a MATERIALIZED list is planned by its hits alone, and read no further than the limit.
SORTED = """
SELECT pk FROM (
    WITH hits AS MATERIALIZED ({hits}) SELECT * FROM hits LIMIT %s
) AS found(pk, value) ORDER BY value {direction}, pk {pk_direction} LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Order:
    """By one column, nothing last; ties by key."""

    column: str
    descending: bool = False
    nullable: bool = False

    def expressions(self) -> tuple[OrderBy, OrderBy]:
        column, key = F(self.column), F("pk")
        if not self.descending:
            return column.asc(), key.asc()
        return column.desc(nulls_last=True if self.nullable else None), key.desc()


def sorted_keys(records: QuerySet[Any], order: Order, *, count: int, most: int | None = MOST_SORTED) -> list[Any]:
    """The first keys of what a text search found, among its first ``most`` hits; ``None`` sorts them all."""
    hits = records.order_by().values_list("pk", order.column)
    try:
        sql, parameters = hits.query.sql_with_params()
    except EmptyResultSet:
        return []
    direction = "DESC NULLS LAST" if order.descending else "ASC"
    statement = SORTED.format(hits=sql, direction=direction, pk_direction="DESC" if order.descending else "ASC")
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, most, count])
        return [row[0] for row in cursor.fetchall()]
