"""Several rows of a file about one record become one: for each value the last row that states it."""

from collections.abc import Sequence


def collapsed(source: str, key: str, fields: Sequence[str]) -> str:
    """A query of ``key, line, fields`` with one row a key; rows whose key is unique pass untouched."""
    plain = ", ".join(fields)
    merged = ", ".join(
        f"(array_agg({name} ORDER BY line DESC) FILTER (WHERE {name} IS NOT NULL))[1]" for name in fields
    )
    return f"""
        WITH keyed AS MATERIALIZED (SELECT {key} AS key, line, {plain} FROM {source}),
        repeated AS MATERIALIZED (SELECT key FROM keyed WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1)
        SELECT key, line, {plain} FROM keyed
        WHERE key IS NOT NULL AND NOT EXISTS (SELECT FROM repeated WHERE repeated.key = keyed.key)
        UNION ALL
        SELECT key, min(line), {merged} FROM keyed JOIN repeated USING (key) GROUP BY key
    """
