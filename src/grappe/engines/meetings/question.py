"""Whether there is a plan of the published form at all, whatever its breaks."""

from pysat.solvers import Solver

from grappe.engines.meetings.encoding import Encoding
from grappe.engines.solving.stop import Stop

SLICE = 2_000  # conflicts between two looks at the stop


class Question:
    """One question, asked slice by slice; `slots` holds the plan once the answer is yes."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self.slots: list[int] = []
        self._solver = Solver(name="cadical195", bootstrap_with=encoding.clauses)

    def answer(self, stop: Stop) -> bool | None:
        """Search until the answer is known or the stop."""
        found: bool | None = False if self.encoding.contradictory else None
        while found is None and not stop():
            self._solver.conf_budget(SLICE)
            found = self._solver.solve_limited()
        if found:
            self.slots = self.encoding.plan_of(self._solver.get_model())
        return found

    def close(self) -> None:
        """Give the solver's memory back."""
        self._solver.delete()
