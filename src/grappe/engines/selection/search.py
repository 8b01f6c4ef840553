"""The best portfolio: prices first, then a few open projects, then whatever the prices cannot rule out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from math import floor, inf, isfinite

import numpy as np

from grappe.engines.selection.checker import value_of
from grappe.engines.selection.instance import Floats, Instance, Integers
from grappe.engines.selection.integral import Outcome, branch
from grappe.engines.selection.payments import pay
from grappe.engines.selection.program import Program, Row
from grappe.engines.selection.relaxation import Relaxation
from grappe.engines.selection.result import Grant
from grappe.engines.solving.progress import Progress, Report, silent
from grappe.engines.solving.stop import Stop, part_of

TOLERANCE = 1e-6
# Projects left open in the first run, and the share of the time it may take.
OPEN, FIRST = 60, 0.4
# Relative gap at which the first run ends: the second closes the rest.
ROUGH = 2e-3


@dataclass(frozen=True)
class Choice:
    """Projects that can be paid together, how, and what they are worth."""

    taken: frozenset[int]
    grants: tuple[Grant, ...]
    value: Decimal


class Search:
    """One search: the best choice so far, and what no choice exceeds."""

    def __init__(
        self, program: Program, relaxation: Relaxation, payable: Integers, report: Report = silent, enough: float = 0.0
    ) -> None:
        self.program, self.relaxation, self.payable, self.report = program, relaxation, payable, report
        self.instance: Instance = program.instance
        self.problem = program.instance.problem
        self.best: Choice | None = None
        self.bound = self.rounded(relaxation.bound)
        self.is_impossible = False
        self.enough = enough
        # Choices whose payments could not be settled in time: the bound may not go below them.
        self.open_value = -inf
        self.is_near = False
        self.ruled_out: list[Row] = []

    @cached_property
    def pinned(self) -> frozenset[int]:
        """Positions of the projects pinned."""
        return frozenset(self.problem.project_at[name] for name in self.problem.pinned)

    @property
    def gap(self) -> float:
        """Relative gap at which a run proves the optimum."""
        step = self.instance.step
        return max(self.enough, 0.9 * step / max(self.bound, step, 1.0) if step else TOLERANCE)

    @property
    def is_proven(self) -> bool:
        """Whether no choice is worth more than the best."""
        if self.best is None:
            return False
        return self.bound <= float(self.best.value) + max(self.instance.step * 0.5, TOLERANCE * abs(self.bound))

    @property
    def is_enough(self) -> bool:
        """Whether the best is as near to the bound as was asked for."""
        return self.best is not None and self.bound - float(self.best.value) <= self.enough * abs(self.bound)

    def rounded(self, bound: float) -> float:
        """Lower a bound to the values that can occur."""
        step = self.instance.step
        return floor(bound / step + TOLERANCE) * step if step and isfinite(bound) else bound

    def start(self, names: Iterable[str], stop: Stop) -> None:
        """Begin with a portfolio made before, as much of it as can still be paid; else with what prices would take."""
        given = frozenset(self.problem.project_at[name] for name in names if name in self.problem.project_at)
        self.is_near = bool(given)
        if not given:
            given = frozenset(np.flatnonzero(self.relaxation.taken > 0.5).tolist())  # noqa: PLR2004
        given = frozenset(place for place in given if self.program.upper[place] and self.payable[place])
        order = sorted(given - self.pinned, key=lambda place: (-self.relaxation.margin[place], place))
        for dropped in _dropped(len(order)):
            taken = self.pinned | frozenset(order[: len(order) - dropped])
            is_hurried = stop() and 0 < dropped < len(order)
            if not is_hurried and self._is_listed(taken) and self.offer(taken, stop):
                return

    def _is_listed(self, taken: frozenset[int]) -> bool:
        names = {self.problem.projects[place].id for place in taken}
        most = self.problem.most_projects
        return (most is None or len(names) <= most) and all(
            len(one.projects & names) <= one.most for one in self.problem.groups
        )

    def offer(self, taken: frozenset[int], stop: Stop, columns: Floats | None = None) -> bool:
        """Pay for a choice and keep it if it is the best so far; whether it can be paid."""
        works = None if columns is None else columns[self.instance.size + self.instance.links :].astype(np.int64)
        payment = pay(self.program, taken, stop, works=works)
        if payment.grants is None:
            if payment.is_open:
                self.open_value = max(self.open_value, float(self.instance.score[sorted(taken)].sum()))
            return False
        names = [self.problem.projects[place].id for place in sorted(taken)]
        choice = Choice(taken, payment.grants, value_of(self.problem, names, payment.grants))
        if self.best is None or choice.value > self.best.value:
            self.best = choice
            self.report(Progress("selection", float(choice.value), self.bound))
        return True

    def run(self, stop: Stop) -> None:
        """Search until the best is proven or the time is over."""
        if not self.is_proven and self.instance.size > OPEN:
            self._round(self._few(), part_of(stop, FIRST), ROUGH)
        if self.is_proven or self.is_enough or stop():
            return
        outcome = self._round(self.fixed(), stop, self.gap)
        if outcome.is_empty and self.best is None and self.open_value == -inf:
            self.is_impossible = True
            return
        best = -inf if self.best is None else float(self.best.value)
        self.bound = min(self.bound, self.rounded(max(best, outcome.bound, self.open_value)))

    def fixed(self, *, is_equal_kept: bool = False) -> tuple[Floats, Floats]:
        """Bounds of the columns in any choice better than the best (or, on request, as good).

        A project whose margin exceeds what is left between the bound and the best cannot be on the other side.
        """
        lower, upper = np.zeros_like(self.program.upper), self.program.upper.copy()
        size = self.instance.size
        if self.best is not None:
            gain = 0.0 if is_equal_kept else self.instance.step
            room = self.relaxation.bound - float(self.best.value) - gain + TOLERANCE * (1 + abs(self.bound))
            lower[:size][self.relaxation.margin > room] = 1.0
            upper[:size][self.relaxation.margin < -room] = 0.0
        upper[:size] *= self.payable
        pinned = sorted(self.pinned)
        lower[pinned] = upper[pinned] = 1.0
        return np.minimum(lower, upper), upper

    def _few(self) -> tuple[Floats, Floats]:
        """Leave open the projects whose margins are the smallest.

        The others keep the side on which a former portfolio that can still be paid has them. Without one, those that
        the prices refuse clearly are left out and all others are open: least grants may forbid what prices like.
        """
        lower, upper = self.fixed()
        order = np.argsort(np.abs(self.relaxation.margin), kind="stable")
        if self.is_near and self.best is not None and self.best.taken > self.pinned:
            rest = order[OPEN:]
            taken = np.isin(rest, sorted(self.best.taken))
            lower[rest[taken]] = upper[rest[taken]]
        else:
            out = order[(self.relaxation.taken < TOLERANCE)[order]]
            rest = out[OPEN:]
            taken = np.isin(rest, sorted(self.pinned))
        upper[rest[~taken]] = lower[rest[~taken]]
        return lower, upper

    def _round(self, bounds: tuple[Floats, Floats], stop: Stop, gap: float) -> Outcome:
        """Branch, and rule out the choices that only rounding made payable."""
        while True:
            program = self.program.with_rows(self.ruled_out) if self.ruled_out else self.program
            outcome = branch(program, stop, lower=bounds[0], upper=bounds[1], gap=gap)
            if outcome.columns is None:
                return outcome
            taken = frozenset(np.flatnonzero(outcome.columns[: self.instance.size] > 0.5).tolist())  # noqa: PLR2004
            if self.offer(taken, stop, outcome.columns) or stop():
                return outcome
            self.ruled_out.append(other_than(self.instance, taken))


def other_than(instance: Instance, taken: frozenset[int]) -> Row:
    """Return the limit that rules one choice out, and no other."""
    cells = [(place, -1.0 if place in taken else 1.0) for place in range(instance.size)]
    return Row("choice", "", None, None, cells, 1.0 - len(taken), inf)


def _dropped(count: int) -> list[int]:
    """Numbers of projects to leave out in turn: none, few, ever more, all."""
    return [
        0,
        *takewhile(lambda some: some < count, (2**power - 1 for power in range(1, 64))),
        *([count] if count else []),
    ]
