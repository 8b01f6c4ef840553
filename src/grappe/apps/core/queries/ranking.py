"""The best rows of a search without ranking every hit: a frequent word has tens of thousands."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from grappe.apps.core.wanted import Wanted

# Hits looked at for one search: more would take longer than a reader waits.
CAP = 500
# With so many whole words found, longer ones that begin so are not looked for.
ENOUGH = 100
# A MATERIALIZED hit list makes the planner expect every hit, so that it goes through the text index however small
# the limit; its rows are still fetched one by one, and the limit stops them.
# The outer SELECT tells pghistory that nothing is written: it spends a statement on those that may write.
RANKED = """
SELECT * FROM (
WITH whole AS MATERIALIZED (SELECT {columns} FROM {table} WHERE {whole}),
looked_at AS MATERIALIZED (SELECT * FROM whole LIMIT {cap}),
beginning AS MATERIALIZED (SELECT {columns} FROM {table} WHERE {beginning} AND NOT ({whole})),
hits AS (
    SELECT * FROM looked_at UNION ALL (
        SELECT * FROM beginning LIMIT CASE WHEN (SELECT count(*) FROM looked_at) < {enough} THEN {cap} ELSE 0 END
    )
),
best AS (
    SELECT hits.id, {score} AS score, count(*) OVER () AS total FROM hits ORDER BY score DESC, hits.id LIMIT %(count)s
)
SELECT {shown}, best.score, best.total FROM best JOIN {table} AS row ON row.id = best.id
) AS answers ORDER BY score DESC, id
"""
# Weights of texts, places, other spellings or titles, names; the rank is divided by the logarithm of the length.
TEXT_SCORE = "ts_rank('{0.05,0.1,0.5,1.0}', search, grappe_query(%(words)s::text[], TRUE), 1)"
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Group:
    """The best answers of one kind, and how many there are (``capped``: at least that many)."""

    rows: list[Any] = field(default_factory=list)
    total: int = 0

    @property
    def capped(self) -> bool:
        return self.total >= CAP

    @property
    def more(self) -> bool:
        return self.total > len(self.rows)


def ranked_sql(**parts: str) -> str:
    """The statement that looks for rows and ranks them; the parts are SQL of ours, never what was typed."""
    return RANKED.format(cap=CAP, enough=ENOUGH, **parts)


def best_answers(model: type[Row], sql: str, wanted: Wanted, *, count: int) -> Group:
    """The ``count`` best rows of a ranked statement."""
    values = {"words": list(wanted.words), "text": wanted.text, "count": count}
    rows = list(model._default_manager.raw(sql, values))
    return Group(rows, min(CAP, rows[0].total) if rows else 0)  # type: ignore[attr-defined]
