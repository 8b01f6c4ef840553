"""The best rows of a search without ranking every hit: a frequent word has tens of thousands."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet

# MATERIALIZED makes the planner expect every hit, so it goes through the text index however small the limit;
# the rows are still fetched one by one and the cap stops them.
BEST = """
WITH hits AS MATERIALIZED ({hits})
SELECT pk, score, count(*) OVER () FROM (SELECT * FROM hits LIMIT %s) AS looked_at(pk, score)
ORDER BY score DESC, pk LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Best:
    """Keys with their scores, best first; ``total`` counts the hits looked at and never exceeds the cap."""

    scores: dict[Any, float]
    total: int

    def joined(self, other: "Best", count: int) -> "Best":
        """Both together, when ``other`` holds every hit of this one."""
        scores = other.scores | self.scores
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:count]
        return Best(dict(ranked), max(self.total, other.total))


def best_of(hits: QuerySet[Any], score: models.expressions.Combinable, *, count: int, cap: int) -> Best:
    """The ``count`` best of the first ``cap`` hits in the order they are stored."""
    rows = hits.order_by().annotate(score=score).values_list("pk", "score")
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(BEST.format(hits=sql), [*parameters, cap, count])
        found = cursor.fetchall()
    return Best({key: score for key, score, _total in found}, found[0][2] if found else 0)


def in_order(rows: QuerySet[Any], best: Best) -> list[Any]:
    """The rows of a ranking, best first."""
    held = rows.in_bulk(list(best.scores))
    return [held[key] for key in best.scores if key in held]
