"""A bound of the breaks where meetings are optional: who is sought after meets in nearly every slot, absences or not.

No plan at all has no break, so the bound speaks of plans that weigh at least W. By the prices of the weight bound D
(see its module), a plan weighs D less what it wastes: y(p) for each slot that participant p could spend in meetings
and does not, and r(m) = w(m) - the prices of its slots, where positive, for each meeting m that it leaves out. So all
that is wasted is at most D - W. A participant with u slots in meetings wastes at least c(p, u): its unused slots, and
its share of the r of the cheapest meetings that do not fit in u. Where its own absences cut its days into runs, u slots
need f(p, u) breaks. For any multiplier k >= 0 (Lagrange), the sum over p of the least over u of f(p, u) + k c(p, u),
less k (D - W), is a bound.
"""

from collections.abc import Iterator

import numpy as np

from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.weight_bound import WeightBound, capacities

SLACK = 1e-6
MULTIPLIERS = tuple(2.0**power for power in range(-6, 5))


def crowding_bound(grid: Grid, bound: WeightBound, weight: int) -> int:
    """Return a number of breaks that no plan of at least so much weight is below.

    Parameters
    ----------
    grid : of any form.
    bound : of its weight, with prices.
    weight : of the plan at hand.
    """
    spare = bound.dual - weight + SLACK
    if spare < 0:  # no such plan: the bound of nothing
        return 0
    rows = list(_people(grid, bound, spare))
    best = float(sum(min(breaks for breaks, _ in row) for row in rows))
    for multiplier in MULTIPLIERS:
        total = sum(min(breaks + multiplier * waste for breaks, waste in row) for row in rows)
        best = max(best, total - multiplier * spare)
    return int(np.ceil(best - SLACK))


def _people(grid: Grid, bound: WeightBound, spare: float) -> Iterator[list[tuple[int, float]]]:
    """Yield, for each participant, the fewest breaks and the least waste by slots in meetings, the most slots first."""
    caps, _ = capacities(grid)
    allowed = [0] * grid.people
    for meeting, starts in enumerate(grid.starts):
        run = (1 << grid.length[meeting]) - 1
        for person in grid.who[meeting]:
            for start in starts:
                allowed[person] |= run << start
    for person, price in enumerate(bound.person_price):
        reach = slots_by_breaks(allowed[person], grid.day_masks)
        whole = _row(grid, bound, person, (int(caps[person]), float(price)), reach)
        row = [(breaks, waste) for breaks, waste in whole if waste <= spare]
        if row and row[0][0]:
            yield row


def _row(
    grid: Grid, bound: WeightBound, person: int, cap_and_price: tuple[int, float], reach: list[int]
) -> Iterator[tuple[int, float]]:
    """Down from all the slots that cost anything, to those of what is compulsory."""
    cap, price = cap_and_price
    held = grid.of_person[person]
    certain = sum(grid.length[meeting] for meeting in held if grid.compulsory[meeting])
    losses = sorted(loss for meeting in held if (loss := bound.loss[meeting] / len(grid.who[meeting])) > 0)
    top = max(certain, min(cap, cap if price > 0 else len(losses)))
    for units in range(top, certain - 1, -1):
        waste = price * max(0, cap - units) + sum(losses[: max(0, len(losses) - units)])
        yield breaks_for(reach, -(-units // grid.delegates[person])), waste


def slots_by_breaks(allowed: int, day_masks: tuple[int, ...]) -> list[int]:
    """Return the most slots one can be busy in with 0, 1, 2, ... breaks.

    The longest run of allowed slots of each day is free of breaks; each further run costs one, the longest first.
    """
    free, others = 0, []
    for mask in day_masks:
        runs = sorted(map(len, f"{allowed & mask:b}".split("0")), reverse=True)
        free += runs[0]
        others += [run for run in runs[1:] if run]
    reach = [free]
    for run in sorted(others, reverse=True):
        reach.append(reach[-1] + run)
    return reach


def breaks_for(reach: list[int], busy: int) -> int:
    """Return the fewest breaks with which one is busy in so many slots (all there are, where they are too few)."""
    return next((breaks for breaks, slots in enumerate(reach) if slots >= busy), len(reach) - 1)
