"""Large-neighbourhood repair in the published form: free some participants or hours, hold the rest, ask a SAT solver.

The solver stays the same from one neighbourhood to the next: what is held is assumed, so that everything it learns
holds everywhere, and it searches near the plan at hand (its phases). Neighbourhoods grow where they are proven to
hold nothing better and shrink where the solver runs out of its budget of conflicts.
"""

from random import Random

from pysat.card import ITotalizer
from pysat.solvers import Solver

from grappe.engines.meetings.encoding import Encoding

SMALLEST, FIRST = 6, 14  # participants
NARROWEST, FIRST_WIDTH = 3, 4  # slots
HOURS = 0.5  # of the neighbourhoods are all meetings of some consecutive slots; the others those of some participants
BUDGET = 1_500  # conflicts
NEAR = 0.75  # of the participants freed are met by another that is


class Repair:
    """A solver over one encoding and a plan that it makes better, step by step."""

    def __init__(self, encoding: Encoding, slots: list[int], rng: Random) -> None:
        self.encoding, self.grid, self.rng = encoding, encoding.grid, rng
        self.slots = slots
        self.breaks = self.count()
        literals = [literal for breaks in encoding.begins for literal in breaks]
        most = sum(self.breaks)
        self.tree = ITotalizer(lits=literals, ubound=most, top_id=encoding.top) if most else None
        clauses = self.tree.cnf.clauses if self.tree else []
        self.solver = Solver(name="glucose4", bootstrap_with=encoding.clauses + clauses)
        self.size, self.width = min(FIRST, self.grid.people), min(FIRST_WIDTH, self.grid.slots)

    def count(self) -> list[int]:
        """Return the breaks of each participant in the plan at hand."""
        busy = [0] * self.grid.people
        for meeting, slot in enumerate(self.slots):
            for person in self.grid.who[meeting]:
                busy[person] |= 1 << slot
        return [((one & ~(one << 1)).bit_count() - 1) if one else 0 for one in busy]

    def step(self) -> bool:
        """Try one neighbourhood; return whether the plan became better."""
        if self.rng.random() < HOURS:
            better, change = self._try(self._hours())
            self.width = min(self.grid.slots, max(NARROWEST, self.width + change))
        else:
            better, change = self._try(self._people())
            self.size = min(self.grid.people, max(SMALLEST, self.size + change))
        return better

    def take(self, slots: list[int]) -> None:
        """Go on from a better plan that was found elsewhere."""
        self.slots = slots
        self.breaks = self.count()

    def close(self) -> None:
        """Give the solver's memory back."""
        self.solver.delete()
        if self.tree:
            self.tree.delete()

    def _try(self, loose: set[int]) -> tuple[bool, int]:
        """Free some meetings; return whether that helped, and how the next neighbourhood of the kind should change."""
        better = False
        while (found := self._ask(loose)) is True:
            better = True
        return better, 1 if found is False and not better else -1

    def _ask(self, loose: set[int]) -> bool | None:
        total = sum(self.breaks)
        if total == 0 or self.tree is None:
            return False
        held = self.encoding.held
        fixed = [held[meeting, slot] for meeting, slot in enumerate(self.slots) if meeting not in loose]
        self.solver.set_phases([held[meeting, self.slots[meeting]] for meeting in loose])
        self.solver.conf_budget(BUDGET)
        found: bool | None = self.solver.solve_limited(assumptions=[*fixed, -self.tree.rhs[total - 1]])
        if found:
            self.slots = self.encoding.plan_of(self.solver.get_model())
            self.breaks = self.count()
        return found

    def _hours(self) -> set[int]:
        """Return the meetings of consecutive slots: every break there can be closed by exchanges of the two sides."""
        first = self.rng.randrange(self.grid.slots - self.width + 1)
        return {meeting for meeting, slot in enumerate(self.slots) if first <= slot < first + self.width}

    def _people(self) -> set[int]:
        """Return the meetings of participants to be freed: some with breaks, and people they meet."""
        rng, grid = self.rng, self.grid
        broken = [person for person, breaks in enumerate(self.breaks) if breaks]
        free = set(rng.sample(broken, min(len(broken), rng.choice((1, 1, 2, 3))))) if broken else set()
        reached = sorted(free)
        while len(free) < self.size:
            person = rng.randrange(grid.people)
            if reached and rng.random() < NEAR:
                meetings = grid.of_person[rng.choice(reached)]
                person = rng.choice(grid.who[rng.choice(meetings)]) if meetings else person
            if person not in free:
                free.add(person)
                reached.append(person)
        return {meeting for person in free for meeting in grid.of_person[person]}
