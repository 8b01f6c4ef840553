"""The published matrices, and a large one from a seed."""

import gzip
import os
from pathlib import Path

import numpy as np

from grappe.engines.assignment import Affinities, Problem, Proposal, Reviewer, problem_from_matrix

LOADS = {"aamas2015": 12, "preflib1": 6, "preflib2": 7, "preflib3": 6}
OPTIMA = {"aamas2015": 1406.25, "preflib1": 124.25, "preflib2": 141.5, "preflib3": 454.25}


def data() -> Path:
    """The folder of real data."""
    return Path(os.environ["GRAPPE_REAL_DATA"])


def midl() -> Problem:
    """MIDL 2018: 118 papers, 177 reviewers, 3 a paper, at most 4 each; affinities below 0 are conflicts."""
    matrix = np.load(data() / "expertise" / "midl_scores.npy").T.copy()
    matrix[matrix < 0] = np.nan
    return problem_from_matrix(matrix, need=3, most=4)


def published(name: str) -> Problem:
    """AAMAS 2015 and PrefLib 1 to 3: 3 reviewers a paper."""
    with gzip.open(data() / "engines" / "reviewers" / f"{name}.in.gz", "rt") as lines:
        lines.readline()
        matrix = np.loadtxt(lines)
    return problem_from_matrix(matrix, need=3, most=LOADS[name])


def large(size: int = 10_000, candidates: int = 100, seed: int = 1, *, skewed: bool = False) -> Problem:
    """As many proposals as reviewers, 3 and at most 6; affinities uniform, or scarce experts on demanding files."""
    rng = np.random.default_rng(seed)
    proposals = np.repeat(np.arange(size), candidates)
    reviewers = np.concatenate([rng.choice(size, candidates, replace=False) for _ in range(size)])
    values = rng.random(size * candidates)
    if skewed:
        values *= (rng.random(size) ** 0.5)[reviewers] * (0.3 + 0.7 * rng.random(size))[proposals]
    return Problem(
        tuple(Proposal(f"p{place}", 3) for place in range(size)),
        tuple(Reviewer(f"r{place}", 6) for place in range(size)),
        Affinities.sparse(proposals, reviewers, values),
    )
