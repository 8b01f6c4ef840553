"""The published form: every meeting is to be held, the breaks are to be fewest, and that is to be proven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.break_bounds import break_bounds
from grappe.engines.meetings.companion import Companion
from grappe.engines.meetings.construction import construct, retry
from grappe.engines.meetings.cores import Cores
from grappe.engines.meetings.encoding import Encoding
from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.polish import anneal
from grappe.engines.meetings.question import Question
from grappe.engines.meetings.repair import Repair
from grappe.engines.solving.progress import Progress, Report
from grappe.engines.solving.seed import generator
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Never, Paced, Stop, part_of

NEVER = Never()
ROUNDS = 0.5  # of annealing, times the square of the slots (longer days have longer plateaus)
STEPS_ALONE, STEPS_BESIDE_PROOF = 4, 1  # neighbourhoods between two rounds of the solvers that come from below
TRIES = 4
OPENING, OPENING_SHARE = 3, 0.4  # rounds from below before anything else; of the time, at most
# Run times are heavy-tailed, and these two rarely fail together. Conflicts of a slice: a second or two of each.
GUESS = {"cadical195": 15_000}
SLICES = GUESS | {"glucose4": 12_000}


@dataclass
class Search:
    """What is known so far: the slots of the best plan and a number of breaks no plan is below."""

    status: Status
    slots: list[int]
    bound: int
    method: str = ""


class Proof:
    """Several solvers, each on its own way up, in turn; with two processes the first goes beside the others."""

    def __init__(self, encoding: Encoding, least: Sequence[int], slices: Mapping[str, int]) -> None:
        self.ways = {Cores(encoding, least, solver): conflicts for solver, conflicts in slices.items()}
        self.bound = sum(least)
        self.impossible = encoding.contradictory
        self.slots: list[int] = []
        self._grid, self._least, self._slices = encoding.grid, least, slices
        self._coming: Companion | None = None
        self._companion: Companion | None = None

    def share(self, rounds: int) -> None:
        """Let another process go the first solver's way: the coming rounds for itself, then the way from there.

        What it takes twice costs nothing: the second core would be idle, and the process needs the time to start.
        """
        solver, conflicts = next(iter(self._slices.items()))
        self._coming = Companion(self._grid, self._least, solver, [conflicts] * rounds)

    def part(self) -> None:
        """The rounds told to `share` are over: from here on the first way is the other process's."""
        self._companion = self._coming

    def start(self) -> None:
        """Set the other process to the round to come, while this one still does other things."""
        if self._companion:
            self._companion.start(next(iter(self._slices.values())))

    def round(self, stop: Stop = NEVER) -> None:
        """One slice for each; the highest bound counts, and a plan ends it."""
        ours = list(self.ways.items())
        if self._companion:
            self.start()
            for way, conflicts in ours[1:]:
                way.slice(conflicts, stop)
            self._companion.finish(stop)
            if not self._companion.lost:
                self._take(self._companion)
                ours = ours[1:]
        for way, conflicts in ours:
            if self.impossible or self.slots:
                return
            if not self._companion:
                way.slice(conflicts, stop)
            self._take(way)

    def _take(self, way: Cores | Companion) -> None:
        self.bound = max(self.bound, way.bound)
        self.impossible = self.impossible or way.impossible
        if way.slots:
            self.slots, self.bound = way.slots, way.bound

    def close(self) -> None:
        """Give the solvers' memory back."""
        if self._coming:
            self._coming.close()
        for way in self.ways:
            way.close()


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
    prove : raise the bound too; without, only a plan is sought.
    workers : processes; with two, a long proof goes on beside the search for plans. The result is the same.
    """
    stop = Paced(stop)
    least = break_bounds(grid)
    found = Search(Status.UNKNOWN, [], sum(least))
    encoding = Encoding(grid)
    proof = Proof(encoding, least, SLICES if prove else GUESS)
    try:
        if workers > 1 and prove:
            proof.share(OPENING)
        # Where everybody's own bound can be met at once, asking for just that is often the shortest way to a plan.
        opening = part_of(stop, OPENING_SHARE)
        for _ in range(OPENING):
            if proof.impossible:
                found.status, found.method = Status.INFEASIBLE, "cores"
                return found
            if found.status is not Status.OPTIMAL and not opening() and (prove or proof.bound == found.bound):
                proof.round(opening)
                _learn(proof, None, found, report)
        proof.part()
        if found.status is not Status.OPTIMAL and not stop():
            proof.start()
        if found.status is Status.OPTIMAL or not _first_plan(encoding, found, stop, seed):
            return found
        _improve(Repair(encoding, found.slots, generator(seed, "repair")), proof, found, stop, report, prove=prove)
    finally:
        proof.close()
    return found


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


def _improve(search: Repair, proof: Proof, found: Search, stop: Stop, report: Report, *, prove: bool) -> None:
    """Repair from above and prove from below in turn until the two meet."""
    first = found.bound
    try:
        report(Progress("first plan", sum(search.breaks), found.bound))
        while sum(search.breaks) > found.bound and not stop():
            proof.start()
            for _ in range(STEPS_BESIDE_PROOF if prove else STEPS_ALONE):
                if sum(search.breaks) > found.bound and not stop() and search.step():
                    found.method = "repair"
                    report(Progress("repair", sum(search.breaks), found.bound))
            if sum(search.breaks) > found.bound and not stop() and (prove or found.bound == first):
                proof.round(stop)
                _learn(proof, search, found, report)
    finally:
        found.slots = search.slots
        search.close()
    if sum(search.breaks) == found.bound:
        found.status = Status.OPTIMAL


def _learn(proof: Proof, search: Repair | None, found: Search, report: Report) -> None:
    """Take over what a round of proof has shown."""
    if proof.slots:
        found.slots, found.method, found.status = proof.slots, "cores", Status.OPTIMAL
        if search:
            search.take(proof.slots)
    if proof.slots or proof.bound > found.bound:
        found.bound = proof.bound
        report(Progress("proof", sum(search.breaks) if search else found.bound if proof.slots else None, found.bound))
