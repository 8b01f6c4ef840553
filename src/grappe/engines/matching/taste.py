"""From scores to a list: diversity, and what a dismissal teaches."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from grappe.engines.matching.graph import Floats, Integers
from grappe.engines.matching.ground import Ground
from grappe.engines.texts.counts import rows_at_length_one

# Candidates among which a diverse list is chosen, for each suggestion wanted.
POOL_OF_EACH = 10
# How far, in spreads of the scores, a candidate falls that is just like a dismissed one.
LESSON = 1.0


def profiles(ground: Ground, some: Integers) -> sparse.csr_array:
    """Return what organisations are like: kind, country, region, size, sectors and projects; rows of length one.

    Parameters
    ----------
    ground : a register made ready.
    some : places.
    """
    parts = [ground.sectors[some], ground.graph.projects_of[some]]
    for labels in (ground.kind, ground.country, ground.region, ground.size):
        known = (labels.of[some] > 0).astype(np.float64)
        shape = (len(some), len(labels.names))
        parts.append(sparse.csr_array((known, (np.arange(len(some)), labels.of[some])), shape=shape))
    return rows_at_length_one(sparse.csr_array(sparse.hstack([rows_at_length_one(part) for part in parts])))


def after_dismissals(ground: Ground, scores: Floats, able: Integers, dismissed: Sequence[str], spread: float) -> Floats:
    """Lower the scores of those who are like the dismissed.

    Parameters
    ----------
    ground : a register made ready.
    scores : of the candidates, shape (candidates,).
    able : their places.
    dismissed : names; those that the register does not hold teach nothing.
    spread : standard deviation of the scores of all who may be suggested.

    Returns
    -------
    Floats
        Shape (candidates,).
    """
    known = np.array([ground.register.place_of[one] for one in dismissed if one in ground.register.place_of], np.int64)
    if not known.size or not able.size:
        return scores
    alike = (profiles(ground, able) @ profiles(ground, known).T).toarray().max(axis=1)
    return np.asarray(scores - LESSON * spread * alike, dtype=np.float64)


def chosen(ground: Ground, scores: Floats, able: Integers, count: int, diversity: float) -> list[int]:
    """Choose the list: by maximal marginal relevance (Carbonell & Goldstein, 1998).

    Parameters
    ----------
    ground : a register made ready.
    scores : of the candidates, shape (candidates,).
    able : their places.
    count : wanted.
    diversity : between 0 and 1; 0 takes the best.

    Returns
    -------
    list of int
        Positions among the candidates, the first chosen first.
    """
    order = np.argsort(-scores, kind="stable")[: count if diversity == 0 else count * POOL_OF_EACH]
    if diversity == 0 or not order.size:
        return [int(one) for one in order]
    best = scores[order]
    value = (best - best.min()) / max(float(best.max() - best.min()), 1e-12)
    rows = profiles(ground, able[order])
    alike = (rows @ rows.T).toarray()
    taken: list[int] = []
    nearest = np.zeros(order.size)
    for _ in range(min(count, order.size)):
        worth = (1.0 - diversity) * value - diversity * nearest
        worth[taken] = -np.inf
        taken.append(int(worth.argmax()))
        nearest = np.maximum(nearest, alike[taken[-1]])
    return [int(order[one]) for one in taken]
