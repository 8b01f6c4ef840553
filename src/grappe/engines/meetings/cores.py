"""Raise the bound of the breaks, core by core, until a plan meets it; in slices that can be stopped.

This is OLL (Andres et al., ICLP 2012) as in RC2 (Ignatiev et al., JSAT 2019). Softly, every participant has no more
breaks than it has when taken alone. A SAT solver shows which of these wishes contradict each other (a core): one break
more is certain, and the wishes of the core make way for others, that no more than one of them is broken and that the
one broken is broken by one. What the solver has learnt stays true. Wishes of whole participants, not of single breaks,
make cores that are few and strong.
"""

from collections.abc import Sequence

from pysat.card import ITotalizer
from pysat.solvers import Solver

from grappe.engines.meetings.encoding import Encoding
from grappe.engines.solving.stop import Never, Stop

NEVER = Never()
# Conflicts between two looks at the stop once so few seconds are left; before, solvers do better uninterrupted.
STEP, SHORT = 3_000, 20.0
THINNING = 100  # conflicts spent on leaving one wish out of a core; ten times as many on one core


class Cores:
    """One solver's way from the sum of the participants' own bounds up to the optimum.

    `bound` is a number of breaks that no plan is below; once `slots` is not empty it is a plan with as many;
    `impossible` tells that there is no plan at all.
    """

    def __init__(self, encoding: Encoding, least: Sequence[int], solver: str) -> None:
        self.encoding = encoding
        self.bound = sum(least)
        self.slots: list[int] = []
        self.impossible = encoding.contradictory
        self._top = encoding.top
        self._trees: list[ITotalizer] = []
        self._next: dict[int, int | None] = {}  # a wish and the weaker one that follows it
        self._wishes: set[int] = set()
        self._solver = Solver(name=solver, bootstrap_with=encoding.clauses)
        for breaks, own in zip(encoding.begins, least, strict=True):
            if breaks:
                outputs = self._count(breaks, own)
                if own:
                    self._solver.add_clause([outputs[own - 1]])

    def slice(self, conflicts: int, stop: Stop = NEVER) -> None:
        """Search for so many conflicts, or until the stop; at most one core is found."""
        wishes = sorted(self._wishes, key=abs)
        answer, left = None, conflicts
        while answer is None and left > 0 and not stop():
            step = min(STEP, left) if stop.remaining() < SHORT else left
            self._solver.conf_budget(step)
            answer = self._solver.solve_limited(assumptions=wishes)
            left -= step
        if answer:
            self.slots = self.encoding.plan_of(self._solver.get_model())
        elif answer is False:
            core = self._thinned(list(self._solver.get_core() or ()))
            self.impossible = not core
            if core:
                self._relax(core)

    def close(self) -> None:
        """Give the memory back."""
        self._solver.delete()
        for tree in self._trees:
            tree.delete()

    def _count(self, literals: Sequence[int], allowed: int) -> list[int]:
        """Count literals; wish that at most so many are true. Return the outputs: at least 1, 2, ... are true."""
        tree = ITotalizer(lits=list(literals), ubound=len(literals), top_id=self._top)
        self._top = max(self._top, tree.top_id)
        self._trees.append(tree)
        for clause in tree.cnf.clauses:
            self._solver.add_clause(clause)
        outputs = list(tree.rhs)
        for place in range(allowed, len(outputs)):
            self._next[-outputs[place]] = -outputs[place + 1] if place + 1 < len(outputs) else None
        if allowed < len(outputs):
            self._wishes.add(-outputs[allowed])
        return outputs

    def _thinned(self, core: list[int]) -> list[int]:
        before = self._solver.accum_stats()["conflicts"]
        for wish in tuple(core):
            if len(core) == 1 or self._solver.accum_stats()["conflicts"] - before > 10 * THINNING:
                break
            if wish not in core:
                continue
            self._solver.conf_budget(THINNING)
            if self._solver.solve_limited(assumptions=[one for one in core if one != wish]) is False:
                core = list(self._solver.get_core() or ())
        return core

    def _relax(self, core: list[int]) -> None:
        self.bound += 1
        for wish in core:
            self._wishes.discard(wish)
            weaker = self._next[wish]
            if weaker is not None:
                self._wishes.add(weaker)
        if len(core) > 1:
            self._count([-wish for wish in core], 1)
        else:
            self._solver.add_clause([-core[0]])
