"""Say what is wrong with an assessment, from the law alone: it knows nothing of how it was computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Inexact, localcontext

from grappe.engines.sizing.exchange import packaged_rules
from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.result import Assessment, Contribution, Size, YearFigures
from grappe.engines.sizing.rules import Definition, RuleBook


@dataclass(frozen=True)
class Fault:
    """A point on which an assessment breaks a definition."""

    definition: str
    code: str
    about: str


def check(problem: Problem, assessment: Assessment, rules: RuleBook | None = None) -> tuple[Fault, ...]:
    """Return the faults of an assessment of `problem`; none when it is valid.

    It verifies that the group is closed, that every partner is due and none forgotten, that the sums are
    those of the accounts, that categories follow from the ceilings and the two-year rule. It does not verify
    that the group is no larger than it must be: the reference does.

    Parameters
    ----------
    problem : the enterprise and those around it, as given to `assess`.
    assessment : the answer to be checked, whoever computed it.
    rules : the book of rules; those packaged with the engine by default.

    Returns
    -------
    tuple of Fault
        Each with its definition, a code and what it is about.
    """
    book = packaged_rules() if rules is None else rules
    by_name = {definition.name: definition for definition in book.in_force(assessment.on)}
    found = []
    with localcontext(Context(prec=120, traps=[Inexact])):
        for size in assessment.sizes:
            law = by_name.pop(size.definition, None)
            if law is None:
                found.append(Fault(size.definition, "definition.not_in_force", str(assessment.on)))
            else:
                found += [Fault(law.name, *fault) for fault in _faults(problem, size, law)]
    found += [Fault(name, "definition.forgotten", str(assessment.on)) for name in by_name]
    return tuple(found)


def _faults(problem: Problem, size: Size, law: Definition) -> Iterator[tuple[str, str]]:
    yield from _group(problem, size, law)
    yield from _partners(problem, size, law)
    for year in size.years:
        yield from _sums(problem, size, year)
        yield from _ceilings(year, law)
    yield from _verdict(size, law)


def _group(problem: Problem, size: Size, law: Definition) -> Iterator[tuple[str, str]]:
    group = set(size.linked)
    if problem.subject not in group:
        yield "group.without_subject", problem.subject
    for owned, holdings in problem.holdings_in.items():
        inside = [h for h in holdings if h.owner in group]
        holds = any(h.control for h in inside) or sum(h.voting for h in inside) > law.linked_above
        if holds and owned not in group:
            yield "group.open_downstream", owned
        for h in holdings if owned in group else ():
            parent = h.owner not in group and problem.by_id[h.owner].is_linkable
            if parent and (h.control or h.voting > law.linked_above):
                yield "group.open_upstream", h.owner


def _partners(problem: Problem, size: Size, law: Definition) -> Iterator[tuple[str, str]]:
    group = set(size.linked)
    counted = {name for partner in size.partners for name in partner.members}
    yield from (("partner.linked", name) for name in sorted(group & counted))
    for partner in size.partners:
        if law.partner_from is None or not law.partner_from <= partner.share <= 100:  # noqa: PLR2004
            yield "partner.share", ", ".join(partner.members)
    for h in problem.holdings:
        outside = h.owned if h.owner in group else h.owner
        crosses = (h.owner in group) is not (h.owned in group)
        owner = problem.by_id[h.owner]
        may_be_exempt = h.owned in group and owner.investor is not None
        due = law.partner_from is not None and max(h.capital, h.voting) >= law.partner_from
        is_counted = outside in counted or not problem.by_id[outside].is_linkable
        if crosses and due and not may_be_exempt and not is_counted:
            yield "partner.forgotten", outside


def _sums(problem: Problem, size: Size, year: YearFigures) -> Iterator[tuple[str, str]]:
    shares = {name: partner.share for partner in size.partners for name in partner.members}
    names = [part.enterprise for part in year.contributions]
    if len(set(names)) != len(names):
        yield "sum.twice", str(year.year)
    for part in year.contributions:
        # A member of the group counts in full; anyone else for the share it is a partner.
        due = 100 if part.enterprise in size.linked else shares.get(part.enterprise)
        if part.share != due or _own_figures(problem, part) != (part.awu, part.turnover, part.balance):
            yield "sum.contribution", f"{part.enterprise} {year.year}"
    for figure in ("awu", "turnover", "balance"):
        values = [(part.share, getattr(part, figure)) for part in year.contributions]
        if sum(share * (value or 0) for share, value in values) != 100 * getattr(year, figure):
            yield "sum.total", f"{figure} {year.year}"
        if any(value is None for _, value in values) is not (figure in year.incomplete):
            yield "sum.incomplete", f"{figure} {year.year}"


def _own_figures(problem: Problem, part: Contribution) -> tuple[object, object, object]:
    accounts = problem.by_id[part.enterprise].accounts_of(part.year)
    return (accounts.awu, accounts.turnover, accounts.balance) if accounts else (None, None, None)


def _ceilings(year: YearFigures, law: Definition) -> Iterator[tuple[str, str]]:
    met = [
        c.category
        for c in law.ceilings
        if year.awu < c.awu_below and (year.turnover <= c.turnover_max or year.balance <= c.balance_max)
    ]
    least = met[0] if met else law.above
    if year.possible[0] != least or (not year.incomplete and len(year.possible) > 1):
        yield "year.category", str(year.year)


def _verdict(size: Size, law: Definition) -> Iterator[tuple[str, str]]:
    if size.category is None and (len(size.possible) < 2 or not size.missing):  # noqa: PLR2004
        yield "category.untold_without_reason", str(size.possible)
    if size.category is not None and size.possible != (size.category,):
        yield "category.not_possible", size.category
    is_public = law.public_body_from is not None and size.public_share >= law.public_body_from
    if is_public and law.above not in size.possible:
        yield "category.public", str(size.possible)
    last = [year.possible for year in size.years[-law.consecutive_years :]]
    settled = len(last) == law.consecutive_years and len(set(last)) == 1 and len(last[0]) == 1
    if settled and not is_public and not set(last[0]) <= set(size.possible):
        yield "category.two_years", str(size.possible)
