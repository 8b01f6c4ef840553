"""Among choices worth as much: the one that costs least, then the one that takes the first project named."""

from enum import Enum
from math import inf

import numpy as np

from grappe.engines.selection.integral import branch
from grappe.engines.selection.program import Row
from grappe.engines.selection.search import Choice, Search, other_than
from grappe.engines.solving.stop import Stop

CLOSE = 1e-9
Fixing = tuple[int, float]


class _Found(Enum):
    NONE = "none"
    UNKNOWN = "unknown"


def settle_ties(search: Search, stop: Stop) -> bool:
    """Replace the best choice by the one that the order prefers among those worth as much.

    Parameters
    ----------
    search : proven to have the best value.
    stop : when to give up.

    Returns
    -------
    bool
        Whether it is settled.
    """
    if not search.is_proven or not search.instance.step or search.best is None:
        return False
    return _Ties(search, stop).settle(search.best)


class _Ties:
    def __init__(self, search: Search, stop: Stop) -> None:
        self.search, self.stop = search, stop
        self.instance = search.instance
        self.ruled_out: list[Row] = list(search.ruled_out)
        self.money = self.instance.total / self.instance.unit
        self.bounds = search.fixed(is_equal_kept=True)

    def settle(self, best: Choice) -> bool:
        while True:
            other = self._other(best, (), is_cheapest=True)
            if isinstance(other, _Found):
                return other is _Found.NONE
            if self.cost(other) > self.cost(best):
                return True
            if self.cost(other) == self.cost(best):
                return self._first_named(best)
            best = self.search.best = other

    def cost(self, choice: Choice) -> int:
        return int(self.instance.total[sorted(choice.taken)].sum())

    def _first_named(self, best: Choice) -> bool:
        fixed: list[Fixing] = []
        for place in range(self.instance.size):
            if place not in best.taken and self.bounds[1][place] > 0:
                other = self._other(best, (*fixed, (place, 1.0)), is_cheapest=False)
                if other is _Found.UNKNOWN:
                    return False
                if isinstance(other, Choice):
                    best = self.search.best = other
            fixed.append((place, float(place in best.taken)))
        return True

    def _other(self, best: Choice, fixings: tuple[Fixing, ...], *, is_cheapest: bool) -> Choice | _Found:
        """Another choice worth as much; the cheapest, or one that costs as much and keeps to some fixings."""
        lower, upper = (bound.copy() for bound in self.bounds)
        for place, value in fixings:
            lower[place] = upper[place] = value
        while True:
            outcome = branch(
                self.search.program.with_rows([*self._limits(best, is_cheapest=is_cheapest), *self.ruled_out]),
                self.stop,
                lower=lower,
                upper=upper,
                worth=self._cheapness() if is_cheapest else np.zeros_like(lower),
                gap=CLOSE,
            )
            if outcome.columns is None:
                return _Found.NONE if outcome.is_empty else _Found.UNKNOWN
            taken = frozenset(np.flatnonzero(outcome.columns[: self.instance.size] > 0.5).tolist())  # noqa: PLR2004
            found = self._paid(taken, best, is_cheapest=is_cheapest)
            if found is not None:
                return found
            if self.stop():
                return _Found.UNKNOWN
            self.ruled_out.append(other_than(self.instance, taken))

    def _paid(self, taken: frozenset[int], best: Choice, *, is_cheapest: bool) -> Choice | None:
        trial = Search(self.search.program, self.search.relaxation, self.search.patterns, self.search.payable)
        if not trial.offer(taken, self.stop) or trial.best is None or trial.best.value != best.value:
            return None
        return trial.best if is_cheapest or self.cost(trial.best) == self.cost(best) else None

    def _cheapness(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        worth = np.zeros_like(self.search.program.upper)
        worth[: self.instance.size] = -self.money
        return worth

    def _limits(self, best: Choice, *, is_cheapest: bool) -> list[Row]:
        """As valuable; and another choice, or as cheap."""
        score = [(place, float(one)) for place, one in enumerate(self.instance.score)]
        rows = [Row("value", "", None, None, score, float(best.value) - 0.5 * self.instance.step, inf)]
        if is_cheapest:
            return [*rows, other_than(self.instance, best.taken)]
        money = [(place, float(one)) for place, one in enumerate(self.money)]
        most = (self.cost(best) + 0.5) / self.instance.unit
        return [*rows, Row("cost", "", None, None, money, -inf, most)]
