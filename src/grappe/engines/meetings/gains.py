"""What one more table, slot or half-day would give: a plan found with it, and a bound of any."""

from collections import Counter
from dataclasses import replace
from random import Random

from grappe.engines.meetings.assignments import assignments_of, load_assignments
from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.construction import DEPTH
from grappe.engines.meetings.explanation import Gain
from grappe.engines.meetings.finding import Finding, finding
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.insertion import insert, insert_by_ejection, insert_plainly
from grappe.engines.meetings.problem import Problem, Slot
from grappe.engines.meetings.weight_bound import WeightBound, weight_bound
from grappe.engines.solving.seed import generator
from grappe.engines.solving.stop import Stop

HALF = 0.5  # of a meeting: what the bound holds of more than that is likely to have a place
MOST_EJECTIONS = 200  # a chain of ejections costs milliseconds and seldom brings anything in a plan that is full


def larger_problems(problem: Problem) -> tuple[tuple[Finding, Problem], ...]:
    """Return the problem with one more table of the commonest sort, one more slot, and one more half-day."""
    if not problem.slots:
        return ()
    found = []
    if problem.tables:
        ((table, _),) = Counter(replace(table, id="") for table in problem.tables).most_common(1)
        found.append((finding("gain.table"), replace(problem, tables=(*problem.tables, table))))
    found.append((finding("gain.slot"), _longer(problem, 1, problem.slots[-1].session)))
    last = problem.slots[-1]
    half = sum((slot.day, slot.session) == (last.day, last.session) for slot in problem.slots)
    if half == len(problem.slots):
        half = max(1, half // 2)
    found.append((finding("gain.half_day", count=half), _longer(problem, half, "more")))
    return tuple(found)


def _longer(problem: Problem, count: int, session: str) -> Problem:
    """Slots at the end of the last day, in which everybody and every table is there."""
    last = problem.slots[-1]
    before = [slot.start for slot in problem.slots if slot.day == last.day]
    step = before[-1] - before[-2] if len(before) > 1 and before[-1] is not None and before[-2] is not None else 0
    more = tuple(
        Slot(session, last.day, None if last.start is None else last.start + step * number)
        for number in range(1, count + 1)
    )
    return replace(problem, slots=problem.slots + more)


def gain_of(text: Finding, larger: Problem, board: Board, stop: Stop, seed: int) -> Gain:
    """Return what the larger problem gives beyond the plan on a board, which is left as it is.

    The plan is the one at hand with more in it, at the price of seconds; how much more a plan made anew might hold is
    told by the bound.
    """
    grid = compile_grid(larger)
    bound = weight_bound(grid)
    other = Board(grid)
    load_assignments(other, assignments_of(board))
    _add(other, bound, stop, generator(seed, text.code))
    placed = len(board.missing()) - len(other.missing())
    return Gain(text, max(0, other.weight - board.weight), max(0, bound.value - board.weight), max(0, placed))


def _add(board: Board, bound: WeightBound, stop: Stop, rng: Random) -> None:
    """Add requests to a plan: free places for all, and other means for those that the bound holds."""
    grid = board.grid
    waiting = [m for m in board.missing() if grid.starts[m] and grid.pools_of[m]]
    waiting.sort(key=lambda m: (bound.share[m] <= HALF, -grid.weight[m]))
    left = [m for m in waiting if stop() or not insert_plainly(board, m)]
    left = [m for m in left if bound.share[m] > HALF and (stop() or not insert(board, m, rng))]
    for meeting in left[:MOST_EJECTIONS]:
        if stop() or board.weight >= bound.value:
            return
        if board.slot[meeting] == NOWHERE:
            insert_by_ejection(board, meeting, rng, DEPTH)
