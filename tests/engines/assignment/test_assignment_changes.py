"""Lotteries and repairs, held against trying everything and against what they promise."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.engines.assignment.assignment_strategies import problems

from grappe.engines.assignment import (
    Infeasibility,
    Lottery,
    Objective,
    Pair,
    assign,
    broken_limits,
    declining,
    draw_lots,
    problem_from_matrix,
    repair,
    sample,
)
from grappe.engines.assignment.errors import LimitError, UnsupportedMixError
from grappe.engines.assignment.reference import every_assignment


@given(problems(mixed=False), st.sampled_from([Fraction(1, 2), Fraction(2, 3), 0.7, 1]), st.integers(0, 5))
def test_a_draw_is_valid_and_its_shares_keep_the_cap(problem, cap, seed):
    try:
        lottery = draw_lots(problem, cap=cap)
    except LimitError:
        return
    if isinstance(lottery, Infeasibility):
        assert not list(every_assignment(problem))
        return
    for share in lottery.shares:
        is_pinned = Pair(share.proposal, share.reviewer) in problem.pinned
        assert Fraction(share.numerator, share.denominator) <= (1 if is_pinned else Fraction(cap))
    drawn = sample(problem, lottery, seed=seed)
    assert broken_limits(problem, drawn) == ()
    assert drawn == sample(problem, lottery, seed=seed)
    assert lottery.expected_total <= lottery.bound
    assert lottery.bound == pytest.approx(
        lottery.expected_total, abs=1e-6 * (1 + abs(problem.affinities.value).max() * 20)
    )


@given(problems(mixed=False))
def test_without_a_cap_the_lottery_is_the_best_total(problem):
    lottery = draw_lots(problem, cap=1)
    assume(isinstance(lottery, Lottery))
    best = assign(problem, objective=Objective.TOTAL)
    assert lottery.expected_total == pytest.approx(best.total, rel=1e-6, abs=1e-6)
    assert lottery.kept == pytest.approx(1)


def test_draws_have_the_shares_as_their_frequencies():
    matrix = np.random.default_rng(3).random((6, 8))
    problem = problem_from_matrix(matrix, need=3, most=4)
    lottery = draw_lots(problem, cap=0.55)
    draws, counts = 3000, dict.fromkeys(((one.proposal, one.reviewer) for one in lottery.shares), 0)
    for seed in range(draws):
        for pair in sample(problem, lottery, seed=seed):
            counts[pair] += 1
    for one in lottery.shares:
        share = one.numerator / one.denominator
        # Four standard deviations of a frequency: about one chance in 500 over all pairs, and the seeds are fixed.
        assert counts[one.proposal, one.reviewer] / draws == pytest.approx(share, abs=4 * 0.5 / draws**0.5)


@given(problems(), st.data())
def test_a_repair_changes_the_fewest_pairs_and_then_takes_the_best(problem, data):
    first = assign(problem, objective=Objective.TOTAL)
    assume(not isinstance(first, Infeasibility))
    gone = data.draw(st.sampled_from(problem.reviewers)).id
    refused = data.draw(st.sampled_from(first.pairs))
    after = declining(problem, reviewers=[gone], pairs=[refused])
    every = [(len(set(pairs) - set(first.pairs)), sum(scores)) for pairs, scores in every_assignment(after)]
    answer = repair(after, first.pairs)
    if not every:
        assert isinstance(answer, Infeasibility)
        return
    fewest = min(added for added, _ in every)
    best = max(total for added, total in every if added == fewest)
    assert answer.least_added == len(answer.added) == fewest
    assert answer.total == pytest.approx(best, abs=3e-5 * abs(problem.affinities.value).max())
    assert broken_limits(after, answer.pairs) == ()
    assert set(answer.pairs) == (set(first.pairs) - set(answer.removed)) | set(answer.added)
    assert set(answer.unavoidable) == {pair for pair in first.pairs if pair.reviewer == gone or pair == refused}
    assert set(answer.unavoidable) <= set(answer.removed)


@given(problems())
def test_a_lottery_refuses_mixes(problem):
    assume(problem.has_mixes)
    with pytest.raises(UnsupportedMixError):
        draw_lots(problem, cap=0.5)


@pytest.mark.parametrize("cap", [0, -0.1, 1.1, 1e-9])
def test_a_cap_out_of_range_is_refused(cap):
    with pytest.raises(LimitError):
        draw_lots(problem_from_matrix([[1.0, 1.0]], need=1), cap=cap)
