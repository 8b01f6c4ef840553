"""Whole programmes by branch and bound (HiGHS), with columns fixed beforehand."""

from dataclasses import dataclass, replace

import numpy as np
from scipy import optimize

from grappe.engines.selection.instance import Floats, Integers
from grappe.engines.selection.program import Program
from grappe.engines.solving.stop import Stop

INFEASIBLE = 2
LONGEST = 1e6
SHORTEST = 0.05
WITHIN = {"need", "project_share", "minimum", "parity"}


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a run found.

    Parameters
    ----------
    columns : values of all columns of the program; None when nothing was found.
    bound : no solution of the run is worth more; minus infinity when there is none.
    is_empty : whether it is proven that there is no solution.
    """

    columns: Floats | None
    bound: float
    is_empty: bool


def branch(
    program: Program,
    stop: Stop,
    *,
    lower: Floats | None = None,
    upper: Floats | None = None,
    worth: Floats | None = None,
    gap: float = 0.0,
    whole: Integers | None = None,
) -> Outcome:
    """Maximise over the program.

    Parameters
    ----------
    program : limits.
    stop : when to end; what was found by then is returned.
    lower, upper : of all columns; those of the program by default.
    worth : of all columns; that of the program by default.
    gap : relative gap at which to end.
    whole : 1 for columns to be whole numbers; those of the program by default.

    Returns
    -------
    Outcome
        Columns that are to be whole numbers are rounded.
    """
    whole = program.is_whole if whole is None else whole
    found = optimize.milp(
        -(program.worth if worth is None else worth),
        constraints=optimize.LinearConstraint(program.matrix, program.low, program.high),
        integrality=whole,
        bounds=optimize.Bounds(
            np.zeros_like(program.upper) if lower is None else lower, program.upper if upper is None else upper
        ),
        options={"time_limit": min(LONGEST, max(SHORTEST, stop.remaining())), "mip_rel_gap": gap},
    )
    bound = found.mip_dual_bound
    if found.x is None:
        is_empty = found.status == INFEASIBLE
        return Outcome(None, -np.inf if is_empty else (np.inf if bound is None else -float(bound)), is_empty)
    columns = np.asarray(found.x, dtype=np.float64)
    columns = np.where(whole == 1, np.rint(columns), columns)
    least = -float(found.fun)
    return Outcome(columns, least if bound is None else max(least, -float(bound)), is_empty=False)


def payable_alone(program: Program, stop: Stop) -> Integers:
    """Say which projects the funders' rules allow, were each alone and the envelopes without end.

    Parameters
    ----------
    program : the limits; only those within projects are held.
    stop : when to give up, all projects being taken for payable.

    Returns
    -------
    array
        1 or 0 for each project.
    """
    size = program.instance.size
    rows = tuple(row for row in program.rows if row.project is not None and row.kind in WITHIN)
    worth = np.zeros_like(program.upper)
    worth[:size] = 1.0
    outcome = branch(replace(program, rows=rows), stop, worth=worth)
    if outcome.columns is None or outcome.bound > outcome.columns[:size].sum() + 0.5:
        return np.ones(size, dtype=np.int64)
    return np.rint(outcome.columns[:size]).astype(np.int64)
