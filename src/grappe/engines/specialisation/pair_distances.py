"""How many pairs of points lie how far apart: every pair counted, in blocks that fit the processor's memory."""

import numpy as np

from grappe.engines.specialisation.tables import Floats

ROWS, COLUMNS = 128, 2048
Sites = tuple[Floats, Floats, Floats | None]


def distance_counts(
    points: Floats, reach: float, bins: int, *, weights: Floats | None = None, shared: bool = False
) -> Floats:
    """Count pairs of points by distance.

    Parameters
    ----------
    points : shape (points, 2).
    reach : distances from here on are not counted.
    bins : number of equal classes from 0 to `reach`.
    weights : shape (points,); a pair then counts as the product of its weights.
    shared : share each pair between the two classes nearest to it, which costs two counts instead of one.

    Returns
    -------
    array
        Shape (bins,), each pair once.
    """
    order = np.argsort(points[:, 0], kind="stable")
    x, y = points[order].T.copy()
    w = None if weights is None else weights[order]
    total = np.zeros(bins + 1)
    for first in range(0, x.size, ROWS):
        last = min(first + ROWS, x.size)
        block = slice(first, last)
        own = _counts((x, y, w), (block, block), bins / reach, bins, shared=shared)
        own[0] -= (last - first) if w is None else float((w[block] ** 2).sum())
        total += own / 2
        stop = int(np.searchsorted(x, x[last - 1] + reach, side="right"))
        for begin in range(last, stop, COLUMNS):
            total += _counts(
                (x, y, w), (block, slice(begin, min(begin + COLUMNS, stop))), bins / reach, bins, shared=shared
            )
    return total[:bins]


def distance_counts_between(
    one: Floats,
    other: Floats,
    reach: float,
    bins: int,
    *,
    weights: tuple[Floats, Floats] | None = None,
    shared: bool = False,
) -> Floats:
    """Count pairs of a point of one set and a point of another by distance.

    Parameters
    ----------
    one, other : shape (points, 2).
    reach : distances from here on are not counted.
    bins : number of equal classes from 0 to `reach`.
    weights : of both sets; a pair then counts as their product.
    shared : share each pair between the two classes nearest to it.

    Returns
    -------
    array
        Shape (bins,).
    """
    x, y = np.concatenate([one, other]).T.copy()
    w = None if weights is None else np.concatenate(weights)
    total = np.zeros(bins + 1)
    for first in range(0, len(one), ROWS):
        block = slice(first, min(first + ROWS, len(one)))
        for begin in range(len(one), x.size, COLUMNS):
            total += _counts(
                (x, y, w), (block, slice(begin, min(begin + COLUMNS, x.size))), bins / reach, bins, shared=shared
            )
    return total[:bins]


def _counts(sites: Sites, blocks: tuple[slice, slice], scale: float, bins: int, *, shared: bool) -> Floats:
    (x, y, w), (rows, columns) = sites, blocks
    apart = np.subtract.outer(x[rows], x[columns])
    apart *= apart
    across = np.subtract.outer(y[rows], y[columns])
    across *= across
    apart += across
    np.sqrt(apart, out=apart)
    apart *= scale
    np.minimum(apart, bins, out=apart)
    weights = None if w is None else np.multiply.outer(w[rows], w[columns]).ravel()
    if shared:
        return _shared(apart.ravel(), weights, bins)
    counts = np.bincount(apart.astype(np.intp).ravel(), weights=weights, minlength=bins + 1)
    return counts.astype(np.float64)


def _shared(apart: Floats, weights: Floats | None, bins: int) -> Floats:
    """Share each pair between the two classes whose middles it lies between; below the first, it mirrors at 0."""
    apart += 0.5
    place = apart.astype(np.intp)
    apart -= place
    upper, lower = (apart, 1 - apart) if weights is None else (apart * weights, weights - apart * weights)
    counts = np.bincount(place, weights=upper, minlength=bins + 2)[: bins + 1]
    below = np.bincount(place, weights=lower, minlength=bins + 2)
    counts[:bins] += below[1 : bins + 1]
    counts[0] += below[0]
    return counts.astype(np.float64)
