"""The published form: every meeting is to be held, the breaks are to be fewest, and that is to be proven."""

from dataclasses import dataclass
from math import inf

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.break_bounds import break_bounds
from grappe.engines.meetings.construction import construct, retry
from grappe.engines.meetings.cores import Cores
from grappe.engines.meetings.encoding import Encoding
from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.ladder import Ladder
from grappe.engines.meetings.polish import anneal
from grappe.engines.meetings.question import Question
from grappe.engines.meetings.repair import Repair
from grappe.engines.solving.progress import Progress, Report
from grappe.engines.solving.seed import generator
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Paced, Stop, part_of

ROUNDS = 0.5  # of annealing, times the square of the slots (longer days have longer plateaus)
TRIES = 4
SOLVER = "cadical195"
OPENING, SLICE = 3_000, 15_000  # conflicts of a slice from below: while it is quick, and when nothing else is left
OPENING_SHARE = 0.4  # of the time, at most
LARGE = 20_000  # clauses; with fewer, the opening is over before a process has started
ASKING, GUESSING = 1_000_000, 200_000  # conflicts of a question, with and without proof: a minute or two, ten seconds
PATIENCE = 3.0  # seconds of waiting for an answer between two neighbourhoods
STEPS_BESIDE_PROOF = 2  # neighbourhoods between two slices from below


@dataclass
class Search:
    """What is known so far: the slots of the best plan and a number of breaks no plan is below."""

    status: Status
    slots: list[int]
    bound: int
    method: str = ""


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


def solve_published(
    grid: Grid, stop: Stop, seed: int, report: Report, *, prove: bool = True, workers: int = 1
) -> Search:
    """Return the best plan found, with its bound; it is proven when the two meet.

    Parameters
    ----------
    grid : of the published form, in which no participant alone is a contradiction.
    stop : ends the search; the best plan so far is returned.
    seed : of all chance.
    report : told of each better plan and bound.
    prove : insist on an answer to each question; without, one that takes long is passed over.
    workers : questions asked at once, each in a process of its own. With `prove`, a proven plan is the same whatever
        their number; without, each question is put in two ways, and the plan is that of the first answered.
    """
    paced = Paced(stop)
    encoding, least = Encoding(grid), break_bounds(grid)
    found = Search(Status.UNKNOWN, [], sum(least))
    ways = [encoding] if prove or workers == 1 else [encoding, Encoding(grid, lean=True)]
    climb, ladder = Cores(encoding, least, SOLVER), Ladder(ways, workers, ASKING if prove else GUESSING)
    try:
        if len(encoding.clauses) > LARGE:
            ladder.climb(found.bound)
        _open(climb, found, part_of(paced, OPENING_SHARE), report)
        if found.status is not Status.UNKNOWN:
            return found
        if not paced():
            ladder.climb(found.bound)
        if _first_plan(encoding, found, paced, seed):
            search = Repair(encoding, found.slots, generator(seed, "repair"))
            report(Progress("first plan", sum(search.breaks), found.bound))
            _ask(search, ladder, found, paced, report)
            _repair(search, climb if prove else None, found, paced, report)
    finally:
        ladder.close()
        climb.close()
    return found


def _open(climb: Cores, found: Search, stop: Stop, report: Report) -> None:
    """Raise the bound from what everybody needs alone, as long as that is quick: often it leads to a plan at once."""
    before = -1
    while before < climb.bound and not (stop() or climb.impossible or climb.slots):
        before = climb.bound
        climb.slice(OPENING, stop)
        _learn(climb, found, report, None)
    if climb.impossible:
        found.status, found.method = Status.INFEASIBLE, "cores"


def _learn(climb: Cores, found: Search, report: Report, search: Repair | None) -> None:
    """Take over what a slice from below has shown."""
    if climb.slots:
        found.slots, found.method, found.status = climb.slots, "cores", Status.OPTIMAL
        if search:
            search.take(climb.slots)
    if climb.slots or climb.bound > found.bound:
        found.bound = max(found.bound, climb.bound)
        report(Progress("proof", sum(search.breaks) if search else found.bound if climb.slots else None, found.bound))


def _first_plan(encoding: Encoding, found: Search, stop: Stop, seed: int) -> bool:
    """By construction and annealing, or where that leaves something out or fairness unmet, by one question."""
    grid, rng = encoding.grid, generator(seed, "construct")
    board = Board(grid)
    construct(board, rng, stop, [1.0] * grid.meetings)
    for _ in range(TRIES):
        if board.missing() and not stop():
            retry(board, rng, stop, rounds=2)
    if not board.missing():
        anneal(board, rng, stop, rounds=round(ROUNDS * grid.slots**2), goal=found.bound)
        if _is_fair(board):
            found.status, found.slots, found.method = Status.FEASIBLE, list(board.slot), "annealing"
            return True
    question = Question(encoding)
    exists = question.answer(stop)
    question.close()
    found.slots, found.method = question.slots, "sat"
    found.status = {True: Status.FEASIBLE, False: Status.INFEASIBLE, None: Status.UNKNOWN}[exists]
    return bool(exists)


def _is_fair(board: Board) -> bool:
    fairness = board.grid.problem.fairness
    breaks = [board.breaks(person) for person in range(board.grid.people)]
    return fairness is None or max(breaks) - min(breaks) <= fairness


def _ask(search: Repair, ladder: Ladder, found: Search, stop: Paced, report: Report) -> None:
    """Ask for fewer breaks, and repair a little meanwhile, until plan and bound meet or no question is left.

    Waiting can be broken off, so that it may take all the time there is; repairing cannot.
    """
    ladder.know(sum(search.breaks), search.slots)
    while not (ladder.is_proven or ladder.is_over or stop.stop()):
        left = stop.stop.remaining()
        ladder.look(None if left == inf else min(left, PATIENCE))
        _take(ladder, search, found, report)
        if not ladder.is_proven and sum(search.breaks) > found.bound and not stop():
            _step(search, found, report)
    if ladder.is_proven:
        search.take(ladder.slots)


def _repair(search: Repair, climb: Cores | None, found: Search, stop: Stop, report: Report) -> None:
    """Repair, and raise the bound in turn where it is to be proven; then close the search."""
    try:
        while sum(search.breaks) > found.bound and not stop():
            for _ in range(STEPS_BESIDE_PROOF):
                if sum(search.breaks) > found.bound and not stop():
                    _step(search, found, report)
            if climb and sum(search.breaks) > found.bound and not stop():
                climb.slice(SLICE, stop)
                _learn(climb, found, report, search)
    finally:
        found.slots = search.slots
        search.close()
    if sum(search.breaks) == found.bound:
        found.status = Status.OPTIMAL


def _step(search: Repair, found: Search, report: Report) -> None:
    if search.step():
        found.method = "repair"
        report(Progress("repair", sum(search.breaks), found.bound))


def _take(ladder: Ladder, search: Repair, found: Search, report: Report) -> None:
    """Take over what answers have shown: a higher bound, a better plan."""
    news = ladder.bound > found.bound
    found.bound = max(found.bound, ladder.bound)
    if ladder.above is not None and ladder.above < sum(search.breaks):
        search.take(ladder.slots)
        found.method, news = "question", True
    if news:
        report(Progress("question", sum(search.breaks), found.bound))
