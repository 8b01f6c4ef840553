"""Rules of stays between clusters, as far as they are known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from grappe.kernel.clusters.model import Evidence
from grappe.kernel.clusters.rows import evidence
from grappe.kernel.tables import read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStayRule:
    """Days that a stay may last over one period; the lump sum in euros, None where it is not known."""

    since: date
    until: date | None
    least_days: int
    most_days: int
    lump_sum: Decimal | None
    evidence: Evidence


@cache
def known_stay_rules() -> tuple[KnownStayRule, ...]:
    """Every packaged rule, the oldest first."""
    table = "programme/stay_rules.csv"
    return tuple(
        KnownStayRule(
            since=date.fromisoformat(row["from"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            least_days=int(row["least_days"]),
            most_days=int(row["most_days"]),
            lump_sum=Decimal(row["lump_sum"]) if row["lump_sum"] else None,
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )
