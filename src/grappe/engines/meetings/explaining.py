"""Explain a plan: what is left out and why, what would help, and what fairness costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grappe.engines.meetings.assignments import load_assignments
from grappe.engines.meetings.board import Board
from grappe.engines.meetings.errors import UnknownRequestError
from grappe.engines.meetings.explanation import Explanation, Unplaced
from grappe.engines.meetings.gains import gain_of, larger_problems
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.plan import Assignment
from grappe.engines.meetings.prices import price_of
from grappe.engines.meetings.problem import Problem
from grappe.engines.meetings.reasons import reasons_for
from grappe.engines.meetings.remedies import remedy_for
from grappe.engines.meetings.validation import validate
from grappe.engines.solving.progress import Progress, Report, silent
from grappe.engines.solving.stop import Stop, part_of

REASONING = 0.5  # of the time; the rest goes to what more would give and to fairness


@dataclass(frozen=True)
class ExplainParams:
    """What to explain.

    Parameters
    ----------
    meetings : numbers (from 1) of requests left out; None: all.
    gains : whether to compute what one more table, slot or half-day would give.
    fairness : values of the fairness to compare (None: no rule).
    """

    meetings: tuple[int, ...] | None = None
    gains: bool = True
    fairness: tuple[int | None, ...] = ()


DEFAULT = ExplainParams()


def explain(  # noqa: PLR0917 -- as `plan_meetings`, with its plan
    problem: Problem,
    assignments: Sequence[Assignment],
    stop: Stop,
    seed: int,
    params: ExplainParams = DEFAULT,
    report: Report = silent,
) -> Explanation:
    """Return why requests are left out, the cheapest change for each, and what more or fairer would give.

    Parameters
    ----------
    problem : refused by a named `MeetingsError` when it contradicts itself.
    assignments : the plan; what of it breaks a rule counts as left out.
    stop : ends the work; what is known by then is returned, with `complete` false.
    seed : of all chance.
    params : what to explain.
    report : told after every part.
    """
    validate(problem)
    for number in params.meetings or ():
        if not 1 <= number <= len(problem.requests):
            raise UnknownRequestError(f"There is no meeting {number} to explain; there are {len(problem.requests)}.")
    board = Board(compile_grid(problem))
    load_assignments(board, assignments)
    whole_stop = stop
    unplaced, complete = _unplaced(board, part_of(stop, REASONING), params)
    report(Progress("reasons", len(unplaced), len(board.missing())))
    gains = []
    wanted = larger_problems(problem) if params.gains else ()
    parts = len(wanted) + len(params.fairness)
    for number, (text, larger) in enumerate(wanted):
        if stop():
            complete = False
            break
        gains.append(gain_of(text, larger, board, part_of(whole_stop, 1 / (parts - number)), seed))
        report(Progress("gains", number + 1, parts))
    prices = []
    for number, fairness in enumerate(params.fairness):
        if stop():
            complete = False
            break
        share = part_of(whole_stop, 1 / (len(params.fairness) - number))
        prices.append(price_of(replace(problem, fairness=fairness), board, share, seed))
        report(Progress("fairness", len(wanted) + number + 1, parts))
    return Explanation(unplaced, tuple(gains), tuple(prices), complete=complete)


def _unplaced(board: Board, stop: Stop, params: ExplainParams) -> tuple[tuple[Unplaced, ...], bool]:
    missing = board.missing()
    if params.meetings is not None:
        missing = [meeting for meeting in missing if meeting + 1 in params.meetings]
    found: list[Unplaced] = []
    for meeting in missing:
        if stop():
            return tuple(found), False
        found.append(Unplaced(meeting + 1, reasons_for(board, meeting), remedy_for(board, meeting)))
    return tuple(found), True
