"""Agreements of the programme's clusters with others abroad, as public documents tell of them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from grappe.kernel.clusters.load import clusters
from grappe.kernel.clusters.model import Evidence
from grappe.kernel.clusters.rows import evidence, one_of
from grappe.kernel.tables import FactsDefectError, read_rows

KnownKind = Literal["letter_of_intent", "memorandum", "twinning", "meta_cluster", "cooperation"]
KINDS: tuple[KnownKind, ...] = get_args(KnownKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAgreement:
    """One cluster's tie with a party abroad; ``party_name`` is empty where the source names a country only.

    ``known_on`` is the day of the source, on which the agreement is known to stand.
    """

    code: str
    cluster_id: str
    kind: KnownKind
    title_fr: str
    title_en: str
    party_name: str
    party_country: str
    known_on: date
    evidence: Evidence


@cache
def known_agreements() -> tuple[KnownAgreement, ...]:
    """Every packaged agreement, in the order of the table."""
    table = "programme/agreements.csv"
    rows = read_rows(table)
    for row in rows:
        if row["cluster_id"] not in clusters():
            raise FactsDefectError(table, f"{row['code']} names an unknown cluster {row['cluster_id']!r}")
    return tuple(
        KnownAgreement(
            code=row["code"],
            cluster_id=row["cluster_id"],
            kind=one_of(table, KINDS, row["kind"]),
            title_fr=row["title_fr"],
            title_en=row["title_en"],
            party_name=row["party_name"],
            party_country=row["party_country"],
            known_on=date.fromisoformat(row["known_on"]),
            evidence=evidence(table, row),
        )
        for row in rows
    )
