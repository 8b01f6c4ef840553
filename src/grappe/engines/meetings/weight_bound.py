"""No plan weighs more: a b-matching between requests and what participants and tables can hold.

Let cap(p) be the meetings participant p can hold (the delegates it has free in each slot, summed, or its maximum), and
C those all tables can hold. The linear programme max sum w x, with sum of x over the meetings of p at most cap(p), sum
of x over those that need a table at most C and 0 <= x <= 1, bounds every plan. Its dual is rounded to y, Y >= 0 and
summed again here: sum cap(p) y(p) + C Y + sum over meetings of max(0, w - sum of y - Y) is a bound for *any* y, Y >= 0,
so that nothing hangs on how exactly the solver stopped.
"""

from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.grid import Grid

SLACK = 1e-6  # the sum of the dual is exact to far better than this


@dataclass(frozen=True)
class WeightBound:
    """An upper bound of the weight, and what led to it.

    Parameters
    ----------
    value : no plan weighs more.
    share : M, how much of each meeting the linear programme holds, between 0 and 1.
    person_price : P, what one more slot of each participant would bring, by the bound.
    table_price : what one more place at a table would bring, by the bound.
    dual : the bound before it is rounded; the prices add up to it.
    loss : M, by how much a plan without the meeting stays below it, at least (for one-slot meetings that can be held).
    """

    value: int
    share: NDArray[np.float64]
    person_price: NDArray[np.float64]
    table_price: float
    dual: float
    loss: NDArray[np.float64]


def weight_bound(grid: Grid) -> WeightBound:
    """Return a safe upper bound of the weight of any plan, with the prices of what is scarce."""
    weight = np.array(grid.weight, dtype=float)
    caps, places = capacities(grid)
    can = np.array([bool(starts and pools) for starts, pools in zip(grid.starts, grid.pools_of, strict=True)])
    if not can.any():
        return WeightBound(0, np.zeros(grid.meetings), np.zeros(grid.people), 0.0, 0.0, np.zeros(grid.meetings))
    matrix = _matrix(grid)
    solved = linprog(
        -weight,
        A_ub=matrix,
        b_ub=np.append(caps, places),
        bounds=np.column_stack((np.zeros(len(can)), can)),
        method="highs",
    )
    dual = np.maximum(0.0, -solved.ineqlin.marginals) if solved.ineqlin is not None else np.zeros(len(caps) + 1)
    left = np.maximum(0.0, weight - matrix.T @ dual)
    value = float(np.append(caps, places) @ dual + left[can].sum())
    share = solved.x if solved.x is not None else np.zeros(grid.meetings)
    short = np.array([length == 1 for length in grid.length])
    found = floor(min(value, weight[can].sum()) + SLACK)
    return WeightBound(found, share, dual[:-1], float(dual[-1]), value, np.where(can & short, left, 0.0))


def capacities(grid: Grid) -> tuple[NDArray[np.int64], int]:
    """Return slots that each participant can spend in meetings, shape (P,), and that all tables can."""
    present = np.zeros((grid.people, grid.slots), dtype=bool)
    for meeting, starts in enumerate(grid.starts):
        for person in grid.who[meeting]:
            for slot in starts:
                present[person, slot : slot + grid.length[meeting]] = True
    staff = np.array(grid.staff, dtype=np.int64).reshape(grid.people, grid.slots)
    longest = np.array([max((grid.length[m] for m in held), default=1) for held in grid.of_person], dtype=np.int64)
    caps = np.minimum((present * staff).sum(axis=1), np.array(grid.maximum, dtype=np.int64) * longest)
    smallest = min((len(people) for people in grid.who), default=2)
    crowd = (present * staff).sum(axis=0) // smallest
    return caps, int(np.minimum(grid.room, crowd).sum())


def _matrix(grid: Grid) -> coo_array:
    """Rows: participants, then all tables; columns: meetings; entries: slots that the meeting takes."""
    rows, columns, values = [], [], []
    for meeting, people in enumerate(grid.who):
        needs = (*people, grid.people) if grid.pools_of[meeting] != (0,) else people
        for row in needs:
            rows.append(row)
            columns.append(meeting)
            values.append(grid.length[meeting])
    return coo_array((np.array(values, dtype=float), (rows, columns)), shape=(grid.people + 1, grid.meetings)).tocsr()


def simple_bound(grid: Grid, board: Board) -> int:
    """Return the weight on the board and of all that could be held besides: safe, weak and computed at once."""
    waiting = board.missing()
    return board.weight + sum(grid.weight[m] for m in waiting if grid.starts[m] and grid.pools_of[m])
