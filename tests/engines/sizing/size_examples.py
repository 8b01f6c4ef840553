"""Small graphs of enterprises, written as a reader would draw them."""

from datetime import date
from decimal import Decimal
from typing import Any

from grappe.engines.sizing import Accounts, Assessment, Enterprise, Holding, Problem, Size, assess

ON = date(2025, 6, 1)
MILLION = 1_000_000


def years(awu: Any, turnover: Any, balance: Any, first: int = 2022, last: int = 2024) -> tuple[Accounts, ...]:
    """The same figures (work units, millions of euros) every year."""
    return tuple(Accounts(year, number(awu), euros(turnover), euros(balance)) for year in range(first, last + 1))


def number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def euros(millions: Any) -> Decimal | None:
    return None if millions is None else Decimal(str(millions)) * MILLION


def firm(name: str, awu: Any = 0, turnover: Any = 0, balance: Any = 0, **more: Any) -> Enterprise:
    return Enterprise(name, accounts=years(awu, turnover, balance), **more)


def holds(owner: str, owned: str, capital: Any, votes: Any = None, **more: Any) -> Holding:
    return Holding(owner, owned, Decimal(str(capital)), number(votes), **more)


def graph(enterprises: list[Enterprise], holdings: list[Holding] | None = None) -> Problem:
    """The first enterprise is the one to be sized."""
    return Problem(enterprises[0].id, tuple(enterprises), tuple(holdings or []))


def sized(problem: Problem, on: date = ON) -> Assessment:
    return assess(problem, on=on)


def eu(problem: Problem, on: date = ON) -> Size:
    return sized(problem, on).under("eu_sme")


def fr(problem: Problem, on: date = ON) -> Size:
    return sized(problem, on).under("fr_2008_1354")


def headcount(size: Size) -> Decimal:
    return size.years[-1].awu


def codes(size: Size) -> list[str]:
    return [step.code for step in size.steps]
