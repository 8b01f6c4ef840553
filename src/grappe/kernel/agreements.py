"""Agreements of the programme's clusters with others abroad, as public documents tell of them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, get_args

from grappe.kernel.clusters.load import clusters
from grappe.kernel.clusters.model import Evidence
from grappe.kernel.clusters.rows import evidence, one_of
from grappe.kernel.dates import StatedDate, read_date
from grappe.kernel.tables import FactsDefectError, read_rows, words

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCount:
    """How many agreements a source says somebody had signed by a period, most of them without naming the other side.

    ``names`` are the spellings under which the register may hold the organiser.
    """

    organiser: str
    names: tuple[str, ...]
    number: int
    stated: StatedDate
    period: str
    evidence: Evidence


@cache
def published_counts() -> tuple[PublishedCount, ...]:
    """Every published count of agreements, in the order of the table."""
    table = "programme/agreement_counts.csv"
    return tuple(
        PublishedCount(
            organiser=row["organiser"],
            names=words(row["names"]),
            number=int(row["number"]),
            stated=read_date(row["period"]),
            period=row["period"],
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )
