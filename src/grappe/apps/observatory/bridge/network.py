"""The register's projects to a network of collaboration, and the engine's answer to rows."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from grappe.analytics.pipelines.provenance import made_by
from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.observatory.bridge.register import written
from grappe.apps.observatory.enums import NetworkKind, NetworkStage
from grappe.apps.observatory.queries.scoreboard import SME
from grappe.apps.projects.models import Participation, ProjectLabel
from grappe.engines import specialisation

# Beyond this number of bodies shortest paths are counted from some of them, drawn at random, with the error told.
ALL_SOURCES = 2_000
SOME_SOURCES = 256
STARTS, PERMUTATIONS, SEED = 3, 199, 0
PARAMETERS = {"weighing": "relative", "starts": STARTS, "permutations": PERMUTATIONS, "seed": SEED}
CHUNK = 10_000
# Told the stage, and the part of it that is done.
Tell = Callable[[NetworkStage, float], None]


@dataclass(frozen=True)
class Problem:
    """Parts of bodies in projects: numbers from 0 of both, what each body is, and how many parts are simulated.

    ``place`` is the country of an organisation, the region (abroad, the country) of a cluster.
    """

    kind: NetworkKind
    project: NDArray[np.int64]
    body: NDArray[np.int64]
    keys: list[int]
    place: list[str]
    is_sme: list[bool]
    simulated: int

    @property
    def projects(self) -> int:
        return int(np.unique(self.project).size)


@dataclass(frozen=True)
class Answer:
    """What the engine found: ``places`` in the order of the problem's keys."""

    places: list[dict[str, Any]]
    ties: int
    summary: dict[str, Any]
    parameters: dict[str, Any]


def problem_of(kind: NetworkKind) -> Problem:
    """Read who took part in which project, or which cluster labelled it."""
    found = parts_of(kind)
    projects, bodies = sorted({row[0] for row in found}), sorted({row[1] for row in found})
    of, who = ({key: at for at, key in enumerate(held)} for held in (projects, bodies))
    place, is_sme = traits_of(kind, bodies)
    return Problem(
        kind=kind,
        project=np.array([of[row[0]] for row in found], dtype=np.int64),
        body=np.array([who[row[1]] for row in found], dtype=np.int64),
        keys=bodies,
        place=place,
        is_sme=is_sme,
        simulated=sum(bool(row[2]) for row in found),
    )


def parts_of(kind: NetworkKind) -> list[tuple[int, int, bool]]:
    """Project, body, and whether the project is simulated."""
    if kind is NetworkKind.CLUSTERS:
        labels = ProjectLabel.objects.order_by().values_list("project", "cluster", "project__is_simulated")
        return list(labels.iterator(chunk_size=CHUNK))
    parts = Participation.objects.order_by().values_list("project", "organisation", "project__is_simulated")
    return list(parts.iterator(chunk_size=CHUNK))


def traits_of(kind: NetworkKind, keys: Iterable[int]) -> tuple[list[str], list[bool]]:
    if kind is NetworkKind.CLUSTERS:
        clusters = Cluster.objects.order_by().values_list("pk", "department__region__code", "country")
        regions = {key: region or country for key, region, country in clusters}
        return [regions[key] for key in keys], [False for _key in keys]
    held = {
        key: (country, size in SME)
        for key, country, size in Organisation.objects.filter(participations__isnull=False)
        .order_by()
        .values_list("pk", "country", "size_category")
        .distinct()
        .iterator(chunk_size=CHUNK)
    }
    return [held[key][0] for key in keys], [held[key][1] for key in keys]


def snapshot(problem: Problem, folder: Path) -> dict[str, Any]:
    """Keep the problem as a file, so that anybody can compute it again; its hash goes with the result."""
    path = folder / f"network-{problem.kind.value}.parquet"
    keys = pa.array(problem.keys, pa.int64())
    columns = {"project": pa.array(problem.project), "body": keys.take(pa.array(problem.body))}
    written(pa.table(columns), path)
    digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    return {"made_by": made_by(), "inputs": {path.name: digest}, "parts": int(problem.project.size)}


def in_silence(stage: NetworkStage, part: float) -> None:
    """For those who wait for the answer only."""


def solved(problem: Problem, tell: Tell = in_silence) -> Answer | None:
    """Nothing where no project has two partners."""
    try:
        network = specialisation.collaboration_network(problem.project, problem.body, len(problem.keys))
    except specialisation.EmptyTableError:
        return None
    size = len(problem.keys)
    sources = None if size <= ALL_SOURCES else SOME_SOURCES
    passed = np.zeros(size), np.zeros(size)
    if size > 2:  # noqa: PLR2004
        found = specialisation.betweenness(network, sources=sources, seed=SEED, tell=partial(tell, NetworkStage.PATHS))
        passed = found.value, found.error
    groups = specialisation.communities(network, starts=STARTS, seed=SEED, tell=partial(tell, NetworkStage.COMMUNITIES))
    tell(NetworkStage.BORDERS, 0)
    borders = specialisation.mixing(
        network, np.unique(problem.place, return_inverse=True)[1], permutations=PERMUTATIONS
    )
    places = [
        {
            "degree": int(network.degree[at]),
            "strength": float(network.strength[at]),
            "betweenness": float(passed[0][at]),
            "betweenness_error": float(passed[1][at]),
            "community": int(groups.community[at]),
            "across": None if np.isnan(borders.by_body[at]) else float(borders.by_body[at]),
        }
        for at in range(size)
    ]
    summary = {
        "alone": network.alone,
        "communities": int((np.bincount(groups.community) > 1).sum()),
        "modularity": groups.modularity,
        "agreement": groups.agreement,
        "across": {name: getattr(borders, name) for name in ("across", "expected", "low", "high", "p_value")},
        "places": len(set(problem.place)),
        "sme": {
            name: standing_of(measure, problem.is_sme)
            for name, measure in (("strength", network.strength), ("betweenness", passed[0]))
        },
    }
    return Answer(places, network.ties.nnz // 2, summary, PARAMETERS | {"sources": sources or size})


def standing_of(measure: NDArray[np.float64], is_sme: list[bool]) -> dict[str, float] | None:
    """The place of SMEs; nothing where none, or all, are known to be one, or nobody has any of the measure."""
    meant = np.array(is_sme)
    if not meant.any() or meant.all() or not measure.any():
        return None
    held = specialisation.standing(measure, meant, permutations=PERMUTATIONS)
    return {name: getattr(held, name) for name in ("share", "share_of_measure", "ratio", "low", "high", "p_value")}
