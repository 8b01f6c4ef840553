"""The published form: every meeting is to be held, the breaks are to be fewest, and that is to be proven."""

from collections.abc import Sequence
from dataclasses import dataclass

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.break_bounds import break_bounds
from grappe.engines.meetings.construction import construct, retry
from grappe.engines.meetings.encoding import Encoding
from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.polish import anneal
from grappe.engines.meetings.portfolio import Question
from grappe.engines.meetings.repair import Repair
from grappe.engines.solving.progress import Progress, Report
from grappe.engines.solving.seed import generator
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop

ROUNDS_PER_SQUARE = 2  # of annealing, times the square of the slots: longer days have longer plateaus
STEPS = 6  # neighbourhoods between two slices of proof
TRIES = 4
OPENING = 8  # slices of proof before anything else


@dataclass
class Search:
    """What is known so far: the slots of the best plan and a number of breaks no plan is below."""

    status: Status
    slots: list[int]
    bound: int
    method: str = ""
    least: Sequence[int] = ()  # breaks no plan spares each participant


def is_published(grid: Grid) -> bool:
    """Whether a grid is of the published form: all compulsory, one day, alike tables, no further rules."""
    problem = grid.problem
    return (
        bool(problem.requests)
        and problem.places_all
        and not (grid.walks or grid.tongues)
        and max(grid.length) == 1
        and set(grid.delegates) == {1}
        and len(set(grid.pools_of)) == 1
        and len(grid.pools_of[0]) == 1
        and grid.pools_of[0] != (0,)
        and all(grid.maximum[person] >= len(held) for person, held in enumerate(grid.of_person))
        and len(grid.day_masks) == 1
    )


def solve_published(grid: Grid, stop: Stop, seed: int, report: Report, *, prove: bool = True) -> Search:
    """Return the best plan found, with its bound; it is proven when the two meet.

    Parameters
    ----------
    grid : of the published form, in which no participant alone is a contradiction.
    stop : ends the search; the best plan so far is returned.
    seed : of all chance.
    report : told of each better plan and bound.
    prove : raise the bound too; without, only a plan is sought.
    """
    least = break_bounds(grid)
    found = Search(Status.UNKNOWN, [], sum(least), "", least)
    encoding = Encoding(grid)
    # At the bound itself everybody's breaks are fixed: where it can be met, this is often the shortest way there.
    question: Question | None = Question(encoding, found.bound, least)
    for _ in range(OPENING):
        if question and not stop():
            question = _ask(question, None, found, report)
    if found.status is Status.OPTIMAL or not _first_plan(grid, encoding, found, stop, seed):
        return found
    repair = Repair(encoding, found.slots, generator(seed, "repair"))
    return _improve(repair, found, stop, report, question=question, prove=prove)


def _first_plan(grid: Grid, encoding: Encoding, found: Search, stop: Stop, seed: int) -> bool:
    """By construction and annealing, or where that leaves something out or fairness unmet, by one question."""
    rng = generator(seed, "construct")
    board = Board(grid)
    construct(board, rng, stop, [1.0] * grid.meetings)
    for _ in range(TRIES):
        if board.missing() and not stop():
            retry(board, rng, stop, rounds=2)
    if not board.missing():
        anneal(board, rng, stop, rounds=ROUNDS_PER_SQUARE * grid.slots**2, goal=found.bound)
        if _is_fair(board):
            found.status, found.slots, found.method = Status.FEASIBLE, list(board.slot), "annealing"
            return True
    question = Question(encoding, None)
    exists = question.answer(stop)
    question.close()
    found.slots, found.method = question.slots, "sat"
    found.status = {True: Status.FEASIBLE, False: Status.INFEASIBLE, None: Status.UNKNOWN}[exists]
    return bool(exists)


def _is_fair(board: Board) -> bool:
    fairness = board.grid.problem.fairness
    breaks = [board.breaks(person) for person in range(board.grid.people)]
    return fairness is None or max(breaks) - min(breaks) <= fairness


def _improve(
    search: Repair,
    found: Search,
    stop: Stop,
    report: Report,
    *,
    question: Question | None,
    prove: bool,
) -> Search:
    """Repair from above and ask from below in turn until the two meet."""
    encoding = search.encoding
    first = sum(found.least)
    try:
        report(Progress("first plan", sum(search.breaks), found.bound))
        while sum(search.breaks) > found.bound and not stop():
            for _ in range(STEPS):
                if sum(search.breaks) > found.bound and not stop() and search.step():
                    found.method = "repair"
                    report(Progress("repair", sum(search.breaks), found.bound))
            if sum(search.breaks) > found.bound and not stop() and (prove or found.bound == first):
                question = question or Question(encoding, found.bound, found.least)
                question = _ask(question, search, found, report)
    finally:
        found.slots = search.slots
        search.close()
        if question:
            question.close()
    if sum(search.breaks) == found.bound:
        found.status = Status.OPTIMAL
    return found


def _ask(question: Question, search: Repair | None, found: Search, report: Report) -> Question | None:
    """Ask at the bound for one slice; return the question while it stays open."""
    answer = question.slice()
    if answer is None:
        return question
    if answer:
        found.slots, found.method, found.status = question.slots, "sat", Status.OPTIMAL
        if search:
            search.take(question.slots)
    else:
        found.bound += 1
    report(Progress("proof", sum(search.breaks) if search else None, found.bound))
    question.close()
    return None
