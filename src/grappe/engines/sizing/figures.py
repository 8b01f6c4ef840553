"""Add up the accounts of a year: linked enterprises in full, partners by share (Article 6)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from grappe.engines.sizing.links import Groups
from grappe.engines.sizing.problem import Accounts, Problem
from grappe.engines.sizing.result import Contribution, Missing, Partner

FIGURES = ("awu", "turnover", "balance")
WHOLE = Decimal(100)


def contributions(problem: Problem, groups: Groups, partners: Iterable[Partner], year: int) -> tuple[Contribution, ...]:
    """Return what each enterprise adds in `year`; those consolidated elsewhere add nothing more."""
    own = groups.of[problem.subject]
    covered = consolidated(problem, own, year)
    found = list(_of_group(problem, own - covered, WHOLE, year))
    for partner in partners:
        members = frozenset(partner.members)
        left = members - covered - consolidated(problem, members, year)
        found.extend(_of_group(problem, left, partner.share, year))
    return tuple(found)


def consolidated(problem: Problem, members: frozenset[str], year: int) -> frozenset[str]:
    """Return what the accounts of `members` already consolidate in that year."""
    names: set[str] = set()
    for member in members:
        accounts = problem.by_id[member].accounts_of(year)
        names.update(accounts.covers if accounts else ())
    return frozenset(names)


def _of_group(problem: Problem, members: frozenset[str], share: Decimal, year: int) -> Iterator[Contribution]:
    for name in sorted(members):
        enterprise = problem.by_id[name]
        accounts = enterprise.accounts_of(year)
        if accounts is None and enterprise.first_year is not None and year < enterprise.first_year:
            continue
        accounts = accounts or Accounts(year)
        yield Contribution(name, year, share, accounts.awu, accounts.turnover, accounts.balance)


def total(parts: Iterable[Contribution], figure: str) -> tuple[Decimal, bool]:
    """Return the sum of a figure over contributions by share, and whether it is complete."""
    amount, complete = Decimal(), True
    for part in parts:
        value: Decimal | None = getattr(part, figure)
        complete = complete and value is not None
        amount += part.share * (value or 0) / WHOLE
    return amount, complete


def missing_figures(parts: Iterable[Contribution]) -> Iterator[Missing]:
    """Name the figures that contributions lack; a whole year's absence is named once."""
    for part in parts:
        absent = [figure for figure in FIGURES if getattr(part, figure) is None]
        for item in ["accounts"] if len(absent) == len(FIGURES) else absent:
            yield Missing(part.enterprise, part.year, item)
