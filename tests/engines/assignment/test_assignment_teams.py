"""Large plain problems are settled by whole teams: each part against its definition, all against trying everything."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests.engines.assignment.assignment_strategies import problems
from tests.engines.assignment.test_assignment_columns import made, plain

from grappe.engines.assignment import Affinities, Problem, Proposal, Reviewer, assign, check
from grappe.engines.assignment.assign import scaled
from grappe.engines.assignment.bounds import Prices, best_columns, dual_bound
from grappe.engines.assignment.instance import instance_of
from grappe.engines.assignment.integers import MOST_COLUMNS
from grappe.engines.assignment.optimum import plain_optimum
from grappe.engines.assignment.program import NEVER
from grappe.engines.assignment.ranking import rank
from grappe.engines.assignment.reference import every_assignment
from grappe.engines.assignment.team_optimum import best_total_by_teams
from grappe.engines.assignment.teams import ROUNDING, floor_weights, teams_of
from grappe.engines.solving.stop import Countdown


def instance_with(problem):
    return scaled(instance_of(problem))


def has_enough(instance):
    """Whether each proposal has candidates for what it needs, and no more pinned."""
    candidates, pinned = (
        np.bincount(instance.proposal[some], minlength=len(instance.need)) for some in (slice(None), instance.pinned)
    )
    return ((pinned <= instance.need) & (instance.need <= candidates)).all()


prices = arrays.arrays(np.float64, 5, elements=st.floats(-1, 1, allow_subnormal=False))


def every_team(instance, worth, proposal, floor):
    columns = np.flatnonzero(instance.proposal == proposal).tolist()
    pinned = set(np.flatnonzero(instance.pinned & (instance.proposal == proposal)).tolist())
    for team in combinations(columns, int(instance.need[proposal])):
        if pinned <= set(team) and instance.value[list(team)].sum() >= floor - ROUNDING:
            yield float(worth[list(team)].sum()), frozenset(team)


@given(problems(mixed=False), prices, st.floats(-1, 3), st.sampled_from([0.0, 0.1, 10.0]))
def test_teams_are_those_that_reach_the_floor(problem, price, floor, slack):
    instance, _ = instance_with(problem)
    worth = instance.value - price[instance.reviewer]
    for proposal in range(len(instance.need)):
        every = list(every_team(instance, worth, proposal, floor))
        some = teams_of(instance, worth, proposal, floor, slack)
        assert some.is_complete
        if not every:
            assert some.found == []
            continue
        best = max(value for value, _ in every)
        assert some.bound == pytest.approx(best)
        assert some.found[0].worth == pytest.approx(best)
        found = {frozenset(team.columns) for team in some.found}
        assert found >= {team for value, team in every if value >= best - slack + 1e-9}
        assert found <= {team for value, team in every if value >= best - slack - 1e-9}


@given(problems(mixed=False), prices)
def test_a_ranking_is_what_each_proposal_would_choose(problem, price):
    instance, _ = instance_with(problem)
    assume(has_enough(instance))
    worth = instance.value - price[instance.reviewer]
    ranking, expected = rank(instance, worth), best_columns(instance, worth)
    assert worth[ranking.chosen].sum() == pytest.approx(worth[expected].sum())
    assert (np.bincount(instance.proposal[ranking.chosen], minlength=len(instance.need)) == instance.need).all()
    assert ranking.chosen[instance.pinned].all()
    raised = np.where(instance.pinned, np.inf, worth)
    for proposal in range(len(instance.need)):
        inside = raised[(instance.proposal == proposal) & ranking.chosen]
        outside = raised[(instance.proposal == proposal) & ~ranking.chosen]
        assert ranking.last[proposal] == inside.min()
        assert ranking.next[proposal] == outside.max(initial=-np.inf)


@given(problems(mixed=False), st.floats(0, 1))
def test_the_total_under_a_floor_is_that_of_trying_everything(problem, share):
    every = list(every_assignment(problem))
    assume(every)
    instance, scale = instance_with(problem)
    worsts = sorted({min(scores) / scale for _, scores in every})
    floor = worsts[int(share * (len(worsts) - 1))]
    best = max(sum(scores) for _, scores in every if min(scores) / scale >= floor - ROUNDING) / scale
    found = best_total_by_teams(instance, plain_optimum(instance).prices.reviewers, floor, NEVER)
    assert found is not None
    scores = instance.scores_with(found.columns)
    loads = np.bincount(instance.reviewer[found.columns], minlength=len(instance.most))
    assert scores.sum() == pytest.approx(best, abs=3e-6)
    assert best <= found.bound + 1e-9
    assert scores.min() >= floor - 1e-9
    assert ((instance.least <= loads) & (loads <= instance.most)).all()
    assert (np.bincount(instance.proposal[found.columns], minlength=len(instance.need)) == instance.need).all()
    assert np.isin(np.flatnonzero(instance.pinned), found.columns).all()
    by_prices = dual_bound(instance, found.prices) - float((found.prices.weights - 1).sum()) * floor
    assert by_prices >= found.bound - 1e-6


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("level", [0.9, 1.0])
def test_it_agrees_with_one_plain_programme(seed, level):
    problem = made(seed, mixed=False)
    best = assign(problem)
    instance, scale = instance_with(problem)
    floor = level * best.worst / scale
    found = best_total_by_teams(instance, plain_optimum(instance).prices.reviewers, floor, NEVER)
    total = float(instance.value[found.columns].sum()) * scale
    assert total == pytest.approx(plain(problem, floor * scale - 1e-9), abs=1e-5)
    assert found.bound * scale == pytest.approx(total, abs=1e-4)


def test_a_floor_out_of_reach_settles_nothing():
    instance, _ = instance_with(made(1, mixed=False))
    prices = plain_optimum(instance).prices.reviewers
    assert best_total_by_teams(instance, prices, 3.1, NEVER) is None
    assert best_total_by_teams(instance, prices, 0.0, Countdown(0)) is None


@pytest.mark.slow
def test_a_large_skewed_problem_is_proven():
    """Scarce experts on demanding files: more columns than branch and bound is given."""
    rng = np.random.default_rng(4)
    size, candidates = 2000, 80
    rows = np.repeat(np.arange(size), candidates)
    columns = np.concatenate([rng.choice(size, candidates, replace=False) for _ in range(size)])
    values = rng.random(len(rows)) * (rng.random(size) ** 0.5)[columns] * (0.3 + 0.7 * rng.random(size))[rows]
    assert len(values) > MOST_COLUMNS
    problem = Problem(
        tuple(Proposal(f"p{place}", 3) for place in range(size)),
        tuple(Reviewer(f"r{place}", 6) for place in range(size)),
        Affinities.sparse(rows, columns, values),
    )
    answer = assign(problem)
    assert answer.optimal
    assert answer.worst > answer.fairness.free_worst
    assert check(problem, answer) == ()


@given(problems(mixed=False), prices)
def test_a_floor_that_binds_nothing_weighs_nothing(problem, price):
    instance, _ = instance_with(problem)
    assume(has_enough(instance))
    worth = instance.value - price[instance.reviewer]
    weights = floor_weights(instance, worth, np.arange(len(instance.need)), -1e3)
    assert weights.tolist() == [1.0] * len(weights)
    assert dual_bound(instance, Prices(price[: len(instance.most)], weights, np.zeros(0))) > -np.inf
