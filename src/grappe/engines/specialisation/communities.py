"""Groups of bodies that work together more than their ties would have it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from grappe.engines.specialisation.errors import EmptyTableError, TableShapeError, UnsupportedParameterError
from grappe.engines.specialisation.networks import Network, Tell
from grappe.engines.specialisation.tables import Floats, Integers

LEAST_GAIN = 1e-12


@dataclass(frozen=True)
class Communities:
    """One division of a network.

    Parameters
    ----------
    community : shape (bodies,), from 0, the largest first; a body without ties is alone.
    modularity : share of ties inside communities, less what chance would bring.
    agreement : mean adjusted Rand index with the divisions of the other starts: near 1 the communities are a fact,
        near 0 one of many equally good divisions.
    """

    community: Integers
    modularity: float
    agreement: float


def communities(
    network: Network, *, resolution: float = 1, starts: int = 5, seed: int = 0, tell: Tell | None = None
) -> Communities:
    """Find communities by modularity.

    Parameters
    ----------
    network : of collaboration.
    resolution : above 1 for more and smaller communities.
    starts : orders in which bodies are taken up; the best division is kept.
    seed : of the orders.
    tell : called with the part done, 0 to 1, after each start.

    Returns
    -------
    Communities
        The best division, and how far the starts agree.

    Raises
    ------
    UnsupportedParameterError
        A resolution of 0 or below, no start.

    Notes
    -----
    V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, Journal of Statistical Mechanics (2008) P10008.
    """
    if resolution <= 0 or starts < 1:
        raise UnsupportedParameterError("The resolution is above 0, and one start is the least.")
    found = []
    for start in range(starts):
        chance = np.random.default_rng([seed, start])
        labels = _louvain(network.ties, resolution, chance)
        found.append((modularity(network, labels, resolution=resolution), labels))
        if tell is not None:
            tell((start + 1) / starts)
    best, labels = max(found, key=lambda pair: pair[0])
    others = [adjusted_rand(labels, other) for _, other in found if other is not labels]
    return Communities(labels, best, float(np.mean(others)) if others else 1.0)


def modularity(network: Network, community: ArrayLike, *, resolution: float = 1) -> float:
    """Return how far ties lie inside communities beyond chance.

    Parameters
    ----------
    network : of collaboration.
    community : shape (bodies,), numbers from 0.
    resolution : weight of chance.

    Notes
    -----
    M. E. J. Newman and M. Girvan, Physical Review E 69 (2004) 026113.
    """
    labels = np.asarray(community, dtype=np.int64)
    if labels.shape != network.strength.shape or labels.min() < 0:
        raise TableShapeError("Every body needs one community, numbered from 0.")
    whole = network.strength.sum()
    if not whole:
        raise EmptyTableError("Nobody is tied to anybody.")
    rows = np.repeat(np.arange(labels.size), np.diff(network.ties.indptr))
    inside = network.ties.data[labels[rows] == labels[network.ties.indices]].sum()
    shares = np.bincount(labels, weights=network.strength) / whole
    return float(inside / whole - resolution * (shares**2).sum())


def adjusted_rand(one: Integers, other: Integers) -> float:
    """Return how far two divisions agree: 1 wholly, 0 as by chance.

    Parameters
    ----------
    one, other : shape (bodies,), numbers from 0.

    Notes
    -----
    L. Hubert and P. Arabie, Journal of Classification 2 (1985) 193-218.
    """
    _, table = np.unique(one * (other.max() + 1) + other, return_counts=True)
    both, first, second = (float((c * (c - 1) / 2).sum()) for c in (table, np.bincount(one), np.bincount(other)))
    chance = first * second / (one.size * (one.size - 1) / 2)
    most = (first + second) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def _louvain(ties: sparse.csr_array, resolution: float, chance: np.random.Generator) -> Integers:
    labels = np.arange(ties.shape[0])
    level = ties
    while True:
        moved = _moved(level, resolution, chance)
        number = int(moved.max()) + 1
        labels = moved[labels]
        if number == level.shape[0]:
            return _largest_first(labels)
        member = sparse.csr_array((np.ones(moved.size), (np.arange(moved.size), moved)), shape=(moved.size, number))
        level = sparse.csr_array(member.T @ level @ member)


def _moved(ties: sparse.csr_array, resolution: float, chance: np.random.Generator) -> Integers:
    """Move each body to the community of most gain until nobody moves."""
    strength: list[float] = np.asarray(ties.sum(axis=1)).ravel().tolist()
    # Plain lists: figures are read one at a time here.
    whole, labels, total = float(np.sum(strength)), list(range(len(strength))), list(strength)
    pointer, columns, weights = ties.indptr.tolist(), ties.indices.tolist(), ties.data.tolist()
    stirred = True
    while stirred:
        stirred = False
        for body in chance.permutation(len(strength)).tolist():
            toward: dict[int, float] = {}
            for place in range(pointer[body], pointer[body + 1]):
                if columns[place] != body:
                    label = labels[columns[place]]
                    toward[label] = toward.get(label, 0.0) + weights[place]
            home, own = labels[body], strength[body]
            total[home] -= own
            weight = resolution * own / whole if whole else 0.0
            stay = toward.get(home, 0.0) - weight * total[home]
            label, gain = max(
                ((name, tie - weight * total[name]) for name, tie in toward.items()),
                key=lambda pair: (pair[1], -pair[0]),
                default=(home, stay),
            )
            if gain <= stay + LEAST_GAIN:
                label = home
            stirred |= label != home
            labels[body] = label
            total[label] += own
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _largest_first(labels: Integers) -> Integers:
    size = np.bincount(labels)
    place = np.empty(size.size, dtype=np.int64)
    place[np.argsort(-size, kind="stable")] = np.arange(size.size)
    result: Integers = place[labels]
    return result


@dataclass(frozen=True)
class Mixing:
    """How far ties cross the borders between groups of bodies: countries, regions, sizes, kinds.

    Parameters
    ----------
    across : share of all ties between different groups.
    expected, low, high : mean and middle 95 % of that share when groups are dealt anew to bodies.
    p_value : chance of a share as far from the mean on either side, one more counted in both.
    by_body : shape (bodies,), share of each body's ties that cross; NaN without ties.
    """

    across: float
    expected: float
    low: float
    high: float
    p_value: float
    by_body: Floats


def mixing(network: Network, group: ArrayLike, *, permutations: int = 499, seed: int = 0) -> Mixing:
    """Measure how far ties cross borders; with countries this is internationalisation.

    Parameters
    ----------
    network : of collaboration.
    group : shape (bodies,), number of each body's group.
    permutations : how many deals.
    seed : of the deals.

    Returns
    -------
    Mixing
        Against groups dealt at random.

    Raises
    ------
    TableShapeError, EmptyTableError
        Groups that do not fit; nobody is tied to anybody.

    Notes
    -----
    D. Krackhardt and R. N. Stern, Social Psychology Quarterly 51 (1988) 123-140: their E-I index is twice `across`
    less 1.
    """
    groups = np.asarray(group, dtype=np.int64)
    if groups.shape != network.strength.shape:
        raise TableShapeError("Every body needs a group.")
    whole = network.strength.sum()
    if not whole:
        raise EmptyTableError("Nobody is tied to anybody.")
    rows, columns = np.repeat(np.arange(groups.size), np.diff(network.ties.indptr)), network.ties.indices
    crossing = np.where(groups[rows] != groups[columns], network.ties.data, 0)
    chance = np.random.default_rng(seed)
    dealt = []
    for _ in range(permutations):
        other = chance.permutation(groups)
        dealt.append(network.ties.data[other[rows] != other[columns]].sum() / whole)
    across, mean = float(crossing.sum() / whole), float(np.mean(dealt))
    far = np.abs(np.array(dealt) - mean) >= abs(across - mean) - LEAST_GAIN
    own = np.bincount(rows, weights=crossing, minlength=groups.size)
    return Mixing(
        across=across,
        expected=mean,
        low=float(np.quantile(dealt, 0.025)),
        high=float(np.quantile(dealt, 0.975)),
        p_value=float((1 + far.sum()) / (1 + permutations)),
        by_body=np.divide(own, network.strength, out=np.full(groups.size, np.nan), where=network.strength > 0),
    )


@dataclass(frozen=True)
class Standing:
    """The place of one kind of body, such as SMEs, in a network.

    Parameters
    ----------
    share : of the bodies.
    share_of_measure : of the sum of the measure (strength, betweenness).
    ratio : of the two: 1 where they count as their number has it.
    low, high : middle 95 % of the ratio when the kind is dealt anew to bodies.
    p_value : chance of a ratio as far from 1 on either side, one more counted in both.
    """

    share: float
    share_of_measure: float
    ratio: float
    low: float
    high: float
    p_value: float


def standing(measure: ArrayLike, kind: ArrayLike, *, permutations: int = 999, seed: int = 0) -> Standing:
    """Compare the share that a kind of body has of a measure with its share of the bodies.

    Parameters
    ----------
    measure : shape (bodies,), 0 and above.
    kind : shape (bodies,), which bodies are meant.
    permutations : how many deals.
    seed : of the deals.

    Returns
    -------
    Standing
        Against kinds dealt at random.

    Raises
    ------
    TableShapeError, EmptyTableError
        Arrays that do not fit, none or all of the kind, a measure that is 0 everywhere.
    """
    figures, meant = np.asarray(measure, dtype=np.float64), np.asarray(kind)
    if meant.dtype != np.bool_ or figures.shape != meant.shape or not meant.any() or meant.all():
        raise TableShapeError("Some bodies, and not all, must be of the kind.")
    if (figures < 0).any() or not np.isfinite(figures).all() or not figures.any():
        raise EmptyTableError("The measure must be a number of 0 and above for every body, and somewhere above.")
    chance, number = np.random.default_rng(seed), int(meant.sum())
    share, held = number / meant.size, float(figures[meant].sum() / figures.sum())
    dealt = np.array([chance.permutation(figures)[:number].sum() for _ in range(permutations)]) / figures.sum() / share
    far = np.abs(dealt - 1) >= abs(held / share - 1) - LEAST_GAIN
    low, high = np.quantile(dealt, [0.025, 0.975])
    return Standing(share, held, held / share, float(low), float(high), float((1 + far.sum()) / (1 + permutations)))
