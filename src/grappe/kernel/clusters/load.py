"""The tables of clusters, typed; each is read once."""

from datetime import date
from functools import cache

from grappe.kernel.clusters.model import (
    LABEL_STATUSES,
    PRECISIONS,
    SUCCESSION_KINDS,
    TIERS,
    Cluster,
    ClusterBody,
    ClusterName,
    ClusterTier,
    LabelPeriod,
    OtherCluster,
    Succession,
    Theme,
)
from grappe.kernel.clusters.rows import cluster_from, evidence, one_of
from grappe.kernel.sources import source_keys
from grappe.kernel.tables import keyed, period, read_rows


@cache
def themes() -> dict[str, Theme]:
    """The controlled themes by code."""
    table = "clusters/themes.csv"
    return {
        code: Theme(
            code=code,
            name_fr=row["name_fr"],
            name_en=row["name_en"],
            maturity="emerging" if row["maturity"] == "emerging" else "mature",
            evidence=evidence(table, row),
        )
        for code, row in keyed(table, ((row["code"], row) for row in read_rows(table))).items()
    }


@cache
def clusters() -> dict[str, Cluster]:
    """Every cluster the programme has had, by id."""
    table = "clusters/clusters.csv"
    rows = keyed(table, ((row["id"], row) for row in read_rows(table)))
    return {one: cluster_from(row) for one, row in rows.items()}


@cache
def cluster_names() -> tuple[ClusterName, ...]:
    table = "clusters/cluster_names.csv"
    return tuple(
        ClusterName(
            cluster_id=row["id"],
            name=row["name"],
            acronym=row["acronym"],
            period=period(row),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def cluster_tiers() -> tuple[ClusterTier, ...]:
    table = "clusters/cluster_tiers.csv"
    return tuple(
        ClusterTier(
            cluster_id=row["id"],
            phase=row["phase"],
            tier=one_of(table, TIERS, row["tier"]),
            period=period(row),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def label_periods() -> tuple[LabelPeriod, ...]:
    table = "clusters/label_periods.csv"
    return tuple(
        LabelPeriod(
            cluster_id=row["id"],
            status=one_of(table, LABEL_STATUSES, row["status"]),
            period=period(row),
            precision=one_of(table, PRECISIONS, row["precision"]),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def successions() -> tuple[Succession, ...]:
    table = "clusters/successions.csv"
    return tuple(
        Succession(
            predecessor_id=row["predecessor_id"],
            successor_id=row["successor_id"],
            kind=one_of(table, SUCCESSION_KINDS, row["kind"]),
            date=date.fromisoformat(row["date"]),
            precision=one_of(table, PRECISIONS, row["precision"]),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def cluster_bodies() -> tuple[ClusterBody, ...]:
    table = "clusters/cluster_bodies.csv"
    return tuple(
        ClusterBody(
            cluster_id=row["cluster_id"],
            legal_name=row["legal_name"],
            pic=row["pic"],
            siren=row["siren"],
            city=row["city"],
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def other_clusters() -> tuple[OtherCluster, ...]:
    table = "clusters/other_clusters.csv"
    return tuple(
        OtherCluster(
            id=row["id"],
            name=row["name"],
            country=row["country"],
            city=row["city"],
            pic=row["pic"],
            h2020_projects=int(row["h2020_projects"]) if row["h2020_projects"] else None,
            h2020_eur=row["h2020_eur"],
            sources=source_keys(table, row["source"]),
        )
        for row in read_rows(table)
    )
