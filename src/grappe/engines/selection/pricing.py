"""A bound on every portfolio by adding up: limits are sold at their prices, projects then stand alone."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import starmap

from grappe.engines.selection.problem import Funder, Parity, Partner, Problem, Project, Scope
from grappe.engines.selection.result import Price

CENT = 0.01
Index = dict[tuple[str, str, str | None, str | None], float]


def priced_bound(problem: Problem, prices: Sequence[Price]) -> float | None:
    """Add up the bound on the value that some prices give.

    Parameters
    ----------
    problem : what was asked.
    prices : of limits, none below 0; any others give a bound too, a weaker one.

    Returns
    -------
    float or None
        Limits sold at their price, plus what each project is worth beyond the price of its cheapest payment; None
        when a price is below 0 or of nothing known.
    """
    index: Index = {(one.kind, one.label, one.project, one.side): one.value for one in prices}
    sold = list(starmap(_Sold(problem), index.items()))
    if any(price < 0 for price in index.values()) or None in sold:
        return None
    bound = sum(amount for amount in sold if amount is not None)
    for project in problem.projects:
        if project.id not in problem.excluded:
            worth = _worth(problem, project, index)
            bound += worth if project.id in problem.pinned else max(0.0, worth)
    return bound


class _Sold:
    """What a limit brings in when all of it is sold; None for a limit that is not there."""

    def __init__(self, problem: Problem) -> None:
        self.known: dict[tuple[str, str], Decimal | int | float] = {}
        self.known |= {("budget", one.id): one.budget for one in problem.funders}
        self.known |= {("envelope", one.id): one.amount for one in problem.envelopes}
        self.known |= {("ceiling", one.undertaking): one.amount for one in problem.ceilings}
        self.known |= {("project_share", one.id): 0 for one in problem.funders}
        self.known |= {("parity", one.id): CENT for one in problem.parities}
        self.known |= {("group", one.id): one.most for one in problem.groups}
        if problem.most_projects is not None:
            self.known["number", ""] = problem.most_projects

    def __call__(self, key: tuple[str, str, str | None, str | None], price: float) -> float | None:
        amount = self.known.get(key[:2])
        return None if amount is None else price * float(amount)


def _worth(problem: Problem, project: Project, index: Index) -> float:
    """Best score less prices of one project if it is taken, its partners paid as cheaply as can be."""
    total = float(project.payable)
    fixed = index.get(("number", "", None, None), 0.0)
    fixed += sum(index.get(("group", one.id, None, None), 0.0) for one in problem.groups if project.id in one.projects)
    if not total:
        return float(project.score) - fixed
    worth = -fixed
    for partner in project.partners:
        costs = [
            _cost(problem, project, partner, funder, index)
            for funder in problem.funders
            if funder.pays(project, partner)
        ]
        need = float(partner.payable)
        if need and not costs:
            return 0.0
        margin = float(project.score) / total - min(costs, default=0.0)
        worth += margin * (need if margin > 0 else need * float(problem.least_scale))
    return worth


def _cost(problem: Problem, project: Project, partner: Partner, funder: Funder, index: Index) -> float:
    """Price of one euro that this funder pays to this partner."""
    cost = index.get(("budget", funder.id, None, None), 0.0)
    for envelope in problem.envelopes:
        if envelope.covers(funder.id, project, partner):
            cost += index.get(("envelope", envelope.id, None, None), 0.0)
    if partner.undertaking is not None:
        cost += index.get(("ceiling", partner.undertaking, None, None), 0.0)
    cost += index.get(("project_share", funder.id, project.id, None), 0.0)
    for other in problem.funders:
        cost -= index.get(("project_share", other.id, project.id, None), 0.0) * float(other.share_of_project)
    return cost + sum(_parity_cost(one, project, funder, index) for one in problem.parities)


def _parity_cost(parity: Parity, project: Project, funder: Funder, index: Index) -> float:
    tolerance = float(parity.tolerance)
    where = project.id if parity.scope is Scope.PROJECT else None
    left = index.get(("parity", parity.id, where, "left"), 0.0)
    right = index.get(("parity", parity.id, where, "right"), 0.0)
    if funder.id in parity.left:
        return left * (1 - tolerance) - right * (1 + tolerance)
    if funder.id in parity.right:
        return right * (1 - tolerance) - left * (1 + tolerance)
    return 0.0
