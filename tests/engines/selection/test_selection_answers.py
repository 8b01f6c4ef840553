"""Documents, seeds, time and the budgeting elections."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from benchmarks.selection.instances import election, generated
from tests.engines.selection.selection_examples import FUNDED, ROUND

from grappe.engines.selection import (
    Cause,
    Funder,
    Partner,
    Problem,
    Project,
    Question,
    SelectionError,
    Standing,
    answer_to_json,
    changed,
    check,
    compare,
    explain,
    membership,
    portfolio_from_json,
    problem_from_json,
    problem_to_json,
    select,
    thresholds,
    what_if,
)
from grappe.engines.solving import Deadline


def test_documents_come_back_as_they_went():
    portfolio = select(ROUND)
    assert problem_from_json(problem_to_json(ROUND)) == ROUND
    assert portfolio_from_json(answer_to_json(portfolio)) == portfolio
    for answer in (
        explain(ROUND, portfolio),
        thresholds(ROUND, portfolio),
        compare(ROUND, portfolio),
        what_if(ROUND, portfolio, Question()),
        membership(ROUND, draws=3),
    ):
        assert '"engine_version": "1"' in answer_to_json(answer)
    with pytest.raises(SelectionError, match=r"Expected grappe.selection.portfolio/1"):
        portfolio_from_json(problem_to_json(ROUND))


def test_a_project_that_nobody_may_pay_names_the_partner():
    portfolio = select(ROUND)
    only_east = replace(ROUND, funders=tuple(replace(one, territories=frozenset({"south"})) for one in ROUND.funders))
    reasons = {one.project: one for one in explain(only_east, select(only_east)).refusals}
    assert (reasons["a"].cause, reasons["a"].about) == (Cause.UNPAYABLE, ("lab",))
    assert portfolio.reserve == ()


def test_scores_without_a_range_leave_no_doubt():
    members = membership(ROUND, draws=5, seed=3).members
    assert {one.project for one in members if one.standing is Standing.ALWAYS} == set(FUNDED)
    assert {one.standing for one in members} == {Standing.ALWAYS, Standing.NEVER}


def test_one_seed_gives_one_membership():
    one = Partner("firm", Decimal(50))
    doubtful = Problem(
        tuple(Project(name, Decimal(5), (one,), low=Decimal(1), high=Decimal(9)) for name in ("a", "b", "c")),
        (Funder("state", Decimal(100)),),
    )
    first, again = membership(doubtful, draws=40, seed=1), membership(doubtful, draws=40, seed=1)
    assert first == again
    assert {member.standing for member in first.members} == {Standing.SOMETIMES}
    assert sum(member.share for member in first.members) == pytest.approx(2)


def test_without_time_there_is_an_answer_with_its_gap():
    problem = generated(40, 5, 2)
    hurried = select(problem, stop=Deadline(0.0))
    assert check(problem, hurried) == ()
    assert hurried.bound >= hurried.value
    full = select(problem)
    assert full.status == "optimal"
    assert float(full.value) <= hurried.bound
    assert hurried.value <= full.value
    assert all(one.value <= full.value for one in compare(problem, full).rivals)


@pytest.fixture(scope="module")
def standing():
    problem = generated(40, 5, 2)
    return problem, select(problem, settles_ties=False)


@pytest.mark.parametrize("seconds", [0.0, 30.0])
def test_a_question_is_answered_below_its_bound_and_with_time_by_something(standing, seconds):
    problem, portfolio = standing
    out = [one.id for one in problem.projects if one.id not in portfolio.funded]
    richer = {one.id: one.budget * 2 for one in problem.funders[:1]}
    for question in (
        Question(pinned=frozenset(out[:2])),
        Question(excluded=frozenset(portfolio.funded[:2])),
        Question(budgets={problem.funders[2].id: Decimal(0)}),
        Question(budgets=richer),
        Question(scores={out[0]: Decimal(90)}),
    ):
        answer = what_if(problem, portfolio, question, stop=Deadline(seconds)).portfolio
        assert check(changed(problem, question), answer) == ()
        full = select(changed(problem, question), settles_ties=False)
        # Without time the repair has a second and a half on the wall, of which a starved machine gives little.
        assert answer.funded or not seconds
        assert answer.value <= full.value
        assert float(full.value) <= answer.bound + 1e-6


def test_without_time_a_refusal_still_has_its_cause(standing):
    reasons = explain(*standing, stop=Deadline(0.0))
    assert len(reasons.refusals) == len(standing[0].projects) - len(standing[1].funded)
    assert {one.project for one in reasons.refusals} == set(reasons.missing)
    assert {one.cause for one in reasons.refusals} <= {Cause.MONEY, Cause.GROUP}


def test_the_elections_reach_the_exact_knapsack(real_data):
    paths = sorted((real_data / "budgeting").glob("*.pb.gz"))
    assert len(paths) == 26
    for path in paths[::3]:
        problem = election(path)
        portfolio = select(problem)
        assert check(problem, portfolio) == ()
        assert portfolio.value == knapsack(problem)
        assert portfolio.is_tie_settled


def knapsack(problem):
    """Best sum of scores, by the least cost of each sum."""
    scores = [int(one.score) for one in problem.projects]
    least = np.full(sum(scores) + 1, 2**62)
    least[0] = 0
    for project, score in zip(problem.projects, scores, strict=True):
        least[score:] = np.minimum(least[score:], least[: len(least) - score] + int(project.payable * 100))
    return int(np.flatnonzero(least <= int(problem.funders[0].budget * 100)).max())
