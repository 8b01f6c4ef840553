"""What evaluations and lists have said of single clusters."""

from functools import cache

from grappe.kernel.clusters.model import EVALUATION_GROUPS, ClusterEvaluation, ClusterFigure
from grappe.kernel.clusters.rows import evidence, one_of
from grappe.kernel.tables import read_rows


@cache
def cluster_evaluations() -> tuple[ClusterEvaluation, ...]:
    """Groups of the national evaluations of 2008 (the 13 to be reconfigured only) and 2012 (all)."""
    table = "clusters/cluster_evaluations.csv"
    return tuple(
        ClusterEvaluation(
            cluster_id=row["cluster_id"],
            year=int(row["year"]),
            group=one_of(table, EVALUATION_GROUPS, row["group"]),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )


@cache
def cluster_figures() -> tuple[ClusterFigure, ...]:
    table = "clusters/cluster_figures.csv"
    return tuple(
        ClusterFigure(
            cluster_id=row["cluster_id"],
            indicator=row["indicator"],
            period=row["period"],
            value=int(row["value"]),
            evidence=evidence(table, row),
        )
        for row in read_rows(table)
    )
