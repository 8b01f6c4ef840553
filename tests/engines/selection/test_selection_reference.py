import pytest
from hypothesis import event, given, settings
from tests.engines.selection.selection_strategies import problems

from grappe.engines.selection import check, select
from grappe.engines.selection.checker import value_of
from grappe.engines.selection.reference import every_choice, every_payment
from grappe.engines.solving import Status


def best_of(problem):
    """Worth most, then cheapest, then the first named."""
    found = []
    for funded in every_choice(problem):
        grants = next(every_payment(problem, funded), None)
        if grants is not None:
            money = sum(one.amount for one in grants)
            order = [one.id in funded for one in problem.projects]
            found.append((value_of(problem, funded, grants), -money, order, funded))
    return max(found, default=None)


@settings(max_examples=300)
@given(problems())
def test_it_agrees_with_trying_everything(problem):
    best, portfolio = best_of(problem), select(problem)
    event("possible" if best else "impossible")
    assert check(problem, portfolio) == ()
    if best is None:
        assert portfolio.status is Status.INFEASIBLE
        return
    assert portfolio.status is Status.OPTIMAL
    assert portfolio.value == best[0]
    if portfolio.is_tie_settled:
        assert portfolio.funded == best[3]
    assert portfolio.is_tie_settled


@settings(max_examples=100)
@given(problems(scaled=True))
def test_it_agrees_with_trying_everything_where_projects_are_scaled(problem):
    best, portfolio = None, select(problem)
    for funded in every_choice(problem):
        for grants in every_payment(problem, funded):
            value = value_of(problem, funded, grants)
            best = value if best is None else max(best, value)
    assert check(problem, portfolio) == ()
    if best is None:
        assert portfolio.status is Status.INFEASIBLE
        return
    assert portfolio.status is Status.OPTIMAL
    assert float(portfolio.value) == pytest.approx(float(best), rel=1e-6, abs=1e-6)
