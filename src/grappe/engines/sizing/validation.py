"""Refuse problems that cannot describe real enterprises, before anything is computed."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from grappe.engines.sizing.errors import (
    ConsolidationError,
    DuplicateEnterpriseError,
    DuplicateHoldingError,
    DuplicateYearError,
    NegativeFigureError,
    NotOwnableError,
    OwnedBeyondWholeError,
    OwnershipCycleError,
    ShareOutOfRangeError,
    SizingError,
    UnknownEnterpriseError,
    UnreadableFigureError,
)
from grappe.engines.sizing.problem import Enterprise, Problem

T = TypeVar("T")
WHOLE = Decimal(100)
MAJORITY = Decimal(50)
MAX_DIGITS = 20


def validate(problem: Problem) -> None:
    """Raise the `SizingError` that names the first fault found; say nothing otherwise."""
    _check_names(problem)
    _check_figures(problem)
    _check_shares(problem)
    _check_control(problem)
    _check_consolidation(problem)


def _check_names(problem: Problem) -> None:
    for name in _repeated(enterprise.id for enterprise in problem.enterprises):
        raise DuplicateEnterpriseError(f"{name} is described twice: keep one description.")
    for holding in problem.holdings:
        _require(problem, holding.owner, f"owner of {holding.owned}")
        _require(problem, holding.owned, f"held by {holding.owner}")
        if not problem.by_id[holding.owned].is_linkable:
            raise NotOwnableError(f"{holding.owned} cannot be owned: it is no enterprise. Check its kind.")
    _require(problem, problem.subject, "the enterprise to be assessed")
    for owner, owned in _repeated((holding.owner, holding.owned) for holding in problem.holdings):
        raise DuplicateHoldingError(f"{owner} holds {owned} twice: add the two holdings up.")


def _require(problem: Problem, name: str, role: str) -> None:
    if name not in problem.by_id:
        raise UnknownEnterpriseError(f"{name} ({role}) is not described: add it to the enterprises.")


def _check_figures(problem: Problem) -> None:
    for enterprise in problem.enterprises:
        for year in _repeated(accounts.year for accounts in enterprise.accounts):
            raise DuplicateYearError(f"{enterprise.id} has two sets of accounts for {year}: keep one.")
        for label, figure in _figures(enterprise):
            _check_figure(f"{label} of {enterprise.id}", figure)
    for holding in problem.holdings:
        _check_figure(f"Investment of {holding.owner} in {holding.owned}", holding.invested)


def _figures(enterprise: Enterprise) -> Iterable[tuple[str, Decimal | None]]:
    yield "Budget", enterprise.budget
    yield "Inhabitants", None if enterprise.inhabitants is None else Decimal(enterprise.inhabitants)
    for accounts in enterprise.accounts:
        yield f"Headcount {accounts.year}", accounts.awu
        yield f"Turnover {accounts.year}", accounts.turnover
        yield f"Balance sheet {accounts.year}", accounts.balance


def _check_figure(label: str, figure: Decimal | None) -> None:
    if figure is None:
        return
    shape = figure.as_tuple()
    exponent = shape.exponent
    if not isinstance(exponent, int) or max(len(shape.digits) + max(exponent, 0), -exponent) > MAX_DIGITS:
        raise UnreadableFigureError(f"{label} is {figure}: give a number of at most {MAX_DIGITS} digits.")
    if figure < 0:
        raise NegativeFigureError(f"{label} is {figure}: it cannot be below zero.")


def _check_shares(problem: Problem) -> None:
    for holding in problem.holdings:
        for share in (holding.capital, holding.voting):
            if not share.is_finite() or not 0 <= share <= WHOLE:
                raise ShareOutOfRangeError(f"{holding.owner} holds {share} % of {holding.owned}: give 0 to 100.")
            _check_figure(f"Share of {holding.owner} in {holding.owned}", share)
    for owned, holdings in problem.holdings_in.items():
        for total in (sum(h.capital for h in holdings), sum(h.voting for h in holdings)):
            if total > WHOLE:
                raise OwnedBeyondWholeError(f"{owned} is held at {total} %: check its register of owners.")


def _check_control(problem: Problem) -> None:
    """Minority cross-holdings are lawful and foreseen (Article 6(2)); a ring of control is not."""
    rings: dict[str, set[str]] = {}
    for holding in problem.holdings:
        if holding.owner == holding.owned:
            raise OwnershipCycleError(f"{holding.owner} owns itself: leave its own shares out.")
        if holding.control or holding.voting > MAJORITY:
            rings.setdefault(holding.owned, set()).add(holding.owner)
    _refuse_rings(rings, OwnershipCycleError, "control one another in a ring: check who owns whom")


def _check_consolidation(problem: Problem) -> None:
    for year in sorted({accounts.year for e in problem.enterprises for accounts in e.accounts}):
        covered: dict[str, set[str]] = {}
        for enterprise in problem.enterprises:
            accounts = enterprise.accounts_of(year)
            for name in accounts.covers if accounts else ():
                _require(problem, name, f"consolidated by {enterprise.id}")
                covered.setdefault(name, set()).add(enterprise.id)
        _refuse_rings(covered, ConsolidationError, f"consolidate one another in {year}: keep the parent's")
        for name, parents in covered.items():
            top = [parent for parent in parents if not covered.get(parent)]
            if len(top) > 1:
                raise ConsolidationError(f"{name} is consolidated twice in {year}: by {', '.join(sorted(top))}.")


def _refuse_rings(graph: dict[str, set[str]], error: type[SizingError], reason: str) -> None:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        names: list[str] = found.args[1]
        raise error(f"{', '.join(names)} {reason}.") from found


def _repeated(values: Iterable[T]) -> list[T]:
    return [value for value, count in Counter(values).items() if count > 1]
