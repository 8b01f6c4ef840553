"""The gold-standard task: order the papers a researcher has read as he himself rated his competence for them."""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from grappe.engines.affinity import Expert, Problem, Proposal, Publication

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Task:
    """The problem, and the ratings (place of the proposal, rating) of each expert."""

    problem: Problem
    ratings: tuple[tuple[tuple[int, float], ...], ...]


def load(folder: Path) -> Task:
    """Read the ratings of the dev set; rated papers are the proposals."""
    papers = {one["paper"]: one for one in _lines(folder / "goldstandard_papers.jsonl.gz")}
    profiles = {one["participant"]: one["papers"] for one in _lines(folder / "goldstandard_profiles.jsonl.gz")}
    rated: dict[str, list[tuple[str, float]]] = defaultdict(list)
    with (folder / "goldstandard_ratings_dev.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            rated[row["participant"]].append((row["paper"], float(row["expertise"])))
    names = sorted({paper for some in rated.values() for paper, _ in some})
    place = {name: number for number, name in enumerate(names)}
    experts = tuple(
        Expert(
            who, tuple(Publication(_text(papers[one]), papers[one]["year"]) for one in profiles[who] if one in papers)
        )
        for who in sorted(rated)
    )
    problem = Problem(tuple(Proposal(name, _text(papers[name])) for name in names), experts)
    return Task(problem, tuple(tuple((place[paper], said) for paper, said in rated[one.id]) for one in experts))


def _lines(file: Path) -> list[dict]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _text(paper: dict) -> str:
    return ". ".join(part for part in (paper["title"], paper["abstract"]) if part)


def losses(task: Task, values: Floats) -> Floats:
    """Per expert: what wrongly ordered pairs of papers weigh, and what all pairs weigh; shape (experts, 2).

    A pair weighs the difference of its ratings; a tie is half wrong (Stelmakh, Wieting, Neubig & Shah, 2023).
    """
    found = np.zeros((len(task.ratings), 2))
    for expert, ratings in enumerate(task.ratings):
        papers, said = np.array([paper for paper, _ in ratings]), np.array([rating for _, rating in ratings])
        given = values[papers, expert]
        gap, order = np.subtract.outer(said, said), np.sign(np.subtract.outer(given, given))
        above = gap > 0
        found[expert] = (gap[above] * (1 - order[above]) / 2).sum(), gap[above].sum()
    return found


def loss(found: Floats, experts: Sequence[int] | NDArray[np.int64] | slice = slice(None)) -> float:
    """The pairwise loss over some experts."""
    wrong, all_pairs = found[experts].sum(axis=0)
    return float(wrong / all_pairs)
