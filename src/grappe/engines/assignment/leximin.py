"""Leximin: the worst-off proposal at its best, then the next one, and so on to the best-off."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, sparse

from grappe.engines.assignment.errors import OutOfTimeError
from grappe.engines.assignment.instance import Instance
from grappe.engines.assignment.problem import Floats, Integers
from grappe.engines.assignment.program import exactly, limits_of, scores_of
from grappe.engines.solving.stop import Stop

SLACK = 1e-7


@dataclass(frozen=True)
class Step:
    """At most `below` proposals fall short of `threshold`; None asks for the highest it can be."""

    threshold: float | None
    below: int


def leximin(instance: Instance, worst: float, stop: Stop) -> Integers:
    """Choose the columns whose scores, sorted from the least, come last in dictionary order.

    Scores rise level by level: with the thresholds so far and the number of proposals that may fall short of each
    settled, one programme finds how few need stay at the last threshold, the next how high the others can start.

    Parameters
    ----------
    instance : a problem as arrays that has an assignment.
    worst : its best worst score.
    stop : when the branch and bound must end.

    Returns
    -------
    array of int
        Columns taken.
    """
    scale = max(1.0, float(np.abs(instance.value).max(initial=0.0)))
    threshold = worst
    steps = [Step(threshold, 0)]
    while True:
        columns, _ = _solve(instance, steps, stop, above=threshold + 1e-5 * scale)
        stay = int((instance.scores_with(columns) <= threshold + SLACK * scale * 10).sum())
        if stay >= len(instance.need):
            return columns
        columns, level = _solve(instance, steps, stop, below=stay)
        if level <= threshold + SLACK * scale:
            return columns
        threshold = level
        steps.append(Step(threshold, stay))


def _solve(
    instance: Instance, steps: list[Step], stop: Stop, *, above: float | None = None, below: int = 0
) -> tuple[Integers, float]:
    """Maximise the number of proposals above a score, or (None) the score that all but `below` of them reach.

    Variables: columns, then for each step one switch per proposal that may ask for its threshold, then the same for
    the question, then the score asked for.
    """
    size, proposals = instance.size, len(instance.need)
    width = size + proposals * (len(steps) + 1) + 1
    highest = float(np.maximum(instance.value, 0).sum())
    least = _least_scores(instance)
    goal = np.zeros(width)
    goal[(slice(-1, None) if above is None else slice(width - 1 - proposals, width - 1))] = -1.0
    floor = min(0.0, float(least.min()))
    found = optimize.milp(
        goal,
        constraints=_limits(instance, [*steps, Step(above, below)], width, highest),
        integrality=np.append(np.ones(width - 1), 0),
        bounds=optimize.Bounds(
            np.concatenate([instance.pinned, np.zeros(width - 1 - size), [floor]]),
            np.append(np.ones(width - 1), highest),
        ),
        options=exactly(stop),
    )
    if found.x is None or found.status != 0:
        raise OutOfTimeError("Leximin was not proven in the time allowed: give more, or ask for the worst score.")
    columns = np.flatnonzero(np.asarray(found.x)[:size] > 0.5)  # noqa: PLR2004
    ordered = np.sort(instance.scores_with(columns))
    return columns, float(ordered[min(below, proposals - 1)])


def _limits(instance: Instance, steps: list[Step], width: int, highest: float) -> list[Any]:
    size, proposals = instance.size, len(instance.need)
    least = _least_scores(instance)
    rows = limits_of(instance, np.arange(size))
    scores = _wide(scores_of(instance, np.arange(size)), 0, width)
    level = _wide(sparse.csr_array(np.ones((proposals, 1))), width - 1, width)
    limits = [optimize.LinearConstraint(_wide(rows.matrix, 0, width), rows.low, rows.high)]
    for place, step in enumerate(steps):
        switches = _wide(sparse.eye_array(proposals, format="csr"), size + place * proposals, width)
        if step.threshold is None:
            # Switched on, the score reaches the level; off, it may be anything.
            reach = sparse.diags_array(highest - least, format="csr")
            limits.append(optimize.LinearConstraint(scores - level - reach @ switches, least - highest, np.inf))
        else:
            gap = sparse.diags_array(np.maximum(step.threshold - least, 0.0), format="csr")
            limits.append(optimize.LinearConstraint(scores - gap @ switches, least, np.inf))
        if step.threshold is None or place < len(steps) - 1:
            total = sparse.csr_array(np.ones((1, proposals))) @ switches
            limits.append(optimize.LinearConstraint(total, proposals - step.below, np.inf))
    return limits


def _wide(matrix: sparse.csr_array, start: int, width: int) -> sparse.csr_array:
    held = sparse.coo_array(matrix)
    shape = (matrix.shape[0], width)
    return sparse.csr_array((held.data, (held.row, held.col + start)), shape=shape)


def _least_scores(instance: Instance) -> Floats:
    """A score below which no proposal can fall: what switches are measured from."""
    worst = np.zeros(len(instance.need))
    np.add.at(worst, instance.proposal, np.minimum(instance.value, 0.0))
    return worst
