"""The published form as clauses (Bofill et al., JAIR 74, 2022), with the constraints it implies.

For meeting m, participant p and slot t, all from 0:

x[m,t]   the meeting is held then; exactly one t for each m
u[p,t]   the participant is busy: the or of its x[m,t], of which at most one is true
c[p,t,j] it has been busy in at least j of the slots 0..t (a sequential counter, Sinz 2005, in both directions)
b[p,t]   a break begins: u[p,t-1], not u[p,t], and not all of its meetings are behind

Implied, for speed: c makes the sum over t of u[p,t] equal to the participant's meetings; at most 2 room(t)
participants are busy at once; c gives "has begun" and "is done" for nothing, since the degrees are known.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

from pysat.card import CardEnc, EncType, ITotalizer

from grappe.engines.meetings.grid import Grid

PAIRWISE_BELOW = 6


class Encoding:
    """Clauses of one grid in the published form; variables are numbered as they are asked for.

    `lean` leaves out how many are busy at once. Now one, now the other leads to a plan much sooner.
    """

    def __init__(self, grid: Grid, *, lean: bool = False) -> None:
        self.grid, self.lean = grid, lean
        self.clauses: list[list[int]] = []
        self.top = 0
        self.held: dict[tuple[int, int], int] = {}
        self.begins: list[list[int]] = []  # break literals of each participant
        self._encode()

    @property
    def contradictory(self) -> bool:
        """Whether a clause is empty, so that no solver needs to be asked."""
        return any(not clause for clause in self.clauses)

    def plan_of(self, model: Iterable[int]) -> list[int]:
        """Return the slot of each meeting in a model."""
        true = {literal for literal in model if literal > 0}
        slots = [-1] * self.grid.meetings
        for (meeting, slot), variable in self.held.items():
            if variable in true:
                slots[meeting] = slot
        return slots

    def _fresh(self) -> int:
        self.top += 1
        return self.top

    def _encode(self) -> None:
        grid = self.grid
        for meeting, starts in enumerate(grid.starts):
            for slot in starts:
                self.held[meeting, slot] = self._fresh()
        for meeting, starts in enumerate(grid.starts):
            literals = [self.held[meeting, slot] for slot in starts]
            self.clauses.append(literals)
            self.clauses += [[-one, -other] for one, other in combinations(literals, 2)]
            self._order(meeting)
        busy = [self._person(person) for person in range(grid.people)]
        for slot in range(grid.slots):
            room = int(grid.room[slot])
            self._at_most([self.held[m, slot] for m in range(grid.meetings) if (m, slot) in self.held], room)
            if not self.lean and all(len(people) == 2 for people in grid.who):  # noqa: PLR2004 -- two to a meeting
                self._at_most([row[slot] for row in busy if row], 2 * room)
        self._fairness()

    def _order(self, meeting: int) -> None:
        for earlier in self.grid.before[meeting]:
            for slot in self.grid.starts[meeting]:
                allowed = [self.held[earlier, other] for other in self.grid.starts[earlier] if other < slot]
                self.clauses.append([-self.held[meeting, slot], *allowed])

    def _at_most(self, literals: Sequence[int], bound: int) -> None:
        if len(literals) <= bound:
            return
        if bound == 0:
            self.clauses += [[-literal] for literal in literals]
            return
        small = bound == 1 and len(literals) < PAIRWISE_BELOW
        kind = EncType.pairwise if small else EncType.seqcounter if bound == 1 else EncType.kmtotalizer
        formula = CardEnc.atmost(list(literals), bound, top_id=self.top, encoding=kind)
        self.top = max(self.top, formula.nv)
        self.clauses += formula.clauses

    def _person(self, person: int) -> list[int]:
        """Add busy slots, counter and breaks of one participant; return its busy variables."""
        grid = self.grid
        degree = len(grid.of_person[person])
        self.begins.append([])
        if degree == 0:
            return []
        if degree > grid.slots:
            self.clauses.append([])
            return []
        busy = [self._fresh() for _ in range(grid.slots)]
        for slot, variable in enumerate(busy):
            meetings = [self.held[m, slot] for m in grid.of_person[person] if (m, slot) in self.held]
            self.clauses += [[-literal, variable] for literal in meetings]
            self.clauses.append([-variable, *meetings])
            self._at_most(meetings, 1)
        count = self._counter(busy, degree)
        if 1 < degree < grid.slots:
            self._breaks(person, busy, count, degree)
        return busy

    def _counter(self, busy: list[int], degree: int) -> list[list[int]]:
        """Return c, where c[t][j-1] is true exactly when j slots up to t are busy; the last row is all true."""
        slots = len(busy)
        count = [[self._fresh() for _ in range(min(degree, slot + 1))] for slot in range(slots)]
        add = self.clauses.append
        for slot, used in enumerate(busy):
            row, last = count[slot], count[slot - 1] if slot else []
            for place, here in enumerate(row):
                was = last[place] if place < len(last) else None
                below = last[place - 1] if place else None
                add([-here, used] if was is None else [-here, was, used])
                if was is not None:
                    add([-was, here])
                if below is not None:
                    add([-here, below])
                add([-used, here] if below is None else [-used, -below, here])
            if len(last) == degree:
                add([-used, -last[-1]])
            due = degree - (slots - 1 - slot)
            if due >= 1:
                add([row[due - 1]])
        return count

    def _breaks(self, person: int, busy: list[int], count: list[list[int]], degree: int) -> None:
        for slot in range(1, len(busy) - 1):
            begins = self._fresh()
            done = [count[slot][degree - 1]] if degree <= len(count[slot]) else []
            self.clauses.append([-busy[slot - 1], busy[slot], *done, begins])
            self.clauses += [[-begins, busy[slot - 1]], [-begins, -busy[slot]]]
            self.clauses += [[-begins, -literal] for literal in done]
            self.begins[person].append(begins)

    def _fairness(self) -> None:
        """No two participants differ by more than d: a plain cap where somebody cannot have a break at all."""
        fairness = self.grid.problem.fairness
        if fairness is None:
            return
        if any(not breaks for breaks in self.begins):
            for breaks in self.begins:
                self._at_most(breaks, fairness)
            return
        for level in range(fairness + 1, self.grid.slots):
            self._level(level, level - fairness)

    def _level(self, high: int, low: int) -> None:
        """Once anyone has `high` breaks, everyone has `low`."""
        if all(len(breaks) < high for breaks in self.begins):
            return
        reached = self._fresh()
        for breaks in self.begins:
            if len(breaks) >= high:
                self._unless(breaks, high - 1, reached)
            if len(breaks) < low:
                self.clauses.append([-reached])
            else:
                self._unless([-literal for literal in breaks], len(breaks) - low, -reached)

    def _unless(self, literals: list[int], bound: int, escape: int) -> None:
        """At most `bound` of the literals, or the escape is true."""
        tree = ITotalizer(lits=literals, ubound=bound + 1, top_id=self.top)
        self.top = max(self.top, tree.top_id)
        self.clauses += tree.cnf.clauses
        if len(literals) > bound:
            self.clauses.append([-tree.rhs[bound], escape])
        tree.delete()
