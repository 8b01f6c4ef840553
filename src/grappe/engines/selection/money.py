"""How much more money would take a project in: programs whose envelopes may be exceeded at a price."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil, inf

import numpy as np

from grappe.engines.selection.instance import Floats
from grappe.engines.selection.integral import branch
from grappe.engines.selection.program import Program, Row
from grappe.engines.selection.result import Lack
from grappe.engines.solving.stop import Stop

MONEY = {"budget", "envelope", "ceiling"}
CHOICES = {"group", "number"}
ROUNDING = 1e-3
CLOSE = 1e-6


@dataclass(frozen=True, eq=False)
class Loosened:
    """A program whose money limits have each a last column of their own: what they are exceeded by."""

    program: Program
    limits: tuple[Row, ...]

    @property
    def first(self) -> int:
        """Place of the first of these columns."""
        return len(self.program.upper) - len(self.limits)

    def lacks(self, columns: Floats) -> tuple[Lack, ...]:
        """Euros by which each limit is exceeded, to the cent, those by nothing left out."""
        unit = self.program.instance.unit
        amounts = [max(0, ceil(float(one) * unit - ROUNDING)) for one in columns[self.first :]]
        return tuple(
            Lack(row.kind, row.label, Decimal(amount) / 100)
            for row, amount in zip(self.limits, amounts, strict=True)
            if amount
        )

    @property
    def cheapness(self) -> Floats:
        """Worth that makes the least excess best."""
        worth = np.zeros_like(self.program.upper)
        worth[self.first :] = -1.0
        return worth


def loosened(program: Program) -> Loosened:
    """Return the program with money to be had."""
    limits = tuple(row for row in program.rows if row.kind in MONEY)
    place, rows = len(program.upper), []
    for row in program.rows:
        if row.kind in MONEY:
            rows.append(replace(row, cells=[*row.cells, (place, -1.0)]))
            place += 1
        else:
            rows.append(row)
    upper = np.concatenate([program.upper, np.full(len(limits), inf)])
    return Loosened(replace(program, rows=tuple(rows), upper=upper), limits)


def lacking(program: Program, taken: Iterable[int], stop: Stop) -> tuple[Lack, ...] | None:
    """Find the least money that pays for some projects together; None when none does, or none was found in time.

    Parameters
    ----------
    program : the limits; groups and the number of projects are not looked at.
    taken : positions of the projects.
    stop : when to give up.

    Returns
    -------
    tuple of Lack or None
        Empty when they can be paid as it is.
    """
    loose = loosened(replace(program, rows=tuple(row for row in program.rows if row.kind not in CHOICES)))
    lower, upper = _fixed(loose.program, taken)
    found = branch(loose.program, stop, lower=lower, upper=upper, worth=loose.cheapness, gap=CLOSE)
    return None if found.columns is None else loose.lacks(found.columns)


def cheapest_entry(program: Program, place: int, value: float, stop: Stop) -> tuple[Lack, ...] | None:
    """Find the least money with which a portfolio holds a project and is worth as much as another.

    Parameters
    ----------
    program : the limits.
    place : position of the project.
    value : what the portfolio is to be worth at least.
    stop : when to give up.

    Returns
    -------
    tuple of Lack or None
        None when there is none, or none was found in time.
    """
    loose = loosened(program)
    cells = [(column, float(one)) for column, one in enumerate(loose.program.worth) if one]
    row = Row("value", "", None, None, cells, value - CLOSE * max(1.0, abs(value)), inf)
    lower, upper = np.zeros_like(loose.program.upper), loose.program.upper.copy()
    lower[[place, *_pinned(program)]] = 1.0
    found = branch(loose.program.with_rows([row]), stop, lower=lower, upper=upper, worth=loose.cheapness, gap=ROUNDING)
    return None if found.columns is None else loose.lacks(found.columns)


def fitting_share(program: Program, taken: frozenset[int], place: int, stop: Stop) -> float | None:
    """Find the share of a project's aid that could be paid beside others.

    Parameters
    ----------
    program : the limits; groups and the number of projects are not looked at.
    taken : positions of the others.
    place : position of the project.
    stop : when to give up.

    Returns
    -------
    float or None
        Between 0 and 1; None when it was not found in time.
    """
    name = program.instance.problem.projects[place].id
    rows = tuple(row for row in program.rows if row.kind not in CHOICES and (row.side, row.project) != ("taken", name))
    part = replace(program, rows=rows)
    lower, upper = _fixed(part, taken)
    upper[place] = 1.0
    whole, worth = part.is_whole, np.zeros_like(part.upper)
    whole[place], worth[place] = 0, 1.0
    if program.instance.is_fine:
        whole[program.instance.size : program.instance.size + program.instance.links] = 0
    found = branch(part, stop, lower=lower, upper=upper, worth=worth, whole=whole)
    return None if found.columns is None else round(float(found.columns[place]), 6)


def _fixed(program: Program, taken: Iterable[int]) -> tuple[Floats, Floats]:
    size = program.instance.size
    lower, upper = np.zeros_like(program.upper), program.upper.copy()
    upper[:size] = 0.0
    lower[sorted(taken)] = upper[sorted(taken)] = 1.0
    return lower, upper


def _pinned(program: Program) -> list[int]:
    problem = program.instance.problem
    return [problem.project_at[name] for name in sorted(problem.pinned)]
