from dataclasses import replace

import pytest
from hypothesis import event, given
from tests.engines.assignment.assignment_strategies import problems

from grappe.engines.assignment import Assignment, Infeasibility, Objective, assign, check, frontier
from grappe.engines.assignment.reference import every_assignment


def near(problem):
    largest = abs(problem.affinities.value).max(initial=1e-9)
    return 3e-5 * largest


@pytest.mark.parametrize("mixed", [False, True])
def test_it_agrees_with_trying_everything(mixed):
    @given(problems(mixed=mixed))
    def agrees(problem):
        scores = [found for _, found in every_assignment(problem)]
        answers = {objective: assign(problem, objective=objective) for objective in Objective}
        event("possible" if scores else "impossible")
        if not scores:
            assert all(isinstance(answer, Infeasibility) for answer in answers.values())
            return
        close = near(problem)
        best_worst = max(min(one) for one in scores)
        assert answers[Objective.TOTAL].total == pytest.approx(max(map(sum, scores)), abs=close)
        assert answers[Objective.WORST].worst == pytest.approx(best_worst, abs=close)
        fair = [sum(one) for one in scores if min(one) >= best_worst - close]
        assert answers[Objective.WORST].total == pytest.approx(max(fair), abs=close)
        levels = max(sorted(one) for one in scores)
        assert sorted(answers[Objective.LEXIMIN].scores) == pytest.approx(levels, abs=close)
        for answer in answers.values():
            assert isinstance(answer, Assignment)
            assert answer.optimal
            assert check(problem, answer) == ()

    agrees()


@given(problems())
def test_the_certificate_bounds_every_assignment(problem):
    answer = assign(problem)
    if isinstance(answer, Infeasibility):
        return
    proof, close = answer.certificate, near(problem)
    for _, scores in every_assignment(problem):
        assert min(scores) <= proof.worst_bound + close
        if proof.floor is None or min(scores) >= proof.floor:
            assert sum(scores) <= proof.total_bound + close
            assert proof.total_bound <= proof.priced_bound + close


@given(problems())
def test_the_frontier_is_what_no_assignment_beats(problem):
    close = near(problem)
    trades = frontier(problem)
    every = [(sum(scores), min(scores)) for _, scores in every_assignment(problem)]
    assert bool(trades) == bool(every)
    for total, worst in every:
        assert any(trade.total >= total - close and trade.worst >= worst - close for trade in trades)
    for trade in trades:
        assert not any(total > trade.total + close and worst > trade.worst + close for total, worst in every)


@given(problems())
def test_the_smallest_change_is_enough_and_none_smaller_is(problem):
    answer = assign(problem)
    if isinstance(answer, Assignment):
        return
    smallest = answer.remedies[0]
    assert smallest.size == sum(abs(one.then - one.now) for one in smallest.changes) > 0
    for remedy in answer.remedies:
        assert remedy.size >= smallest.size
        assert list(every_assignment(loosened(problem, remedy.changes))) or needs_fall_to_nothing(problem, remedy)


def needs_fall_to_nothing(problem, remedy):
    return any(one.kind == "need" and one.then == 0 for one in remedy.changes)


def loosened(problem, changes):
    proposals = {one.id: one for one in problem.proposals}
    reviewers = {one.id: one for one in problem.reviewers}
    forbidden, pinned = set(problem.forbidden), set(problem.pinned)
    for change in changes:
        if change.kind == "need":
            proposals[change.proposal] = replace(proposals[change.proposal], need=change.then)
        elif change.kind in {"most", "least"}:
            reviewers[change.reviewer] = replace(reviewers[change.reviewer], **{change.kind: change.then})
        elif change.kind == "organisation":
            one = proposals[change.proposal]
            proposals[one.id] = replace(one, most_per_organisation=max(change.then, one.most_per_organisation))
        elif change.kind.startswith("trait"):
            side = change.kind.removeprefix("trait_")
            one = proposals[change.proposal]
            demands = tuple(
                replace(demand, **{side: change.then}) if demand.trait == change.label else demand
                for demand in one.demands
            )
            proposals[one.id] = replace(one, demands=demands)
        else:
            (pinned if change.kind == "pinned" else forbidden).discard((change.proposal, change.reviewer))
    return replace(
        problem,
        proposals=tuple(proposals.values()),
        reviewers=tuple(reviewers.values()),
        forbidden=frozenset(forbidden),
        pinned=frozenset(pinned),
    )
