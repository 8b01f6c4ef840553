"""From rows of text to typed facts about clusters."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from grappe.kernel.clusters.model import CONFIDENCES, TIERS, Cluster, Evidence, Headquarters, Tier
from grappe.kernel.sources import source_keys
from grappe.kernel.tables import FactsDefectError, Row, day, flag, words

FOLDER = "clusters"
One = TypeVar("One", bound=str)


def evidence(table: str, row: Row) -> Evidence:
    return Evidence(sources=source_keys(table, row["source"]), to_verify=flag(row["to_verify"]))


def one_of(table: str, allowed: Collection[One], text: str) -> One:
    """The member of a closed list that the text names."""
    for one in allowed:
        if one == text:
            return one
    raise FactsDefectError(table, f"{text!r} is none of {', '.join(sorted(allowed))}")


def headquarters_from(table: str, row: Row) -> Headquarters | None:
    if not row["hq_code"]:
        return None
    return Headquarters(
        commune=row["hq_commune"],
        commune_code=row["hq_code"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        confidence=one_of(table, CONFIDENCES, row["hq_confidence"]),
    )


def cluster_from(row: Row) -> Cluster:
    table = f"{FOLDER}/clusters.csv"
    tier: Tier | None = one_of(table, TIERS, row["tier"]) if row["tier"] else None
    return Cluster(
        id=row["id"],
        name=row["name"],
        acronym=row["acronym"],
        country=row["country"],
        founded=date.fromisoformat(row["founded"]),
        themes=words(row["themes"]),
        tier=tier,
        regions_before_2016=words(row["regions_before_2016"]),
        regions_2016=words(row["regions_2016"]),
        headquarters=headquarters_from(table, row),
        dissolved=day(row["dissolved"]),
        evidence=evidence(table, row),
    )
