"""A solver's way to the proof in a process of its own, in step with ours: two cores, the same result as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from grappe.engines.meetings.cores import Cores
from grappe.engines.meetings.encoding import Encoding
from grappe.engines.meetings.grid import Grid, compile_grid
from grappe.engines.meetings.problem import Problem
from grappe.engines.solving.stop import Stop

LOOK = 0.2  # seconds between two questions whether to stop waiting


@dataclass(frozen=True)
class Standing:
    """What a way has shown so far; as in `Cores`."""

    bound: int
    slots: list[int]
    impossible: bool


class Companion:
    """Like `Cores`, but a slice is asked for first and its result taken later; other work goes on between the two.

    The process starts anew and first takes the slices that our own solver takes meanwhile, so that it stands where
    that one will stand.
    """

    def __init__(self, grid: Grid, least: Sequence[int], solver: str, taken: Sequence[int]) -> None:
        self.bound = sum(least)
        self.slots: list[int] = []
        self.impossible = False
        self.lost = False
        # Spawned, not forked: whoever plans may have threads of its own.
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(
            target=walk, args=(theirs, grid.problem, list(least), solver, list(taken)), daemon=True
        )
        self._process.start()
        theirs.close()
        self._asked = False

    def start(self, conflicts: int) -> None:
        """Ask for a slice, unless one is under way."""
        if not self._asked and not self.lost:
            try:
                self._line.send(conflicts)
            except OSError:
                self.lost = True
            else:
                self._asked = True

    def finish(self, stop: Stop) -> None:
        """Wait for the slice under way. A process that died leaves what was known before, and is `lost`.

        So is one that has not answered by the stop: it can only be abandoned.
        """
        if not self._asked:
            return
        while not (self._line.poll(LOOK) or stop()):
            pass
        if stop() and not self._line.poll():
            self.lost = True
            return
        self._asked = False
        try:
            standing: Standing = self._line.recv()
        except (EOFError, OSError):
            self.lost = True
            return
        self.bound, self.slots, self.impossible = standing.bound, standing.slots, standing.impossible

    def close(self) -> None:
        """End the process, in the middle of a slice if need be: it keeps nothing."""
        self._line.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def walk(line: Connection, problem: Problem, least: Sequence[int], solver: str, taken: Sequence[int]) -> None:
    """In the other process: a slice for every number that comes, until the line is closed."""
    way = Cores(Encoding(compile_grid(problem)), least, solver)
    for conflicts in taken:
        way.slice(conflicts)
    while True:
        try:
            conflicts = line.recv()
        except (EOFError, OSError):
            break
        way.slice(conflicts)
        line.send(Standing(way.bound, way.slots, way.impossible))
    way.close()
