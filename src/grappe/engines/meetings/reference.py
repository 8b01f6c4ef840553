"""The slow, plain reference: try everything."""

from collections.abc import Iterator
from itertools import product

from grappe.engines.meetings.checker import check_plan
from grappe.engines.meetings.errors import TooLargeForExhaustionError
from grappe.engines.meetings.measure import measure, rank
from grappe.engines.meetings.plan import Assignment
from grappe.engines.meetings.problem import Kind, Problem

LIMIT = 300_000


def best_plan(problem: Problem, *, limit: int = LIMIT) -> tuple[Assignment, ...] | None:
    """Return a best plan, or None when there is none: every choice of slot and table is looked at.

    Raises
    ------
    TooLargeForExhaustionError
        when there are more than `limit` choices.
    """
    choices = [list(_choices(problem, number)) for number in range(1, len(problem.requests) + 1)]
    size = 1
    for options in choices:
        size *= len(options)
    if size > limit:
        raise TooLargeForExhaustionError(f"There are {size} plans to look at: give a smaller problem.")
    best: tuple[tuple[int, ...], tuple[Assignment, ...]] | None = None
    for picked in product(*choices):
        assignments = tuple(one for one in picked if one is not None)
        key = rank(problem, measure(problem, assignments))
        if (best is None or key < best[0]) and not check_plan(problem, assignments):
            best = key, assignments
    return None if best is None else best[1]


def _choices(problem: Problem, number: int) -> Iterator[Assignment | None]:
    """Yield what can be done with one request, the choices that are wrong by themselves left out."""
    request = problem.requests[number - 1]
    if not request.compulsory:
        yield None
    tables = [None] if request.kind is Kind.REMOTE else list(range(1, len(problem.tables) + 1))
    for slot in range(1, len(problem.slots) + 1):
        for table in tables:
            alone = Assignment(number, slot, table)
            if all(fault.code in {"meeting.missing", "fairness"} for fault in check_plan(problem, (alone,))):
                yield alone
