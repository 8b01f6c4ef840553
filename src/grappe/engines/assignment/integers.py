"""Whole assignments by branch and bound (HiGHS), over the few columns that the prices leave possible."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from grappe.engines.assignment.errors import OutOfTimeError
from grappe.engines.assignment.flow import STEPS, whole_numbers
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.program import NEVER, exactly, limits_of, scores_of
from grappe.engines.assignment.relaxation import Relaxation
from grappe.engines.solving.stop import Stop, part_of

TOLERANCE = 1e-6
INFEASIBLE = 2
MOST_COLUMNS = 150_000
# Share of the time left for the run over the promising columns.
FIRST = 0.6


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
    floor : score no proposal may fall below; None sets none. With `lifts`, a score the worst is known not to exceed.
    lifts : the worst score rather than the total.
    is_guess : whether the floor is only tried: a relaxation that misses it ends the search.
    stop : when the branch and bound must end.
    """

    floor: float | None = None
    lifts: bool = False
    is_guess: bool = False
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
        None when no whole assignment meets the limits and the floor. Where the second run would be too large the
        assignment of the first is returned, with the gap that is left.
    """
    first = _promising(instance, relaxation)
    hurried = replace(aim, stop=part_of(aim.stop, FIRST))
    found = _branch(instance, first, relaxation.watched, hurried)
    if found is None:
        every = np.arange(instance.size)
        return None if len(first) == instance.size else _branch(instance, every, relaxation.watched, aim)
    if found.value >= bound - TOLERANCE:
        return Choice(found.columns, found.value, bound)
    held = np.flatnonzero(relaxation.loss <= bound - found.value + TOLERANCE)
    if np.isin(held, first).all():
        return Choice(found.columns, found.value, min(bound, max(found.bound, found.value)))
    return _improved(instance, found, held, (relaxation, bound, aim))


def _improved(instance: Instance, found: Choice, held: Integers, terms: tuple[Relaxation, float, Aim]) -> Choice:
    relaxation, bound, aim = terms
    unproven = Choice(found.columns, found.value, bound)
    if len(held) > MOST_COLUMNS:
        return unproven
    try:
        better = _branch(instance, held, relaxation.watched, aim)
    except OutOfTimeError:
        return unproven
    best = found if better is None or better.value < found.value else better
    return Choice(best.columns, best.value, bound if better is None else min(bound, max(better.bound, best.value)))


def _promising(instance: Instance, relaxation: Relaxation) -> Integers:
    size = max(2000, 8 * int(instance.need.sum()))
    order = np.argsort(relaxation.loss, kind="stable")[:size]
    return np.unique(np.concatenate([order, relaxation.support, np.flatnonzero(instance.pinned)]))


def _branch(instance: Instance, columns: Integers, watched: NDArray[np.bool_], aim: Aim) -> Choice | None:
    """Hold the floor where it is watched, and elsewhere only once a solution falls below it."""
    held = watched.copy()
    while True:
        found = _solve(instance, columns, np.flatnonzero(held), aim)
        if found is None or aim.floor is None:
            return found
        scores = instance.scores_with(found.columns)
        level = found.value if aim.lifts else aim.floor
        below = (scores < level - TOLERANCE) & ~held
        if not below.any():
            return Choice(found.columns, float(scores.min()), found.bound) if aim.lifts else found
        held |= below


def _solve(instance: Instance, columns: Integers, watched: Integers, aim: Aim) -> Choice | None:
    """A last variable, the worst score, stands after the columns."""
    size, floor = len(columns), aim.floor or 0.0
    rows = limits_of(instance, columns)
    limits = [optimize.LinearConstraint(_with_level(rows.matrix, 0.0), rows.low, rows.high)]
    if len(watched):
        floors = sparse.csr_array(scores_of(instance, columns)[watched])
        limits.append(optimize.LinearConstraint(_with_level(floors, -1.0), np.zeros(len(watched))))
    least = -np.inf if aim.lifts else floor
    found = optimize.milp(
        np.append(np.zeros(size), -1.0) if aim.lifts else np.append(-instance.value[columns], 0.0),
        constraints=limits,
        integrality=np.append(np.ones(size), 0),
        bounds=optimize.Bounds(np.append(instance.pinned[columns], least), np.append(np.ones(size), floor)),
        options=exactly(aim.stop),
    )
    if found.x is None:
        if found.status == INFEASIBLE:
            return None
        raise OutOfTimeError("No assignment was found in the time allowed: give more, or loosen the mixes.")
    taken = columns[np.asarray(found.x)[:size] > 0.5]  # noqa: PLR2004
    reached = float(found.x[size]) if aim.lifts else float(instance.scores_with(taken).sum())
    return Choice(taken, reached, -float(found.mip_dual_bound))


def _with_level(matrix: sparse.csr_array, coefficient: float) -> sparse.csr_array:
    level = np.full((matrix.shape[0], 1), coefficient)
    return sparse.csr_array(sparse.hstack([matrix, level], format="csr"))
