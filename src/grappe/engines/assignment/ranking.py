"""The columns each proposal would choose at some prices, and the last one in and the first one out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats

CELLS = 2_000_000


@dataclass(frozen=True, eq=False)
class Ranking:
    """Choices at some prices.

    Parameters
    ----------
    chosen : whether its proposal chooses a column, shape (n,); as many as it needs, pinned ones first.
    last, next : worth of the last column chosen and of the first one left, shape (P,): plus infinity where all chosen
        are pinned, minus infinity where none is left.
    """

    chosen: NDArray[np.bool_]
    last: Floats
    next: Floats


def rank(instance: Instance, worth: Floats) -> Ranking:
    """Rank the columns of every proposal.

    Parameters
    ----------
    instance : a problem as arrays, with candidates enough for every proposal.
    worth : of each column, shape (n,).
    """
    starts = np.searchsorted(instance.proposal, np.arange(len(instance.need) + 1))
    counts = np.diff(starts)
    chosen = np.zeros(instance.size, dtype=bool)
    last, following = np.empty(len(instance.need)), np.empty(len(instance.need))
    step = max(1, CELLS // max(1, int(counts.max())))
    raised = np.append(np.where(instance.pinned, np.inf, worth), -np.inf)
    for first in range(0, len(instance.need), step):
        some = slice(first, first + step)
        need, count = instance.need[some], counts[some]
        width = max(int(count.max()), int(need.max()) + 1)
        inside = np.arange(width) < count[:, None]
        # The place after the last column stands for no column.
        columns = np.where(inside, starts[first : first + len(need), None] + np.arange(width), instance.size)
        ordered = _best_first(columns, raised, int(need.max()) + 1)
        taken = ordered[np.arange(ordered.shape[1]) < need[:, None]]
        chosen[taken] = True
        rows = np.arange(len(need))
        last[some], following[some] = raised[ordered[rows, need - 1]], raised[ordered[rows, need]]
    return Ranking(chosen, last, following)


def _best_first(columns: NDArray[np.int64], worth: Floats, count: int) -> NDArray[np.int64]:
    """The best columns of each row in order; the others are only cut off, which is faster than sorting all."""
    if count < columns.shape[1]:
        cut = np.argpartition(-worth[columns], count - 1, axis=1)[:, :count]
        columns = np.take_along_axis(columns, cut, axis=1)
    return np.take_along_axis(columns, np.argsort(-worth[columns], axis=1, kind="stable"), axis=1)
