"""The engine's door: from a problem to an assignment with its proof, or to the limits in the way."""

from dataclasses import dataclass, replace

import numpy as np

from grappe.engines.assignment.bounds import Prices, dual_bound
from grappe.engines.assignment.fairness import Lifted, frontier_of, lift_worst
from grappe.engines.assignment.infeasibility import diagnose
from grappe.engines.assignment.instance import Instance, instance_of
from grappe.engines.assignment.integers import Aim
from grappe.engines.assignment.leximin import leximin
from grappe.engines.assignment.optimum import Optimum, best_total
from grappe.engines.assignment.problem import Integers, Problem
from grappe.engines.assignment.program import NEVER
from grappe.engines.assignment.result import (
    Assignment,
    Certificate,
    Fairness,
    Infeasibility,
    MixPrice,
    Objective,
)
from grappe.engines.assignment.validation import validate
from grappe.engines.solving.stop import Stop

PROVEN = 2e-6


@dataclass(frozen=True)
class Trade:
    """A total and a worst score that no assignment beats on both."""

    total: float
    worst: float


def assign(
    problem: Problem, *, objective: Objective = Objective.WORST, stop: Stop = NEVER
) -> Assignment | Infeasibility:
    """Assign reviewers to proposals.

    Parameters
    ----------
    problem : proposals, reviewers, affinities and what must be kept.
    objective : `TOTAL` maximises the sum of affinities; `WORST` does so among the assignments whose worst-off
        proposal is as well off as can be; `LEXIMIN` goes on to the second worst-off and so on to the last.
    stop : when the branch and bound must end.

    Returns
    -------
    Assignment or Infeasibility
        The assignment with a certificate, or the limits that cannot hold together and the smallest changes.

    Raises
    ------
    AssignmentError
        Named after what is wrong with the problem; `OutOfTimeError` when nothing was found in time.

    Notes
    -----
    Max-min and max-sum assignment of reviewers: Stelmakh, Shah & Singh (PeerReview4All, 2018); Kobren, Saha &
    McCallum (2019). Here both are solved exactly; see `docs/explanation/assignment.md`.
    """
    validate(problem)
    instance, scale = scaled(instance_of(problem))
    if objective is Objective.TOTAL:
        best = best_total(instance, Aim(stop=stop))
        lifted = None
    else:
        lifted = lift_worst(instance, stop)
        best = None if lifted is None else lifted.best
    if best is None:
        return diagnose(problem, stop=stop)
    columns = leximin(instance, best.worst, stop) if objective is Objective.LEXIMIN else best.columns
    return _told(problem, instance, columns, (objective, best, lifted), scale)


def frontier(problem: Problem, *, stop: Stop = NEVER) -> tuple[Trade, ...]:
    """Return every trade between the total and the worst score that no assignment beats on both.

    Parameters
    ----------
    problem : as given to `assign`.
    stop : when the branch and bound must end.

    Returns
    -------
    tuple of Trade
        From the greatest total to the best worst score, worst scores 1e-5 of the largest affinity apart at least;
        empty when no assignment is valid.
    """
    validate(problem)
    instance, scale = scaled(instance_of(problem))
    return tuple(Trade(one.total * scale, one.worst * scale) for one in frontier_of(instance, stop))


def scaled(instance: Instance) -> tuple[Instance, float]:
    """Bring affinities near 1 by a power of two, which rounds nothing: tolerances are then relative.

    Parameters
    ----------
    instance : a problem as arrays.

    Returns
    -------
    Instance, float
        The same with smaller or larger values, and what to multiply its results by.
    """
    largest = float(np.abs(instance.value).max(initial=0.0))
    scale = float(2.0 ** np.ceil(np.log2(largest))) if largest > 0 else 1.0
    return replace(instance, value=instance.value / scale), scale


def _told(
    problem: Problem,
    instance: Instance,
    columns: Integers,
    found: tuple[Objective, Optimum, Lifted | None],
    scale: float,
) -> Assignment:
    objective, best, lifted = found
    scores = instance.scores_with(columns)
    total, worst = float(scores.sum()), float(scores.min())
    is_best_total = objective is Objective.LEXIMIN or best.bound - total <= PROVEN * max(1.0, abs(total))
    fairness = None
    if lifted is not None:
        free = lifted.free.total
        price = (free - total) / abs(free) if free else 0.0
        fairness = Fairness(free * scale, lifted.free.worst * scale, max(price, 0.0))
    return Assignment(
        objective=objective,
        pairs=instance.pairs(problem, columns),
        total=total * scale,
        worst=worst * scale,
        scores=tuple((scores * scale).tolist()),
        optimal=is_best_total and (lifted is None or lifted.level.bound - worst <= PROVEN),
        certificate=certificate_of(problem, instance, best, None if lifted is None else lifted.level.bound, scale),
        fairness=fairness,
    )


def certificate_of(
    problem: Problem, instance: Instance, best: Optimum, worst_bound: float | None, scale: float
) -> Certificate:
    """Write bounds and prices in the units of the problem.

    Parameters
    ----------
    problem, instance : the same, in names and in scaled arrays.
    best : the optimum, scaled.
    worst_bound : of the worst score, scaled.
    scale : of the values.

    Returns
    -------
    Certificate
        Its priced bound repeats the addition on the prices it gives.
    """
    prices = best.prices
    mixes = tuple(
        MixPrice(problem.proposals[row.proposal].id, row.kind, row.label, price * scale)
        for row, price in zip(instance.rows, prices.mixes.tolist(), strict=True)
        if price
    )
    priced = dual_bound(instance, Prices(prices.reviewers, prices.weights, prices.mixes))
    priced -= float((prices.weights - 1).sum()) * (best.floor or 0.0)
    return Certificate(
        total_bound=best.bound * scale,
        worst_bound=None if worst_bound is None else worst_bound * scale,
        floor=None if best.floor is None else best.floor * scale,
        reviewer_prices=tuple((prices.reviewers * scale).tolist()),
        proposal_weights=tuple(prices.weights.tolist()),
        mix_prices=mixes,
        priced_bound=max(priced, best.total) * scale,
    )
