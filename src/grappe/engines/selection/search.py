"""The best portfolio: prices first, then the payers they suggest, then whatever the prices cannot rule out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import takewhile
from math import floor, inf, isfinite

import numpy as np

from grappe.engines.selection.checker import value_of
from grappe.engines.selection.instance import Floats, Instance, Integers
from grappe.engines.selection.integral import Outcome, branch
from grappe.engines.selection.neighbourhoods import improve
from grappe.engines.selection.patterns import Flags, Patterns, standing_works, tied
from grappe.engines.selection.payments import pay
from grappe.engines.selection.program import Program, Row
from grappe.engines.selection.relaxation import Relaxation
from grappe.engines.selection.result import Grant
from grappe.engines.selection.warm import branch_from
from grappe.engines.solving.progress import Progress, Report, silent
from grappe.engines.solving.stop import Deadline, Stop, part_of

TOLERANCE = 1e-6
HALF = 0.5
# Open projects that are searched at once, without deciding their payers beforehand.
FEW = 60
# Projects whose payers are left open in the second run, and the shares of the time left that two runs may take.
OPEN, FIRST, SECOND = 40, 0.5, 0.7
# Share of the time for a first portfolio, where there was none before.
SHARE = 0.4
# Relative gap beyond which there is a second run, and the one at which either ends: the exact one closes the rest.
ROUGH, CLOSE = 2e-3, 5e-4
# A portfolio this far from its bound changed much; up to so many projects, one run over all of them proves most, and
# leaves this share of the time for improving what it begins with.
FAR, SMALL, IMPROVING = 0.03, 150, 0.25
# Seconds that the repair of a former portfolio may take, however little time there is.
REPAIR = 1.5


@dataclass(frozen=True)
class Choice:
    """Projects that can be paid together, how, and what they are worth."""

    taken: frozenset[int]
    grants: tuple[Grant, ...]
    value: Decimal


class Search:
    """One search: the best choice so far, and what no choice exceeds."""

    def __init__(
        self,
        program: Program,
        relaxation: Relaxation,
        patterns: Patterns,
        payable: Integers,
        *,
        report: Report = silent,
        enough: float = 0.0,
    ) -> None:
        self.program, self.relaxation, self.patterns = program, relaxation, patterns
        self.payable, self.report = payable, report
        self.instance: Instance = program.instance
        self.problem = program.instance.problem
        self.best: Choice | None = None
        self.bound = self.rounded(min(relaxation.bound, patterns.bound))
        self.is_impossible = False
        self.enough = enough
        # Choices whose payments could not be settled in time: the bound may not go below them.
        self.open_value = -inf
        self.is_near = False
        self.ruled_out: list[Row] = []
        # The columns of the best choice, for a run that begins with them.
        self.columns: Floats | None = None
        self.works = patterns.works
        # Projects of which nobody knows yet who is to pay.
        self._unsettled = np.zeros(self.instance.size, dtype=bool)

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
    def _margin(self) -> Floats:
        return self.patterns.margin if isfinite(self.patterns.bound) else self.relaxation.margin

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

    def start(self, names: Iterable[str], grants: Iterable[Grant], stop: Stop) -> None:
        """Begin with a portfolio made before, as much of it as can still be paid; else with what prices would take."""
        given = frozenset(self.problem.project_at[name] for name in names if name in self.problem.project_at)
        if given:
            self._stand_on(given, grants)
            self.is_near = self._repair(given, stop)
            if self.is_near:
                return
        else:
            given = frozenset(np.flatnonzero(self.relaxation.taken > HALF).tolist())
        given = frozenset(place for place in given if self.program.upper[place] and self.payable[place])
        order = sorted(given - self.pinned, key=lambda place: (-self.relaxation.margin[place], place))
        for dropped in _dropped(len(order)):
            taken = self.pinned | frozenset(order[: len(order) - dropped])
            is_hurried = stop() and 0 < dropped < len(order)
            if not is_hurried and self._is_listed(taken) and self.offer(taken, stop):
                return

    def _stand_on(self, given: frozenset[int], grants: Iterable[Grant]) -> None:
        """Keep who is at work in a portfolio made before, where the funders can still be: elsewhere, prices decide."""
        works = standing_works(self.program, grants)
        broke = np.array([not funder.budget for funder in self.problem.funders], dtype=bool)
        lost = np.unique(self.program.pair_project[works & broke[self.program.pair_funder]])
        kept = np.isin(self.program.pair_project, sorted(given - set(lost.tolist())))
        self.works = np.where(kept, works, self.works)
        self._unsettled[sorted(given)] = False
        self._unsettled[lost] = True
        self._unsettled[sorted(self.pinned - given)] = True

    def _repair(self, given: frozenset[int], stop: Stop) -> bool:
        """Drop what is worth least from a former portfolio until the rest, with what is pinned, can be paid."""
        inside = np.isin(np.arange(self.instance.size), sorted(given | self.pinned))
        patience = part_of(stop, FIRST) if stop.remaining() * FIRST > REPAIR else Deadline(REPAIR)
        self._bound_round(self._unsettled, patience, inside)
        return self.best is not None

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
            self.columns = columns
            self._stand_on(taken, payment.grants)
            self.report(Progress("selection", float(choice.value), self.bound))
        return True

    def run(self, stop: Stop) -> None:
        """Search until the best is proven or the time is over."""
        if self._open_count() > FEW and not self.is_proven:
            if self.is_near and self._is_repaired_only():
                if self._is_near(FAR) or self.instance.size > SMALL:
                    improve(self, part_of(stop, IMPROVING if self.instance.size <= SMALL else FIRST))
            else:
                if not self.is_near:
                    self.round(self._few(), part_of(stop, SHARE), ROUGH)
                if len(self.program.pair_funder):
                    self._bind(stop)
        if self.is_proven or self.is_enough or (stop() and self.best is not None):
            return
        bounds = self.fixed(is_equal_kept=self.is_near)
        outcome = self.round(bounds, stop, self.gap, is_warm=self.is_near)
        if outcome.is_empty and self.best is None and self.open_value == -inf:
            self.is_impossible = True
            return
        best = -inf if self.best is None else float(self.best.value)
        self.bound = min(self.bound, self.rounded(max(best, outcome.bound, self.open_value)))

    def _is_repaired_only(self) -> bool:
        """Whether little is known of who is to pay for the best choices: a small round, or one that changed much."""
        return self.instance.size <= SMALL or not self._is_near(FAR)

    def _bind(self, stop: Stop) -> None:
        """Search with the funders of most projects decided beforehand, then once more with more projects open."""
        if not (stop() and self.best is not None):
            self._bound_round(self._unsettled, part_of(stop, FIRST))
        if not self._is_near(ROUGH) and not (stop() and self.best is not None):
            order = np.argsort(np.abs(self._margin), kind="stable")[:OPEN]
            self._bound_round(np.isin(np.arange(self.instance.size), order), part_of(stop, SECOND))

    def _bound_round(self, free: Flags, stop: Stop, inside: Flags | None = None) -> None:
        lower, upper = self.fixed()
        if inside is not None:
            upper[: self.instance.size] *= inside
        rows, upper = tied(self.program, self.works, free, upper)
        self.round((np.minimum(lower, upper), upper), stop, max(CLOSE, self.enough), rows)

    def _few(self) -> tuple[Floats, Floats]:
        """Leave out what the prices refuse clearly; all others are open: least grants may forbid what prices like."""
        lower, upper = self.fixed()
        order = np.argsort(np.abs(self._margin), kind="stable")
        rest = order[(self.relaxation.taken < TOLERANCE)[order]][FEW:]
        upper[rest[~np.isin(rest, sorted(self.pinned))]] = 0.0
        return np.minimum(lower, upper), upper

    def _open_count(self) -> int:
        lower, upper = self.fixed()
        return int((lower < upper)[: self.instance.size].sum())

    def _is_near(self, gap: float) -> bool:
        return self.best is not None and self.bound - float(self.best.value) <= gap * abs(self.bound)

    def fixed(self, *, is_equal_kept: bool = False) -> tuple[Floats, Floats]:
        """Bounds of the columns in any choice better than the best (or, on request, as good).

        A project whose margin exceeds what is left between the bound and the best cannot be on the other side.
        """
        lower, upper = np.zeros_like(self.program.upper), self.program.upper.copy()
        size = self.instance.size
        if self.best is not None:
            gain = 0.0 if is_equal_kept else self.instance.step
            for one in (self.relaxation, self.patterns):
                room = one.bound - float(self.best.value) - gain + TOLERANCE * (1 + abs(self.bound))
                lower[:size][one.margin > room] = 1.0
                upper[:size][one.margin < -room] = 0.0
        upper[:size] *= self.payable
        pinned = sorted(self.pinned)
        lower[pinned] = upper[pinned] = 1.0
        return np.minimum(lower, upper), upper

    def round(
        self,
        bounds: tuple[Floats, Floats],
        stop: Stop,
        gap: float,
        extra: Sequence[Row] = (),
        *,
        is_warm: bool = False,
    ) -> Outcome:
        """Branch, and rule out the choices that only rounding made payable; from the best choice if it is warm."""
        while True:
            rows = [*extra, *self.ruled_out]
            program = self.program.with_rows(rows) if rows else self.program
            if is_warm and self.columns is not None:
                outcome = branch_from(program, stop, self.columns, lower=bounds[0], upper=bounds[1], gap=gap)
            else:
                outcome = branch(program, stop, lower=bounds[0], upper=bounds[1], gap=gap)
            if outcome.columns is None or self._is_no_better(outcome.columns):
                return outcome
            taken = frozenset(np.flatnonzero(outcome.columns[: self.instance.size] > HALF).tolist())
            if is_warm and self.best is not None and taken == self.best.taken and not self.problem.is_scaled:
                return outcome
            if self.offer(taken, stop, outcome.columns) or stop():
                return outcome
            self.ruled_out.append(other_than(self.instance, taken))

    def _is_no_better(self, columns: Floats) -> bool:
        """Whether a choice is worth so little that paying for it is not worth the time."""
        worth = float(self.program.worth @ columns)
        return self.best is not None and worth < float(self.best.value) - TOLERANCE * (1 + abs(self.bound))


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
