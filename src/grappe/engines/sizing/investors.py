"""Minority holdings of investors that the law leaves out, and when it does not (Article 3(2))."""

from decimal import Decimal

from grappe.engines.sizing.links import Groups
from grappe.engines.sizing.problem import Enterprise, Holding, Investor, Problem
from grappe.engines.sizing.rules import Definition, ExemptInvestor


def exemption(problem: Problem, groups: Groups, holding: Holding, definition: Definition) -> bool | None:
    """Whether a holding is left out; None when a limit of the investor cannot be checked.

    It never is when owner and owned are linked, alone or with others: the exemption is then lost.
    """
    owner = problem.by_id[holding.owner]
    rule = next((rule for rule in definition.exempt_investors if rule.kind is owner.investor), None)
    if rule is None or groups.are_linked(holding.owner, holding.owned):
        return False
    answers = (_within_investment(problem, holding.owned, rule), _within_authority(owner, rule))
    if False in answers:
        return False
    return None if None in answers else True


def _within_investment(problem: Problem, owned: str, rule: ExemptInvestor) -> bool | None:
    if rule.invested_below is None:
        return True
    total, known = Decimal(), True
    for holding in problem.holdings_in[owned]:
        if problem.by_id[holding.owner].investor is Investor.BUSINESS_ANGEL:
            total += holding.invested or 0
            known = known and holding.invested is not None
    if total >= rule.invested_below:
        return False
    return True if known else None


def _within_authority(owner: Enterprise, rule: ExemptInvestor) -> bool | None:
    answers = []
    for limit, figure in ((rule.budget_below, owner.budget), (rule.inhabitants_below, owner.inhabitants)):
        if limit is not None:
            answers.append(None if figure is None else figure < limit)
    if False in answers:
        return False
    return None if None in answers else True
