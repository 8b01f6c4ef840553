"""One question to the SAT solver Kissat, in a process of its own: asked now, looked at later, given up at any time.

Kissat (Biere et al., 2024) answers one question and cannot be asked to go on, nor be interrupted from Python; on the
question whether there is a plan it is several times as fast as the solvers that can. So that nobody waits for it longer
than wanted, it runs elsewhere and is ended when its answer is needed no more.
"""

import subprocess
import sys
from array import array
from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile

YES, NO, OPEN = 1, 0, -1


class Clauses:
    """Clauses as they travel to the solver: literals, each clause ended by 0."""

    def __init__(self, clauses: Iterable[Sequence[int]] = ()) -> None:
        self.literals = array("i")
        for clause in clauses:
            self.literals.extend(clause)
            self.literals.append(0)


class Kissat:
    """A question under way.

    Once `answered`, `answer` is True, False or, where the conflicts did not suffice, None; after True, `model` holds
    the literals that are true. A process that could not start or died has answered None.
    """

    def __init__(self, *clauses: Clauses, conflicts: int) -> None:
        """Ask whether all clauses can be true together.

        Parameters
        ----------
        clauses : in as many parts as is handy.
        conflicts : to be spent at most.
        """
        self.answer: bool | None = None
        self.model: list[int] = []
        self._question, self._reply = TemporaryFile(), TemporaryFile()  # noqa: SIM115 -- open as long as the process
        array("i", [conflicts]).tofile(self._question)
        for part in clauses:
            part.literals.tofile(self._question)
        self._question.seek(0)
        self._process: subprocess.Popen[bytes] | None = None
        command = [sys.executable, "-m", __name__]
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- ourselves
                command, stdin=self._question, stdout=self._reply, stderr=subprocess.DEVNULL
            )
        except OSError:
            self.close()

    def answered(self, seconds: float | None = 0.0) -> bool:
        """Wait for so many seconds (None: as long as it takes) and say whether there is an answer."""
        if self._process is None:
            return True
        try:
            state = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._reply.seek(0)
        told = array("i", self._reply.read()) if state == 0 else array("i")
        if told and told[0] != OPEN:
            self.answer, self.model = told[0] == YES, list(told[1:])
        self.close()
        return True

    def close(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        self._question.close()
        self._reply.close()


def reply(question: bytes) -> "array[int]":
    """Answer in the process that was started: YES, NO or OPEN, then the true literals."""
    from pysat.solvers import Solver

    literals = array("i", question)
    solver = Solver(name="kissat404")
    clause: list[int] = []
    for literal in literals[1:]:
        if literal:
            clause.append(literal)
        else:
            solver.add_clause(clause)
            clause = []
    solver.conf_budget(literals[0])
    found: bool | None = solver.solve_limited()
    model = [literal for literal in solver.get_model() if literal > 0] if found else []
    return array("i", [OPEN if found is None else YES if found else NO, *model])


if __name__ == "__main__":
    reply(sys.stdin.buffer.read()).tofile(sys.stdout.buffer)
