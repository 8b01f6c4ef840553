"""Whole assignments by branch and bound (HiGHS), over the few columns that the prices leave possible."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from grappe.engines.assignment.errors import OutOfTimeError
from grappe.engines.assignment.flow import STEPS, whole_numbers
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.program import NEVER, exactly, limits_of, scores_of
from grappe.engines.assignment.relaxation import Relaxation
from grappe.engines.solving.stop import Stop

TOLERANCE = 1e-6
INFEASIBLE = 2


@dataclass(frozen=True, eq=False)
class Choice:
    """Columns taken, the value reached and the value none can exceed."""

    columns: Integers
    value: float
    bound: float


@dataclass(frozen=True)
class Aim:
    """What a whole assignment is chosen for.

    Parameters
    ----------
    floor : score no proposal may fall below; None sets none.
    lifts : the worst score rather than the total.
    stop : when the branch and bound must end.
    """

    floor: float | None = None
    lifts: bool = False
    stop: Stop = NEVER


def lattice_step(values: Floats) -> float:
    """Return the greatest plain step that divides all values, so that sums are its multiples; 0 if there is none."""
    whole, scale = whole_numbers(values)
    if scale not in STEPS:
        return 0.0
    return int(np.gcd.reduce(whole, initial=0)) / scale


def round_bound(bound: float, step: float) -> float:
    """Lower a bound to the sums that can occur.

    Parameters
    ----------
    bound : what sums cannot exceed.
    step : they are its multiples; 0 when they can be anything.

    Returns
    -------
    float
        The largest multiple at or just above rounding below the bound.
    """
    return math.floor(bound / step + TOLERANCE) * step if step else bound


def choose(instance: Instance, relaxation: Relaxation, bound: float, aim: Aim) -> Choice | None:
    """Find the best whole assignment.

    A column whose loss exceeds the gap between the bound and an assignment already found is in no better one. So
    a first run over the most promising columns says which columns a second run must hold to be exact.

    Parameters
    ----------
    instance, relaxation : the problem and its prices for the same aim.
    bound : what no assignment exceeds.
    aim : floor or worst score, and time.

    Returns
    -------
    Choice or None
        None when no whole assignment meets the limits and the floor.
    """
    first = _promising(instance, relaxation)
    found = _branch(instance, first, aim)
    if found is not None and found.value >= bound - TOLERANCE:
        return Choice(found.columns, found.value, bound)
    gap = math.inf if found is None else bound - found.value + TOLERANCE
    held = np.flatnonzero(relaxation.loss <= gap)
    if found is None and len(first) == instance.size:
        return None
    if np.isin(held, first).all() and found is not None:
        return Choice(found.columns, found.value, min(bound, max(found.bound, found.value)))
    better = _branch(instance, np.union1d(held, found.columns) if found is not None else held, aim)
    if better is None:
        return None
    best = max((one for one in (found, better) if one is not None), key=lambda one: one.value)
    return Choice(best.columns, best.value, min(bound, max(better.bound, best.value)))


def _promising(instance: Instance, relaxation: Relaxation) -> Integers:
    size = max(2000, 8 * int(instance.need.sum()))
    order = np.argsort(relaxation.loss, kind="stable")[:size]
    return np.unique(np.concatenate([order, relaxation.support, np.flatnonzero(instance.pinned)]))


def _branch(instance: Instance, columns: Integers, aim: Aim) -> Choice | None:
    """A last variable, the worst score, stands after the columns."""
    size, proposals = len(columns), len(instance.need)
    rows = limits_of(instance, columns)
    limits = [optimize.LinearConstraint(_with_level(rows.matrix, 0.0), rows.low, rows.high)]
    if aim.lifts or aim.floor is not None:
        limits.append(optimize.LinearConstraint(_with_level(scores_of(instance, columns), -1.0), np.zeros(proposals)))
    level = (-np.inf, np.inf) if aim.lifts else (aim.floor or 0.0, aim.floor or 0.0)
    found = optimize.milp(
        np.append(np.zeros(size), -1.0) if aim.lifts else np.append(-instance.value[columns], 0.0),
        constraints=limits,
        integrality=np.append(np.ones(size), 0),
        bounds=optimize.Bounds(np.append(instance.pinned[columns], level[0]), np.append(np.ones(size), level[1])),
        options=exactly(aim.stop),
    )
    if found.x is None:
        if found.status == INFEASIBLE:
            return None
        raise OutOfTimeError("No assignment was found in the time allowed: give more, or loosen the mixes.")
    taken = columns[np.asarray(found.x)[:size] > 0.5]  # noqa: PLR2004
    scores = instance.scores_with(taken)
    return Choice(taken, float(scores.min() if aim.lifts else scores.sum()), -float(found.mip_dual_bound))


def _with_level(matrix: sparse.csr_array, coefficient: float) -> sparse.csr_array:
    level = np.full((matrix.shape[0], 1), coefficient)
    return sparse.csr_array(sparse.hstack([matrix, level], format="csr"))
