"""Problems with more pairs than are ever handed to the solver at once, against one plain programme over all of them."""

import numpy as np
import pytest
from scipy import optimize

from grappe.engines.assignment import Affinities, Demand, Objective, Problem, Proposal, Reviewer, assign, check
from grappe.engines.assignment.instance import instance_of
from grappe.engines.assignment.program import limits_of, scores_of
from grappe.engines.solving.stop import Deadline


def made(seed, *, mixed, scarce=False):
    rng = np.random.default_rng(seed)
    rows, columns = 45, 110
    skill = rng.random(columns) ** 2 if scarce else 0.6 + 0.4 * rng.random(columns)
    matrix = np.round(rng.random((rows, columns)) * skill, 4)
    demands = (Demand("senior"), Demand("beginner", 0, 2)) if mixed else ()
    return Problem(
        tuple(Proposal(f"p{place}", 3, demands, 1 if mixed else None) for place in range(rows)),
        tuple(
            Reviewer(
                f"r{place}",
                2 if scarce else 4,
                0,
                ("senior",) if skill[place] > 0.8 else ("beginner",),
                f"o{place % 30}",
            )
            for place in range(columns)
        ),
        Affinities.dense(matrix),
    )


def plain(problem, floor):
    instance = instance_of(problem)
    every = np.arange(instance.size)
    rows = limits_of(instance, every)
    found = optimize.milp(
        -instance.value,
        constraints=[
            optimize.LinearConstraint(rows.matrix, rows.low, rows.high),
            optimize.LinearConstraint(scores_of(instance, every), np.full(len(instance.need), floor)),
        ],
        integrality=np.ones(instance.size),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None else -found.fun


@pytest.mark.parametrize("mixed", [False, True], ids=["plain", "mixed"])
@pytest.mark.parametrize("seed", [1, 2])
def test_few_columns_give_the_optimum_of_all(seed, mixed):
    problem = made(seed, mixed=mixed)
    free = assign(problem, objective=Objective.TOTAL)
    fair = assign(problem)
    for answer in (free, fair):
        assert check(problem, answer) == ()
        assert answer.optimal
    assert free.total == pytest.approx(plain(problem, -1e9), abs=1e-5)
    assert fair.total == pytest.approx(plain(problem, fair.worst - 1e-6), abs=1e-5)
    assert plain(problem, fair.worst + 1e-5) is None


def test_when_time_is_up_what_was_reached_is_told_with_its_gap():
    """Good reviewers are so scarce that the best worst score takes hours to prove."""
    problem = made(1, mixed=False, scarce=True)
    answer = assign(problem, stop=Deadline(3))
    assert check(problem, answer) == ()
    assert answer.worst >= answer.fairness.free_worst
    assert answer.worst < answer.certificate.worst_bound
    assert not answer.optimal
