"""Repair a published plan on the day: what can still be held is held, and as few as possible are told to move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.checker import check_plan
from grappe.engines.meetings.day import apply_events, without_duty
from grappe.engines.meetings.errors import NumberOutOfRangeError
from grappe.engines.meetings.events import Event, NoShow
from grappe.engines.meetings.grid import Grid, compile_grid
from grappe.engines.meetings.measure import measure
from grappe.engines.meetings.plan import Assignment, Plan
from grappe.engines.meetings.planning import BrokenPlanError
from grappe.engines.meetings.problem import Problem
from grappe.engines.meetings.rearrangement import Moves, cheapest_way
from grappe.engines.meetings.replan import Replan, Shift, ShiftKind
from grappe.engines.meetings.seating import keep_seats
from grappe.engines.meetings.validation import validate
from grappe.engines.meetings.weight_bound import simple_bound
from grappe.engines.solving.progress import Progress, Report, silent
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop


@dataclass(frozen=True)
class DayParams:
    """What may change on the day.

    Parameters
    ----------
    now : number of the first slot that has not begun.
    notice : slots from `now` on in which nothing is added or moved, since nobody can be told in time.
    most_moved : standing meetings moved to another slot, in all; None: no limit.
    most_told : participants told beyond those an event itself concerns; None: no limit.
    most_moved_for_one : standing meetings moved to place one.
    fill : whether requests left out before may take what has become free.
    """

    now: int = 1
    notice: int = 1
    most_moved: int | None = None
    most_told: int | None = None
    most_moved_for_one: int = 3
    fill: bool = True


DEFAULT = DayParams()


def replan(  # noqa: PLR0917 -- as `plan_meetings`, with what happened
    problem: Problem,
    assignments: Sequence[Assignment],
    events: Sequence[Event],
    stop: Stop,
    seed: int,
    params: DayParams = DEFAULT,
    report: Report = silent,
) -> Replan:
    """Return the plan after the events, with every change and whom to tell.

    No standing meeting is given up for another; one is cancelled only when an event has made it impossible and no
    change within the budget saves it. Heavier requests come first; each is placed by the way that moves the fewest
    standing meetings, then tells the fewest people, then adds the fewest breaks.

    Parameters
    ----------
    problem : before the events, as the plan was made from; refused by name when it contradicts itself.
    assignments : the plan; what of it breaks a rule is treated as an event would.
    events : what happened, in any order.
    stop : ends the search for room; the plan is valid whenever.
    seed : told in the plan; nothing here is left to chance.
    params : the budget.
    report : told of the weight as it grows.
    """
    if params.notice < 0 or params.most_moved_for_one < 0:
        raise NumberOutOfRangeError("The notice and the meetings moved for one cannot be below 0.")
    changed = apply_events(problem, events, params.now)
    validate(changed)
    whole = compile_grid(changed)
    grid = _rest_of_day(whole, params)
    board = Board(grid)
    day = _Day(board, {one.meeting - 1: one for one in assignments}, params, len(problem.requests))
    day.load(whole)
    day.absent = {event.participant for event in events if isinstance(event, NoShow)}
    bound = simple_bound(grid, board)
    report(Progress("kept", board.weight, bound))
    day.place(day.displaced, stop)
    if params.fill:
        day.place(day.waiting(), stop)
    report(Progress("replanned", board.weight, bound))
    return day.result(changed, seed, bound)


def _rest_of_day(grid: Grid, params: DayParams) -> Grid:
    first = params.now + params.notice - 1
    return replace(grid, starts=tuple(tuple(slot for slot in starts if slot >= first) for starts in grid.starts))


@dataclass
class _Day:
    """A board with the plan it came from and what may still be spent."""

    board: Board
    plan: dict[int, Assignment]
    params: DayParams
    old_requests: int
    displaced: list[int] = field(default_factory=list)
    standing: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    moved: int = 0
    newly_told: int = 0
    absent: set[str] = field(default_factory=set)

    def load(self, whole: Grid) -> None:
        """Put on the board what can stay; the rest is displaced."""
        board, grid = self.board, self.board.grid
        allowed = whole.starts
        pool_of = {table: place for place, pool in enumerate(grid.pools) for table in pool.tables}
        first = self.params.now - 1
        for meeting, one in sorted(self.plan.items()):
            slot, pool = one.slot - 1, 0 if one.table is None else pool_of.get(one.table, NOWHERE)
            over = slot + grid.length[meeting] <= first  # one under way can still be cut short
            if over or (slot in allowed[meeting] and board.holds(meeting, slot, pool)):
                board.place(meeting, slot, pool)
                board.frozen[meeting] = slot < first + self.params.notice
            else:
                self.displaced.append(meeting)
        for meeting in list(self.displaced):
            self._reseat(meeting, allowed[meeting])
        self.standing = set(self.plan) - set(self.displaced)
        self.told = {person for meeting in self.displaced for person in grid.who[meeting]}

    def _reseat(self, meeting: int, allowed: tuple[int, ...]) -> None:
        """Another table at the same slot, however near, is better than another slot."""
        slot = self.plan[meeting].slot - 1
        if slot not in allowed:
            return
        for pool in self.board.grid.pools_of[meeting]:
            if self.board.holds(meeting, slot, pool):
                self.board.place(meeting, slot, pool)
                self.board.frozen[meeting] = slot < self.params.now - 1 + self.params.notice
                return

    def waiting(self) -> list[int]:
        """Requests left out before that somebody with a new gap asks for, or that simply fit now.

        Whatever else is left out was left out with the same people and at best one way more: it is not tried again.
        """
        board, grid = self.board, self.board.grid
        freed = {person for m in self.displaced if board.slot[m] == NOWHERE for person in grid.who[m]}
        roomy = [{slot for slot, left in enumerate(room) if left > 0} for room in board.room]

        def may_fit(meeting: int) -> bool:
            return any(
                slot in roomy[pool] and board.fits(meeting, slot) is not None
                for pool in grid.pools_of[meeting]
                for slot in grid.starts[meeting]
            )

        return [
            meeting
            for meeting in board.missing()
            if meeting not in self.plan
            and (meeting >= self.old_requests or not freed.isdisjoint(grid.who[meeting]) or may_fit(meeting))
        ]

    def place(self, waiting: Iterable[int], stop: Stop) -> None:
        """Place what can be placed, the heaviest first."""
        grid, board = self.board.grid, self.board
        order = sorted(waiting, key=lambda m: (-grid.compulsory[m], -grid.weight[m], len(grid.starts[m]), m))
        for meeting in order:
            if board.slot[meeting] != NOWHERE or not grid.starts[meeting] or not grid.pools_of[meeting]:
                continue
            if stop():
                return
            moves = cheapest_way(board, meeting, self._price, most=self.params.most_moved_for_one)
            if moves is None:
                continue
            moved, people = self._moved_by(moves), self._people(moves)
            if board.rearrange(moves):
                self.moved += moved
                self.newly_told += len(people - self.told)
                self.told |= people

    def _price(self, moves: Moves) -> tuple[int, ...] | None:
        """Return standing meetings moved and people newly told, or None beyond the budget."""
        params = self.params
        moved = self._moved_by(moves)
        told = len(self._people(moves) - self.told)
        if params.most_moved is not None and moved > 0 and self.moved + moved > params.most_moved:
            return None
        if params.most_told is not None and told and self.newly_told + told > params.most_told:
            return None
        return moved, told

    def _moved_by(self, moves: Moves) -> int:
        """How many standing meetings more would be at another slot than they were; moving back counts below 0."""
        total = 0
        for meeting, slot in moves.items():
            if meeting in self.standing:
                before = self.plan[meeting].slot - 1
                total += (slot != before) - (self.board.slot[meeting] != before)
        return total

    def _people(self, moves: Moves) -> set[int]:
        return {person for meeting in moves for person in self.board.grid.who[meeting]}

    def result(self, problem: Problem, seed: int, bound: int) -> Replan:
        """Return the plan with its tables, checked, and every change."""
        board = self.board
        assignments = keep_seats(board, self.plan, self.params.now - 1)
        missing = [meeting for meeting in board.missing() if board.grid.compulsory[meeting]]
        problem = without_duty(problem, (meeting + 1 for meeting in missing))
        faults = check_plan(problem, assignments)
        if faults:
            raise BrokenPlanError(f"The plan after the events breaks a rule: {faults[0].about} Check the plan before.")
        figures = measure(problem, assignments)
        plan = Plan(
            Status.FEASIBLE,
            assignments,
            breaks=figures.breaks,
            weight=figures.weight,
            weight_bound=bound,
            seed=seed,
            measure=figures,
            method="repair",
        )
        shifts = tuple(self._shifts(assignments))
        told = {name for shift in shifts for name in shift.told}
        return Replan(problem, plan, shifts, tuple(sorted(told)))

    def _shifts(self, assignments: Iterable[Assignment]) -> Iterable[Shift]:
        now = {one.meeting - 1: one for one in assignments}
        requests = self.board.grid.problem.requests
        for meeting in sorted(now.keys() | self.plan.keys()):
            before, after = self.plan.get(meeting), now.get(meeting)
            if before != after:
                told = tuple(name for name in requests[meeting].participants if name not in self.absent)
                yield Shift(meeting + 1, _kind(before, after), before, after, told)


def _kind(before: Assignment | None, after: Assignment | None) -> ShiftKind:
    if before is None:
        return ShiftKind.ADDED
    if after is None:
        return ShiftKind.CANCELLED
    return ShiftKind.RESEATED if before.slot == after.slot else ShiftKind.MOVED
