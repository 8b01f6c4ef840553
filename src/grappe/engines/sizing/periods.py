"""Which closed accounting years of the subject count on a given day."""

from dataclasses import dataclass
from datetime import date

from grappe.engines.sizing.problem import Problem
from grappe.engines.sizing.result import Missing
from grappe.engines.sizing.rules import Definition


@dataclass(frozen=True)
class Periods:
    """The years looked at, oldest first: none when no usable year is closed.

    `start_known` says that the first of them gives the status then held.
    """

    years: tuple[int, ...]
    last: int | None
    start_known: bool
    missing: tuple[Missing, ...]


def accounting_periods(problem: Problem, definition: Definition, on: date) -> Periods:
    """Return the unbroken run of years that ends with the last one closed on that day.

    One year is enough when the definition knows no two-year rule, or when the enterprise is new.
    """
    subject = problem.by_id[problem.subject]
    closed = {accounts.year for accounts in subject.accounts if accounts.is_closed(on)}
    last = max(closed, default=None)
    if last is None or on.year - last > definition.stale_after_years:
        return Periods((), last, start_known=False, missing=(Missing(subject.id, on.year - 1, "accounts"),))
    if definition.consecutive_years == 1:
        return Periods((last,), last, start_known=True, missing=())
    first = last
    while first - 1 in closed:
        first -= 1
    years = tuple(range(first, last + 1))
    is_new = subject.first_year is not None and subject.first_year >= first
    if is_new or len(years) >= definition.history_years:
        return Periods(years, last, start_known=True, missing=())
    return Periods(years, last, start_known=False, missing=(Missing(subject.id, first - 1, "accounts"),))
