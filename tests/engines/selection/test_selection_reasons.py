"""What explanations and questions say, held against trying everything."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from tests.engines.selection.selection_strategies import problems
from tests.engines.selection.test_selection_reference import best_of

from grappe.engines.selection import Cause, Question, changed, check, compare, explain, select, thresholds, what_if
from grappe.engines.selection.reference import every_payment
from grappe.engines.solving import Status


def richer(problem, lacks):
    """The problem with the money that is said to lack."""
    more = {(one.kind, one.label): one.amount for one in lacks}
    return replace(
        problem,
        funders=tuple(replace(one, budget=one.budget + more.get(("budget", one.id), 0)) for one in problem.funders),
        envelopes=tuple(
            replace(one, amount=one.amount + more.get(("envelope", one.id), 0)) for one in problem.envelopes
        ),
        ceilings=tuple(
            replace(one, amount=one.amount + more.get(("ceiling", one.undertaking), 0)) for one in problem.ceilings
        ),
    )


def unlisted(problem):
    return replace(problem, groups=(), most_projects=None)


@settings(max_examples=80)
@given(problems())
def test_what_is_said_of_a_refusal_is_true(problem):
    portfolio = select(problem)
    if portfolio.status is Status.INFEASIBLE:
        return
    for refusal in explain(problem, portfolio).refusals:
        if refusal.cause in {Cause.EXCLUDED, Cause.UNPAYABLE}:
            assert refusal.loss is None
            continue
        name = refusal.project
        forced = best_of(replace(problem, pinned=problem.pinned | {name}))
        assert (refusal.loss is None) == (forced is None)
        if forced is not None:
            assert refusal.loss == portfolio.value - forced[0]
            assert refusal.score_needed == score_of(problem, name) + refusal.loss
            assert not set(refusal.entering) & set(portfolio.funded)
            assert set(refusal.displaced) <= set(portfolio.funded)
        everyone = tuple(one.id for one in problem.projects if one.id in {*portfolio.funded, name})
        with_all = unlisted(problem)
        payable = next(every_payment(with_all, everyone), None) is not None
        assert payable == (refusal.lacks == () and refusal.fits_at == 1) or refusal.fits_at is None
        if refusal.lacks:
            assert next(every_payment(richer(with_all, refusal.lacks), everyone), None) is not None
        if refusal.cheapest:
            richly = best_of(replace(richer(problem, refusal.cheapest), pinned=problem.pinned | {name}))
            assert refusal.cause is Cause.GROUP or richly is None or richly[0] >= portfolio.value


def score_of(problem, name):
    return problem.projects[problem.project_at[name]].score


@settings(max_examples=60)
@given(problems())
def test_a_decision_turns_at_its_threshold(problem):
    portfolio = select(problem)
    if portfolio.status is Status.INFEASIBLE:
        return
    for one in thresholds(problem, portfolio).thresholds:
        assert one.is_in == (one.project in portfolio.funded)
        if one.score is None:
            continue
        above = rescored(problem, one.project, one.score + Decimal("0.5"))
        assert one.project in best_of(above)[3]
        if one.score >= Decimal("0.5"):
            below = rescored(problem, one.project, one.score - Decimal("0.5"))
            assert one.project not in best_of(below)[3]


def rescored(problem, name, score):
    return changed(problem, Question(scores={name: score}))


@settings(max_examples=60)
@given(problems())
def test_a_question_is_answered_as_if_it_were_new(problem):
    portfolio = select(problem)
    if portfolio.status is Status.INFEASIBLE:
        return
    name = problem.projects[-1].id
    for question in (Question(excluded=frozenset({name})), Question(scores={name: Decimal(9)})):
        answer = what_if(problem, portfolio, question)
        after = changed(problem, question)
        best = best_of(after)
        if best is None:
            assert answer.portfolio.status is Status.INFEASIBLE
            continue
        assert answer.portfolio.value == best[0]
        assert check(after, answer.portfolio) == ()


@settings(max_examples=60)
@given(problems())
def test_no_simpler_rule_does_better(problem):
    portfolio = select(problem)
    if portfolio.status is Status.INFEASIBLE:
        return
    for rival in compare(problem, portfolio).rivals:
        assert rival.value <= portfolio.value
        assert rival.loss >= 0
