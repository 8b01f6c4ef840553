"""Trees grown one after the other, each along the slope of what those before it left (Friedman, 2001)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grappe.engines.matching.choices import Values
from grappe.engines.matching.errors import ParameterError
from grappe.engines.matching.graph import Floats, Integers
from grappe.engines.matching.trees import Trees

# A part's number takes one byte.
LEAST_BINS, MOST_BINS = 2, 256
Bins = NDArray[np.uint8]
Slopes = Callable[[Floats], tuple[Floats, Floats]]


@dataclass(frozen=True)
class Growth:
    """How trees are grown.

    Parameters
    ----------
    trees, depth : how many, and how many measures each asks about.
    pace : share of its best step that each tree takes.
    bins : into which each measure's values are cut, from 2 to 256.
    measures, questions : share of the measures, and of the questions, that each tree sees.
    restraint : added to the curvature of each leaf.
    seed : of the draws.
    """

    trees: int = 160
    depth: int = 6
    pace: float = 0.05
    bins: int = 64
    measures: float = 0.4
    questions: float = 0.7
    restraint: float = 1.0
    seed: int = 1

    def __post_init__(self) -> None:
        if not LEAST_BINS <= self.bins <= MOST_BINS:
            raise ParameterError(f"A measure is cut into {LEAST_BINS} to {MOST_BINS} parts: {self.bins} does not fit.")


GROWTH = Growth()


@dataclass(frozen=True, eq=False)
class Rows:
    """The candidates of all questions.

    Parameters
    ----------
    values : shape (candidates, measures).
    names : of the measures.
    question : of each candidate, from 0.
    """

    values: Values
    names: tuple[str, ...]
    question: Integers


def grown(rows: Rows, start: Floats, slopes: Slopes, how: Growth) -> Trees:
    """Grow trees that correct scores.

    Parameters
    ----------
    rows : of the candidates.
    start : scores that are corrected, shape (candidates,).
    slopes : gives the loss's slope and curvature by each score, both of shape (candidates,).
    how : to grow them.
    """
    rng = np.random.default_rng(how.seed)
    columns = rows.values.T
    cuts = [_cuts(column, how.bins) for column in columns]
    cut = [np.searchsorted(held, column).astype(np.uint8) for held, column in zip(cuts, columns, strict=True)]
    bins = np.stack(cut)
    counts = np.array([held.size for held in cuts])
    able = np.flatnonzero(counts).astype(np.int64)
    scores, asked, bounds, leaves = start.copy(), [], [], []
    for _ in range(how.trees if able.size else 0):
        slope, curvature = slopes(scores)
        seen = (rng.random(int(rows.question.max()) + 1) < how.questions)[rows.question]
        some = np.sort(rng.permutation(able)[: max(1, round(how.measures * able.size))])
        splits, leaf = _split(bins[some], counts[some], slope * seen, curvature * seen, how)
        count = 2**how.depth
        gain, weight = (np.bincount(leaf, one * seen, minlength=count) for one in (slope, curvature))
        held = -how.pace * gain / (weight + how.restraint)
        scores += held[leaf]
        asked.append(tuple(rows.names[some[place]] for place, _ in splits))
        bounds.append(tuple(round(float(cuts[some[place]][cut]), 6) for place, cut in splits))
        leaves.append(tuple(np.round(held, 5).tolist()))
    return Trees(tuple(asked), tuple(bounds), tuple(leaves))


def _cuts(column: Values, bins: int) -> Floats:
    """Bounds that part a measure's values into parts of like size, ascending, each half-way between two values."""
    distinct = np.unique(column).astype(np.float64)
    chosen = np.quantile(column, np.linspace(0.0, 1.0, bins + 1)[1:-1], method="lower")
    below = np.unique(np.searchsorted(distinct, chosen))
    below = below[below < distinct.size - 1]
    return np.asarray((distinct[below] + distinct[below + 1]) / 2.0, dtype=np.float64)


def _split(
    bins: Bins, cuts: Integers, slope: Floats, curvature: Floats, how: Growth
) -> tuple[list[tuple[int, int]], Integers]:
    """The measures and cuts that lower the loss the most, one after the other, and the leaf of each candidate.

    Where no cut is worth its restraint, the one that costs the least is taken: a tree asks as often as the others.
    """
    leaf, splits = np.zeros(len(slope), dtype=np.int64), []
    for level in range(how.depth):
        count, best = 2**level, (-np.inf, -1, -1)
        base = leaf * MOST_BINS
        for place, able in enumerate(cuts):
            reached = base + bins[place]
            gains = _gains(_summed(reached, slope, count), _summed(reached, curvature, count), how.restraint)
            cut = int(gains[:able].argmax())
            best = max(best, (float(gains[cut]), place, cut))
        splits.append(best[1:])
        leaf += (bins[best[1]] > best[2]).astype(np.int64) << level
    return splits, leaf


def _summed(reached: Integers, values: Floats, leaves: int) -> Floats:
    """Sum over the candidates of each leaf and part, shape (leaves, MOST_BINS)."""
    found = np.bincount(reached, values, minlength=leaves * MOST_BINS)
    return found.astype(np.float64).reshape(leaves, MOST_BINS)


def _gains(slope: Floats, curvature: Floats, restraint: float) -> Floats:
    """What each cut lowers the loss by, in all leaves together, shape (cuts,)."""
    below, weight = slope.cumsum(axis=1), curvature.cumsum(axis=1)
    above, rest = below[:, -1:] - below, weight[:, -1:] - weight
    found = below**2 / (weight + restraint) + above**2 / (rest + restraint)
    return np.asarray(found.sum(axis=0)[:-1], dtype=np.float64)
