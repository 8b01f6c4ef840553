"""Who works with whom: networks of collaboration in which national bodies do not rule."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from grappe.engines.specialisation.errors import EmptyTableError, TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.tables import Floats, Integers

SOURCES_AT_ONCE = 64
# Told the part of a long computation that is done, 0 to 1.
Tell = Callable[[float], None]


class Weighing(StrEnum):
    """How much a shared project ties two partners.

    `count`: 1. `shared`: 1 / (partners - 1), so that a project gives each partner one tie in all, however large it is.
    `relative`: the same over the geometric mean of both partners' ties, so that a body in every project ties nobody
    closely.
    """

    COUNT = "count"
    SHARED = "shared"
    RELATIVE = "relative"


@dataclass(frozen=True)
class Network:
    """A network of bodies that take part in projects.

    Parameters
    ----------
    ties : shape (bodies, bodies), symmetric, 0 on the diagonal.
    degree : shape (bodies,), number of distinct partners.
    strength : shape (bodies,), sum of ties.
    weighing : of the ties.
    alone : number of participations in projects without another partner, which tie nobody.
    """

    ties: sparse.csr_array
    degree: Integers
    strength: Floats
    weighing: Weighing
    alone: int


def collaboration_network(
    project: ArrayLike, body: ArrayLike, bodies: int, *, weighing: Weighing = Weighing.RELATIVE
) -> Network:
    """Tie the partners of each project.

    Parameters
    ----------
    project, body : shape (participations,), numbers from 0 of the project and of the body; twice the same pair counts
        once.
    bodies : how many there are, with those in no project.
    weighing : of a shared project.

    Returns
    -------
    Network
        Ties, degrees and strengths.

    Raises
    ------
    TableShapeError, EmptyTableError
        Lengths that differ, numbers outside the range, no project of two partners.

    Notes
    -----
    M. E. J. Newman, Physical Review E 64 (2001) 016132, for the shared weight.
    """
    of, who = np.asarray(project, dtype=np.int64), np.asarray(body, dtype=np.int64)
    if of.ndim != 1 or of.shape != who.shape:
        raise TableShapeError("Projects and bodies must have one length.")
    if of.size and (of.min() < 0 or who.min() < 0 or who.max() >= bodies):
        raise TableShapeError(f"Projects are numbered from 0, bodies from 0 to {bodies - 1}.")
    shape = (int(of.max(initial=0)) + 1, bodies)
    part = sparse.csr_array((np.ones(of.size), (of, who)), shape=shape)
    part.sum_duplicates()
    part.data[:] = 1
    partners = np.asarray(part.sum(axis=1)).ravel()
    if not (partners > 1).any():
        raise EmptyTableError("No project has two partners: there is no network.")
    each = np.where(partners > 1, 1.0 if weighing is Weighing.COUNT else 1 / np.maximum(partners - 1, 1), 0)
    ties = sparse.csr_array(part.T @ (sparse.diags_array(each) @ part))
    ties.setdiag(0)
    ties.eliminate_zeros()
    if weighing is Weighing.RELATIVE:
        own = np.asarray(ties.sum(axis=1)).ravel()
        scale = sparse.diags_array(1 / np.sqrt(np.where(own > 0, own, 1)))
        ties = sparse.csr_array(scale @ ties @ scale)
    return Network(
        ties=ties,
        degree=np.diff(ties.indptr).astype(np.int64),
        strength=np.asarray(ties.sum(axis=1), dtype=np.float64).ravel(),
        weighing=weighing,
        alone=int((partners == 1).sum()),
    )


@dataclass(frozen=True)
class Betweenness:
    """How often a body stands on shortest paths between others.

    Parameters
    ----------
    value : shape (bodies,), share of the pairs of other bodies, 0 to 1.
    error : shape (bodies,), standard error of the sampling of sources; 0 where all were used.
    """

    value: Floats
    error: Floats


def betweenness(
    network: Network, *, sources: int | None = None, seed: int = 0, tell: Tell | None = None
) -> Betweenness:
    """Count shortest paths by number of steps.

    Parameters
    ----------
    network : of collaboration.
    sources : how many bodies to start from, drawn at random; all when not given.
    seed : of the draw.
    tell : called with the part done, 0 to 1, after some sources.

    Returns
    -------
    Betweenness
        Shares, with the error of sampling.

    Raises
    ------
    UnsupportedParameterError
        Fewer than three bodies, or two sources.

    Notes
    -----
    U. Brandes, Journal of Mathematical Sociology 25 (2001) 163-177, many sources at a time as products of matrices;
    sampling: U. Brandes and C. Pich, International Journal of Bifurcation and Chaos 17 (2007) 2303-2318.
    """
    n = network.ties.shape[0]
    if n < 3 or (sources is not None and sources < 2):  # noqa: PLR2004
        raise UnsupportedParameterError("Three bodies, and two sources, are the least.")
    step = sparse.csr_array((np.ones(network.ties.nnz), network.ties.indices, network.ties.indptr), shape=(n, n))
    whole = sources is None or sources >= n
    chosen = np.arange(n) if whole else np.random.default_rng(seed).choice(n, sources, replace=False)
    total, squares = np.zeros(n), np.zeros(n)
    for first in range(0, chosen.size, SOURCES_AT_ONCE):
        parts = _dependencies(step, chosen[first : first + SOURCES_AT_ONCE])
        total += parts.sum(axis=1)
        squares += (parts**2).sum(axis=1)
        if tell is not None:
            tell(min(1.0, (first + SOURCES_AT_ONCE) / chosen.size))
    scale, used = n / ((n - 1) * (n - 2)), chosen.size
    mean = total / used
    variance = np.maximum(squares / used - mean**2, 0)
    # Few sources see a body that is rarely passed: its variance is at least what its mean has elsewhere.
    pooled = variance.sum() / mean.sum() if mean.any() else 0.0
    spread = np.sqrt(np.maximum(variance, pooled * (mean + 1 / used)) / max(used - 1, 1))
    return Betweenness(mean * scale, np.zeros(n) if whole else spread * scale * np.sqrt(1 - used / n))


def _dependencies(step: sparse.csr_array, sources: Integers) -> Floats:
    """Share of shortest paths from each source that pass each body, summed over their ends: (bodies, sources)."""
    n, k = step.shape[0], sources.size
    paths, front = np.zeros((n, k)), np.zeros((n, k))
    front[sources, np.arange(k)] = 1
    levels = []
    seen = front > 0
    while front.any():
        levels.append(front)
        paths += front
        front = np.where(seen, 0, step @ front)
        seen |= front > 0
    passed = np.zeros((n, k))
    for below, level in zip(levels[:0:-1], levels[-2::-1], strict=True):
        owed = np.divide(1 + passed, paths, out=np.zeros((n, k)), where=below > 0)
        passed += level * (step @ owed)
    passed[sources, np.arange(k)] = 0
    return passed
