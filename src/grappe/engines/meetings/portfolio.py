"""Several SAT solvers on one question in turn, in growing slices: run times are heavy-tailed, the least matters."""

from collections.abc import Sequence
from dataclasses import dataclass

from pysat.solvers import Solver

from grappe.engines.meetings.encoding import Encoding
from grappe.engines.solving.stop import Stop

FIRST_SLICE = 2_000  # conflicts
GROWTH = 1.25


@dataclass(frozen=True)
class Member:
    """One way to ask: with the bound as a clause or as an assumption, which learn differently."""

    solver: str
    bound_as_clause: bool


MEMBERS = (Member("cadical195", bound_as_clause=True), Member("cadical195", bound_as_clause=False))


class Question:
    """Whether there is a plan with at most so many breaks (None: any number), asked slice by slice."""

    def __init__(self, encoding: Encoding, breaks: int | None, least: Sequence[int] = ()) -> None:
        self.encoding, self.breaks = encoding, breaks
        self.slots: list[int] = []
        self._limit: list[int] = []
        self._clauses = encoding.clauses
        if breaks is not None:
            clauses, self._limit = encoding.at_most_breaks(breaks, least)
            self._clauses = encoding.clauses + clauses
        self.members = MEMBERS if self._limit else MEMBERS[:1]
        self._solvers: list[Solver] = []
        self._turn = 0
        self._budget = float(FIRST_SLICE)

    def slice(self) -> bool | None:
        """Let the next member search for a while; return the answer once it is known, and keep its plan."""
        if any(not clause for clause in self.encoding.clauses):
            return False
        place = self._turn % len(self.members)
        member = self.members[place]
        if len(self._solvers) <= place:
            units = [[literal] for literal in self._limit] if member.bound_as_clause else []
            self._solvers.append(Solver(name=member.solver, bootstrap_with=self._clauses + units))
        solver = self._solvers[place]
        solver.conf_budget(int(self._budget))
        found: bool | None = solver.solve_limited(assumptions=[] if member.bound_as_clause else self._limit)
        if found:
            self.slots = self.encoding.plan_of(solver.get_model())
        self._turn += 1
        if self._turn % len(self.members) == 0:
            self._budget *= GROWTH
        return found

    def answer(self, stop: Stop) -> bool | None:
        """Search until the answer is known or the stop."""
        found = None
        while found is None and not stop():
            found = self.slice()
        return found

    def close(self) -> None:
        """Give the solvers' memory back."""
        for solver in self._solvers:
            solver.delete()
        self._solvers = []
