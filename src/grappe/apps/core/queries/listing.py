"""The keys of a long list in order, at a cost that does not follow the number of hits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import OrderBy

# A word that more rows hold than this is drawn from the first so many: reading and sorting all would take seconds.
MOST_SORTED = 20_000
# Asked for an order and a limit at once, the planner may walk the whole order for a word that stands at its end;
# a MATERIALIZED list is planned by its hits alone, and read no further than the limit.
SORTED = """
SELECT pk, count(*) OVER () FROM (
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


@dataclass(frozen=True, slots=True)
class FirstKeys:
    """The first keys of a list; ``is_cut`` where more rows answered a search than were put in order."""

    keys: list[int]
    is_cut: bool = False


class Among(Func):
    """Whether a key is one of those read before: as one array, so that the planner counts them and hashes them."""

    template = "%(expressions)s::bigint[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, key: str, keys: Iterable[int]) -> None:
        # One text: an ArrayField would convert each of twenty thousand keys by itself.
        super().__init__(F(key), Value(f"{{{','.join(map(str, keys))}}}", output_field=TextField()))


def sorted_keys(records: QuerySet[Any], order: Order, *, count: int, whole: bool = False) -> FirstKeys:
    """The first keys of what a text search found, among its first hits, or all of them."""
    hits = records.order_by().values_list("pk", order.column)
    try:
        sql, parameters = hits.query.sql_with_params()
    except EmptyResultSet:
        return FirstKeys([])
    direction = "DESC NULLS LAST" if order.descending else "ASC"
    statement = SORTED.format(hits=sql, direction=direction, pk_direction="DESC" if order.descending else "ASC")
    # One more than are wanted tells whether there are more.
    limit = None if whole else MOST_SORTED + 1
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, limit, count])
        rows = cursor.fetchall()
    return FirstKeys([row[0] for row in rows], is_cut=not whole and bool(rows) and rows[0][1] > MOST_SORTED)
