"""The worst-off proposal first: its best score, then the total; and what that costs."""

from dataclasses import dataclass, replace

import numpy as np

from grappe.engines.assignment.bounds import least_bound
from grappe.engines.assignment.errors import OutOfTimeError
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.integers import Aim
from grappe.engines.assignment.optimum import Level, Optimum, Plain, best_total, best_worst, plain_optimum
from grappe.engines.solving.stop import Stop, part_of

# Sums of the same affinities in another order; affinities are at most 1 here.
ROUNDING = 1e-12
# Shares of the time left for the first guess, then for the worst score.
TRIED, SEARCHED = 0.25, 0.6


@dataclass(frozen=True, eq=False)
class Lifted:
    """An assignment of the greatest total among those whose worst-off proposal is at its best."""

    free: Optimum
    level: Level
    best: Optimum


def lift_worst(instance: Instance, stop: Stop) -> Lifted | None:
    """Find the best worst score, then the greatest total that keeps it.

    Parameters
    ----------
    instance : a problem as arrays.
    stop : when the branch and bound must end.

    Returns
    -------
    Lifted or None
        None when there is no assignment at all.
    """
    plain = plain_optimum(instance)
    free = None if plain is None else best_total(instance, Aim(stop=stop), plain)
    if plain is None or free is None:
        return None
    ceiling = least_bound(instance)
    if free.worst >= ceiling - ROUNDING:
        return Lifted(free, Level(free.worst, max(free.worst, ceiling), free.columns), free)
    # Often the worst-off proposal can have the reviewers it would choose alone: one run then settles both.
    best = _in_time(instance, Aim(floor=ceiling, is_guess=True, stop=part_of(stop, TRIED)), plain)
    if best is not None:
        return Lifted(free, Level(best.worst, max(ceiling, best.worst), best.columns), best)
    try:
        level = best_worst(instance, ceiling, part_of(stop, SEARCHED), plain)
    except OutOfTimeError:
        # What is known by then is valid: the assignment of the greatest total, and the ceiling.
        level = Level(free.worst, ceiling, free.columns)
    if level is None:
        return None
    if level.reached <= free.worst:
        return Lifted(free, Level(free.worst, max(level.bound, free.worst), free.columns), free)
    best = _in_time(instance, Aim(floor=level.reached, stop=stop), plain)
    if best is None:
        # Out of time: the assignment that showed the level is valid, and no total exceeds the free one.
        best = replace(free, columns=level.columns, scores=instance.scores_with(level.columns))
    return Lifted(free, Level(best.worst, max(level.bound, best.worst), best.columns), best)


def _in_time(instance: Instance, aim: Aim, plain: Plain) -> Optimum | None:
    try:
        return best_total(instance, aim, plain)
    except OutOfTimeError:
        return None


def frontier_of(instance: Instance, stop: Stop) -> tuple[Optimum, ...]:
    """Return every trade between total and worst score that no other one beats on both.

    Parameters
    ----------
    instance : a problem as arrays.
    stop : when the branch and bound must end.

    Returns
    -------
    tuple of Optimum
        From the greatest total to the best worst score; empty when there is no assignment.
    """
    found: list[Optimum] = []
    lifted = lift_worst(instance, stop)
    if lifted is None:
        return ()
    last, plain = lifted.best, plain_optimum(instance)
    step = 1e-5 * float(np.abs(instance.value).max(initial=0.0))
    floor: float | None = None
    while True:
        trade = best_total(instance, Aim(floor=floor, stop=stop), plain)
        if trade is None or trade.worst >= last.worst or trade.total <= last.total:
            return (*found, last)
        found.append(trade)
        floor = trade.worst + step
