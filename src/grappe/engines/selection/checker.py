"""Say what is wrong with a portfolio, from its definition alone: it knows nothing of solvers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from grappe.engines.selection.pricing import priced_bound
from grappe.engines.selection.problem import ZERO, Parity, Partner, Problem, Project, Scope
from grappe.engines.selection.result import Grant, Portfolio
from grappe.engines.solving.status import Status

CENT = Decimal("0.01")
ROUNDING = 1e-6
VALUE_STEP = Decimal("1e-9")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Fault:
    """A point on which a portfolio breaks the problem or its own figures."""

    code: str
    about: str


class Payments:
    """What was paid, added up in every way a limit may ask for."""

    def __init__(self, problem: Problem, grants: Iterable[Grant]) -> None:
        self.problem = problem
        self.paid: defaultdict[Key, Decimal] = defaultdict(Decimal)
        self.given: dict[str, defaultdict[str, Decimal]] = {one.id: defaultdict(Decimal) for one in problem.projects}
        for one in grants:
            self.paid[one.funder, one.project, one.partner] += one.amount
            self.given.setdefault(one.project, defaultdict(Decimal))[one.funder] += one.amount
        self.partners: Mapping[tuple[str, str], tuple[Project, Partner]] = {
            (project.id, partner.id): (project, partner) for project in problem.projects for partner in project.partners
        }

    def by(self, funders: frozenset[str], project: str | None = None) -> Decimal:
        """Return what some funders pay to one project, or to all."""
        of = self.given.values() if project is None else [self.given[project]]
        return sum((amount for given in of for name, amount in given.items() if name in funders), ZERO)


def check(problem: Problem, portfolio: Portfolio) -> tuple[Fault, ...]:
    """Return the faults of a portfolio; none when it is valid and its figures and certificate add up.

    Parameters
    ----------
    problem : as given to `select`.
    portfolio : the answer to be checked, whoever computed it.

    Returns
    -------
    tuple of Fault
        Every limit broken, every figure that the grants or the prices contradict.
    """
    if portfolio.status is Status.INFEASIBLE:
        return tuple(_bound_faults(problem, portfolio))
    limits = broken_limits(problem, portfolio.funded, portfolio.grants)
    return (*limits, *_figure_faults(problem, portfolio), *_bound_faults(problem, portfolio))


def broken_limits(problem: Problem, funded: Iterable[str], grants: Iterable[Grant]) -> tuple[Fault, ...]:
    """Return the limits that a choice and its grants break, whoever made them.

    Parameters
    ----------
    problem : the limits.
    funded, grants : projects taken, and who pays what.

    Returns
    -------
    tuple of Fault
        None when all are kept, to the cent.
    """
    listed, given = list(funded), list(grants)
    taken = set(listed)
    payments = Payments(problem, given)
    faults = [*_choice_faults(problem, listed), *_grant_faults(problem, taken, given)]
    if any(one.code == "grant.unknown" for one in faults):
        return tuple(faults)
    for project in problem.projects:
        faults += _project_faults(payments, project, is_taken=project.id in taken)
    faults += _money_faults(payments)
    for parity in problem.parities:
        faults += _parity_faults(payments, parity)
    return tuple(faults)


def value_of(problem: Problem, funded: Iterable[str], grants: Iterable[Grant]) -> Decimal:
    """Add up the scores of what is funded, each times the share of its aid that is paid.

    Parameters
    ----------
    problem, funded, grants : what was asked, taken and paid.

    Returns
    -------
    Decimal
        Exact when all is paid in full, else to 1e-9.
    """
    paid: defaultdict[str, Decimal] = defaultdict(Decimal)
    for one in grants:
        paid[one.project] += one.amount
    total = Fraction(0)
    for name in set(funded):
        project = problem.projects[problem.project_at[name]]
        share = Fraction(paid[name]) / Fraction(project.payable) if project.payable else Fraction(1)
        total += Fraction(project.score) * share
    exact = Decimal(total.numerator) / Decimal(total.denominator)
    return exact if Fraction(exact) == total else exact.quantize(VALUE_STEP)


def _choice_faults(problem: Problem, listed: list[str]) -> Iterator[Fault]:
    taken = set(listed)
    if len(taken) != len(listed):
        yield Fault("project.twice", ", ".join(sorted({one for one in listed if listed.count(one) > 1})))
    for code, some in (
        ("project.unknown", taken - problem.project_at.keys()),
        ("project.excluded", taken & problem.excluded),
        ("project.pinned", problem.pinned - taken),
    ):
        yield from (Fault(code, name) for name in sorted(some))
    if problem.most_projects is not None and len(taken) > problem.most_projects:
        yield Fault("number", str(len(taken)))
    yield from (Fault("group", one.id) for one in problem.groups if len(one.projects & taken) > one.most)


def _grant_faults(problem: Problem, taken: set[str], grants: list[Grant]) -> Iterator[Fault]:
    funders = {one.id: one for one in problem.funders}
    partners = Payments(problem, ()).partners
    for one in grants:
        about = _said(one.funder, one.project, one.partner)
        if one.funder not in funders or (one.project, one.partner) not in partners:
            yield Fault("grant.unknown", about)
        elif one.project not in taken:
            yield Fault("grant.not_funded", about)
        elif not funders[one.funder].pays(*partners[one.project, one.partner]):
            yield Fault("grant.not_its_own", about)
        if not one.amount > 0 or one.amount % CENT:
            yield Fault("grant.amount", about)
    if len({(one.funder, one.project, one.partner) for one in grants}) != len(grants):
        yield Fault("grant.twice", "")


def _project_faults(payments: Payments, project: Project, *, is_taken: bool) -> Iterator[Fault]:
    paid = {
        (funder.id, partner.id): payments.paid.get((funder.id, project.id, partner.id), ZERO)
        for funder in payments.problem.funders
        for partner in project.partners
    }
    total = sum(paid.values(), ZERO)
    for partner in project.partners:
        got = sum((amount for (_, name), amount in paid.items() if name == partner.id), ZERO)
        if got > partner.payable:
            yield Fault("partner.ceiling", f"{partner.id} of {project.id}")
        if is_taken and got < partner.payable * payments.problem.least_scale:
            yield Fault("partner.need", f"{partner.id} of {project.id}")
    for funder in payments.problem.funders:
        given = sum((amount for (name, _), amount in paid.items() if name == funder.id), ZERO)
        if given > total * funder.share_of_project:
            yield Fault("funder.share_of_project", f"{funder.id} in {project.id}")
        if 0 < given < funder.minimum:
            yield Fault("funder.minimum", f"{funder.id} in {project.id}")
        for partner in project.partners:
            if paid[funder.id, partner.id] > partner.payable * funder.share_of_partner:
                yield Fault("funder.share_of_partner", _said(funder.id, project.id, partner.id))


def _money_faults(payments: Payments) -> Iterator[Fault]:
    problem = payments.problem
    for funder in problem.funders:
        if payments.by(frozenset({funder.id})) > funder.budget:
            yield Fault("funder.budget", funder.id)
    for envelope in problem.envelopes:
        drawn = (
            amount
            for (funder, project, partner), amount in payments.paid.items()
            if envelope.covers(funder, *payments.partners[project, partner])
        )
        if sum(drawn, ZERO) > envelope.amount:
            yield Fault("envelope", envelope.id)
    for ceiling in problem.ceilings:
        got = (
            amount
            for (_, project, partner), amount in payments.paid.items()
            if payments.partners[project, partner][1].undertaking == ceiling.undertaking
        )
        if sum(got, ZERO) > ceiling.amount:
            yield Fault("ceiling", ceiling.undertaking)


def _parity_faults(payments: Payments, parity: Parity) -> Iterator[Fault]:
    is_whole = parity.scope is Scope.PORTFOLIO
    for project in [None] if is_whole else [one.id for one in payments.problem.projects]:
        left = payments.by(parity.left, project)
        right = payments.by(parity.right, project)
        if abs(left - right) > parity.tolerance * (left + right) + CENT:
            yield Fault("parity", parity.id if project is None else f"{parity.id} in {project}")


def _figure_faults(problem: Problem, portfolio: Portfolio) -> Iterator[Fault]:
    if set(portfolio.funded) - problem.project_at.keys():
        return
    value = value_of(problem, portfolio.funded, portfolio.grants)
    if abs(value - portfolio.value) > VALUE_STEP:
        yield Fault("figure.value", str(value))
    money = sum((one.amount for one in portfolio.grants), ZERO)
    if money != portfolio.money:
        yield Fault("figure.money", str(money))
    refused = set(problem.project_at) - set(portfolio.funded) - problem.excluded
    if not set(portfolio.reserve) <= refused or len(portfolio.reserve) > problem.reserve:
        yield Fault("figure.reserve", ", ".join(portfolio.reserve))


def _bound_faults(problem: Problem, portfolio: Portfolio) -> Iterator[Fault]:
    near = ROUNDING * max(1.0, float(sum((one.score for one in problem.projects), ZERO)))
    priced = priced_bound(problem, portfolio.certificate.prices)
    if priced is None:
        yield Fault("certificate.prices", "")
        return
    if abs(priced - portfolio.certificate.priced_bound) > near:
        yield Fault("certificate.priced_bound", str(priced))
    if portfolio.bound > priced + near:
        yield Fault("certificate.bound", str(portfolio.bound))
    if portfolio.status is not Status.INFEASIBLE and float(portfolio.value) > portfolio.bound + near:
        yield Fault("certificate.exceeded", str(portfolio.value))


def _said(funder: str, project: str, partner: str) -> str:
    return f"{funder} to {partner} of {project}"
