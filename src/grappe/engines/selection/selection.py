"""The question answered: the best portfolio, its payments, its proof and its reserve list."""

from collections.abc import Iterable
from decimal import Decimal
from math import inf

from grappe.engines.selection.errors import OutOfTimeError
from grappe.engines.selection.instance import instance_of
from grappe.engines.selection.integral import payable_alone
from grappe.engines.selection.patterns import priced_patterns
from grappe.engines.selection.pricing import priced_bound
from grappe.engines.selection.problem import ZERO, Problem
from grappe.engines.selection.program import program_of
from grappe.engines.selection.relaxation import Relaxation, relax
from grappe.engines.selection.result import Certificate, Grant, Portfolio
from grappe.engines.selection.search import Search
from grappe.engines.selection.ties import settle_ties
from grappe.engines.selection.validation import validate
from grappe.engines.solving.gap import relative_gap
from grappe.engines.solving.progress import Report, silent
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Never, Stop

NEVER = Never()


def select(
    problem: Problem,
    *,
    stop: Stop = NEVER,
    start: Iterable[str] = (),
    paid: Iterable[Grant] = (),
    known: float = inf,
    settles_ties: bool = True,
    enough: float = 0.0,
    report: Report = silent,
) -> Portfolio:
    """Choose the best portfolio and who pays what.

    Parameters
    ----------
    problem : projects, funders and limits; validated first.
    stop : when to end; what was reached by then is told, with its bound.
    start, paid : projects of a portfolio chosen before, to begin with, and their payments.
    known : a bound proven before, that still holds.
    settles_ties : whether to look for the portfolio that the order prefers among those worth as much.
    enough : relative gap to be content with; 0 asks for the proof.
    report : told of every better portfolio.

    Returns
    -------
    Portfolio
        With status `infeasible`, and empty, when what is pinned cannot be paid.
    """
    validate(problem)
    instance = instance_of(problem)
    program = program_of(instance)
    payable = payable_alone(program, stop)
    relaxation = relax(instance, payable)
    if relaxation is None:
        return _impossible(problem)
    patterns = priced_patterns(program, relaxation, payable, stop)
    search = Search(program, relaxation, patterns, payable, report=report, enough=enough)
    search.bound = min(search.bound, search.rounded(known))
    search.start(start, paid, stop)
    search.run(stop)
    if search.is_impossible:
        return _impossible(problem)
    if search.best is None:
        raise OutOfTimeError("No portfolio that holds what is pinned was found in time: give more, or unpin.")
    is_settled = settles_ties and settle_ties(search, stop)
    return _told(search, relaxation, is_tie_settled=is_settled)


def _told(search: Search, relaxation: Relaxation, *, is_tie_settled: bool) -> Portfolio:
    problem, best = search.problem, search.best
    if best is None:
        raise OutOfTimeError("No portfolio was found.")
    funded = tuple(problem.projects[place].id for place in sorted(best.taken))
    bound = max(search.bound, float(best.value))
    if search.is_proven and search.instance.step:
        bound = float(best.value)
    return Portfolio(
        status=Status.OPTIMAL if search.is_proven else Status.FEASIBLE,
        funded=funded,
        grants=best.grants,
        value=best.value,
        bound=bound,
        gap=relative_gap(float(best.value), bound),
        money=sum((one.amount for one in best.grants), ZERO),
        certificate=relaxation.certificate,
        is_tie_settled=is_tie_settled,
        reserve=reserve_of(problem, funded),
    )


def reserve_of(problem: Problem, funded: tuple[str, ...]) -> tuple[str, ...]:
    """Return the refused projects in the order in which they would come in: score, then the smaller, then the order."""
    taken = set(funded)
    full = [one.projects for one in problem.groups if len(one.projects & taken) >= one.most]
    waiting = [
        one
        for one in problem.projects
        if one.id not in taken | problem.excluded and not any(one.id in group for group in full)
    ]
    ranked = sorted(waiting, key=lambda one: (-one.score, one.payable))
    return tuple(one.id for one in ranked if is_payable(problem, one.id))[: problem.reserve]


def is_payable(problem: Problem, name: str) -> bool:
    """Whether every partner of a project has a funder whose rules let it pay.

    Parameters
    ----------
    problem, name : the rules, and the project.

    Returns
    -------
    bool
        False makes it impossible whatever the money.
    """
    project = problem.projects[problem.project_at[name]]
    return all(
        any(funder.pays(project, partner) for funder in problem.funders) or not partner.payable
        for partner in project.partners
    )


def _impossible(problem: Problem) -> Portfolio:
    priced = priced_bound(problem, ()) or 0.0
    return Portfolio(
        status=Status.INFEASIBLE,
        funded=(),
        grants=(),
        value=Decimal(0),
        bound=0.0,
        gap=0.0,
        money=ZERO,
        certificate=Certificate((), priced),
        is_tie_settled=True,
    )
