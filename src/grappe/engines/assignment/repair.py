"""A reviewer declines: the assignment that changes the fewest pairs, and the best of those."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from grappe.engines.assignment.assign import scaled
from grappe.engines.assignment.infeasibility import diagnose
from grappe.engines.assignment.instance import Instance, instance_of
from grappe.engines.assignment.integers import Aim
from grappe.engines.assignment.optimum import Optimum, best_total
from grappe.engines.assignment.problem import Integers, Pair, Problem
from grappe.engines.assignment.program import NEVER
from grappe.engines.assignment.result import Infeasibility, Repair
from grappe.engines.assignment.validation import validate
from grappe.engines.solving.stop import Stop


def declining(problem: Problem, *, reviewers: Iterable[str] = (), pairs: Iterable[Pair] = ()) -> Problem:
    """Return the problem after some declined.

    Parameters
    ----------
    problem : as it was solved.
    reviewers : those who take nothing any more.
    pairs : single readings declined; they become conflicts.

    Returns
    -------
    Problem
        Without the pins that fell.
    """
    gone, refused = frozenset(reviewers), frozenset(pairs)
    left = tuple(replace(one, most=0, least=0) if one.id in gone else one for one in problem.reviewers)
    pinned = frozenset(pair for pair in problem.pinned - refused if pair.reviewer not in gone)
    return replace(problem, reviewers=left, conflicts=problem.conflicts | refused, pinned=pinned)


def repair(problem: Problem, previous: Iterable[Pair], *, stop: Stop = NEVER) -> Repair | Infeasibility:
    """Change an assignment as little as possible, then for the greatest total.

    Parameters
    ----------
    problem : as it now stands (see `declining`).
    previous : the pairs assigned so far.
    stop : when the branch and bound must end.

    Returns
    -------
    Repair or Infeasibility
        With the pairs added and removed.
    """
    validate(problem)
    before = tuple(sorted(set(previous)))
    instance, scale = scaled(instance_of(problem))
    kept = np.zeros(instance.size)
    kept[instance.columns(problem, before)] = 1
    fewest = best_total(replace(instance, value=kept), Aim(stop=stop))
    if fewest is None:
        return diagnose(problem, stop=stop)
    weight = _weight(instance, kept, round(float(instance.need.sum()) - fewest.total))
    best = best_total(replace(instance, value=instance.value + weight * kept), Aim(stop=stop))
    if best is None:
        return diagnose(problem, stop=stop)
    return _told(problem, instance, before, best, (weight * fewest.total, scale))


def _weight(instance: Instance, kept: np.ndarray[tuple[int], np.dtype[np.float64]], added: int) -> float:
    """Worth of a pair kept: more than all that one more change could bring.

    Two assignments that add a and b > a pairs differ in at most a + b + surplus pairs, that is at most
    (b - a)(1 + 2a + surplus), each worth at most the spread of the affinities.
    """
    surplus = max(0, int(kept.sum()) - int(instance.need.sum()))
    spread = float(np.ptp(instance.value)) if instance.size else 0.0
    return (1 + 2 * added + surplus) * max(spread, 0.25)


def _told(
    problem: Problem, instance: Instance, before: tuple[Pair, ...], best: Optimum, terms: tuple[float, float]
) -> Repair:
    bonus, scale = terms
    pairs = instance.pairs(problem, best.columns)
    possible = set(instance.pairs(problem, _open(instance)))
    scores = instance.scores_with(best.columns) * scale
    added = tuple(sorted(set(pairs) - set(before)))
    return Repair(
        pairs=pairs,
        total=float(scores.sum()),
        worst=float(scores.min()),
        scores=tuple(scores.tolist()),
        added=added,
        removed=tuple(sorted(set(before) - set(pairs))),
        unavoidable=tuple(pair for pair in before if pair not in possible),
        least_added=len(added),
        total_bound=max((best.bound - bonus) * scale, float(scores.sum())),
    )


def _open(instance: Instance) -> Integers:
    return np.flatnonzero(instance.most[instance.reviewer] > 0)
