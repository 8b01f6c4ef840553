"""Rows that stand twice: the same establishment with the same figures, or with others."""

from dataclasses import dataclass

import ibis
from ibis.expr import types as ir

from grappe.analytics.backends.backend import Backend
from grappe.analytics.pipelines.counting import Rows


@dataclass(frozen=True)
class Repeats:
    """What a look for repeated keys found.

    Parameters
    ----------
    rows : without repetitions: one of each where all figures agree, none where they do not.
    repeated : rows that say again what another says.
    conflicting : rows of keys with several figures.
    repeated_keys, conflicting_keys : some of them.
    """

    rows: Rows
    repeated: int
    conflicting: int
    repeated_keys: tuple[str, ...]
    conflicting_keys: tuple[str, ...]


def without_repeats(backend: Backend, rows: Rows, *, shown: int = 3) -> Repeats:
    """Look for keys with several rows.

    Parameters
    ----------
    backend : counts them.
    rows : whose layout has a key; a key is one establishment (in one year).
    shown : how many keys are named.

    Returns
    -------
    Repeats
        With the rows to go on with.
    """
    kept = list(dict.fromkeys(rows.columns.values()))
    keys = [rows.columns[name] for name in ("key", "year") if name in rows.columns]
    table = rows.table.select(*kept)
    several = _several(table, keys)
    total = _sums(backend, several)
    if total[0] == 0:
        return Repeats(rows, 0, 0, (), ())
    once = table.distinct()
    conflicting = _several(once, keys)
    left = once.anti_join(conflicting, keys)
    rest = table.semi_join(conflicting, keys).group_by(keys).aggregate(rows=ibis._.count())
    clashing = _sums(backend, rest)
    agreeing = several.anti_join(conflicting, keys)
    again = _sums(backend, agreeing)
    return Repeats(
        Rows(left, rows.layout, rows.columns, rows.bands),
        again[0] - again[1],
        clashing[0],
        _named(backend, agreeing, keys[0], shown),
        _named(backend, rest, keys[0], shown),
    )


def _several(table: ir.Table, keys: list[str]) -> ir.Table:
    counts = table.group_by(keys).aggregate(rows=table.count())
    return counts.filter(counts.rows > 1, *(counts[key].notnull() for key in keys))


def _sums(backend: Backend, counts: ir.Table) -> tuple[int, int]:
    row = backend.fetch(counts.aggregate(rows=counts.rows.sum(), keys=counts.count())).to_pylist()[0]
    return int(row["rows"] or 0), int(row["keys"] or 0)


def _named(backend: Backend, counts: ir.Table, key: str, shown: int) -> tuple[str, ...]:
    named = counts.select(key).order_by(key).limit(shown)
    return tuple(str(one) for one in backend.fetch(named)[key].to_pylist())
