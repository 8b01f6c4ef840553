"""Is there a plan with at most k breaks? One question a rung, from the lowest that is open upwards, to Kissat.

A rung that is refuted proves the next number; the lowest rung with a plan, all below being refuted, is the optimum. The
plan told at the end is the answer to that one question, however many were asked at once and in whatever order they were
answered: it does not depend on how fast the machine is. Only where a question is asked in several encodings at once, to
have a plan sooner, may the plan be that of any of them.
"""

from collections.abc import Sequence
from itertools import count

from pysat.card import ITotalizer

from grappe.engines.meetings.encoding import Encoding
from grappe.engines.solving.kissat import Clauses, Kissat

Question = tuple[int, int]  # the rung, and which encoding


class Ladder:
    """Questions under way, and what their answers have shown.

    `bound` is a number of breaks that no plan is below; `above` the lowest rung on which a plan stands, `slots`. Once
    they meet, the plan is optimal.
    """

    def __init__(self, encodings: Sequence[Encoding], askers: int, conflicts: int) -> None:
        """Ask nothing yet.

        Parameters
        ----------
        encodings : of one problem, each to be tried with every rung.
        askers : questions under way at most.
        conflicts : of one question at most.
        """
        self.bound = 0
        self.above: int | None = None
        self.slots: list[int] = []
        self._encodings, self._askers, self._conflicts = encodings, askers, conflicts
        self._clauses: dict[int, Clauses] = {}
        self._asked: dict[Question, Kissat] = {}
        self._undecided: set[Question] = set()

    @property
    def is_proven(self) -> bool:
        """Whether plan and bound meet."""
        return self.above == self.bound

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be asked."""
        return not self._asked

    def climb(self, bound: int) -> None:
        """Ask from this number upwards: that none is below is known."""
        self.bound = max(self.bound, bound)
        self._ask()

    def know(self, breaks: int, slots: Sequence[int]) -> None:
        """Take a plan found elsewhere as the answer to the question of its rung."""
        if self.above is None or breaks < self.above:
            self.above, self.slots = breaks, list(slots)
        self._ask()

    def look(self, seconds: float | None) -> None:
        """Wait at most so long (None: as long as it takes) for an answer, take those there are and ask on."""
        for number, (question, asked) in enumerate(sorted(self._asked.items())):
            if asked.answered(0.0 if number else seconds):
                del self._asked[question]
                self._take(question, asked)
        self._ask()

    def close(self) -> None:
        """Give up every question under way."""
        for asked in self._asked.values():
            asked.close()
        self._asked = {}

    def _take(self, question: Question, asked: Kissat) -> None:
        rung, way = question
        if asked.answer is None:
            self._undecided.add(question)
        elif not asked.answer:
            self.bound = max(self.bound, rung + 1)
        elif self.above is None or rung < self.above:
            self.above, self.slots = rung, self._encodings[way].plan_of(asked.model)

    def _ask(self) -> None:
        """Give up what need not be known any more; ask what is open, upwards in steps of 1, 2, 4 and so on."""
        for question in [one for one in self._asked if not self._is_open(one)]:
            self._asked.pop(question).close()
        while len(self._asked) < self._askers:
            taken = self._asked.keys() | self._undecided
            coming = ((self.bound + 2**step - 1, way) for step in count() for way in range(len(self._encodings)))
            question = next(one for one in coming if one not in taken)
            if not self._is_open(question):
                return
            self._asked[question] = self._start(question)

    def _is_open(self, question: Question) -> bool:
        return question[0] >= self.bound and (self.above is None or question[0] < self.above)

    def _start(self, question: Question) -> Kissat:
        rung, way = question
        if way not in self._clauses:
            self._clauses[way] = Clauses(self._encodings[way].clauses)
        return Kissat(self._clauses[way], Clauses(at_most(self._encodings[way], rung)), conflicts=self._conflicts)


def at_most(encoding: Encoding, rung: int) -> list[list[int]]:
    """Return the clauses that allow so many breaks in all."""
    breaks = [literal for begins in encoding.begins for literal in begins]
    if len(breaks) <= rung:
        return []
    if rung == 0:
        return [[-literal] for literal in breaks]
    with ITotalizer(lits=breaks, ubound=rung + 1, top_id=encoding.top) as tree:
        return [*tree.cnf.clauses, [-tree.rhs[rung]]]
