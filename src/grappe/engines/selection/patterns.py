"""Who is at work in a project: least grants at the prices of the money, project by project.

Sold at their prices, the limits that projects share no longer hold them together, and the programme falls apart into
one small programme per project that keeps its least grants. Their sum is a bound, sharper than that of the relaxation,
and each says which funders pay for a project most cheaply: its pattern.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from numpy.typing import NDArray

from grappe.engines.selection.instance import Floats, Integers
from grappe.engines.selection.integral import branch
from grappe.engines.selection.program import Program, Row
from grappe.engines.selection.relaxation import Relaxation
from grappe.engines.selection.result import Grant
from grappe.engines.solving.stop import Stop, part_of

Flags = NDArray[np.bool_]
HALF = 0.5
# What no programme loses by tolerance alone.
ROUNDING = 1e-5
LONGEST = 2.0


@dataclass(frozen=True, eq=False)
class Patterns:
    """The best that each project is worth beside the prices, least grants kept.

    Parameters
    ----------
    works : whether a pair of funder and project with a least grant is at work when the project is paid most cheaply.
    bound : no choice is worth more.
    margin : what taking a project adds to the bound; shape (projects,).
    """

    works: Flags
    bound: float
    margin: Floats


def priced_patterns(program: Program, relaxation: Relaxation, payable: Integers, stop: Stop) -> Patterns:
    """Pay every project as cheaply as the prices allow.

    Parameters
    ----------
    program, relaxation : all limits, and the prices of those that projects share.
    payable : 1 for each project that can be paid were it alone; only these are looked at.
    stop : when to give up: the bound is then infinite, and nobody is at work.

    Returns
    -------
    Patterns
        The margin of what cannot be paid is minus infinity.
    """
    size, links = program.instance.size, program.instance.links
    alone = replace(program, rows=tuple(row for row in program.rows if row.project is not None))
    lower, upper = np.zeros_like(program.upper), program.upper.copy()
    upper[:size] *= payable
    lower[:size] = upper[:size]
    worth = program.worth.copy()
    worth[: size + links] -= relaxation.charges
    found = branch(alone, part_of(stop, 0.3, LONGEST), lower=lower, upper=upper, worth=worth)
    if found.columns is None:
        return Patterns(np.zeros(len(program.pair_funder), dtype=bool), inf, np.zeros(size))
    paid = np.bincount(
        program.instance.link_project,
        weights=worth[size : size + links] * found.columns[size : size + links],
        minlength=size,
    )
    margin = np.where(upper[:size] > 0, worth[:size] + paid, -inf)
    slack = max(0.0, found.bound - float(worth @ found.columns)) + ROUNDING
    pinned = [program.instance.problem.project_at[name] for name in program.instance.problem.pinned]
    counted = np.maximum(margin, 0.0)
    counted[pinned] = margin[pinned]
    bound = relaxation.sold + float(counted.sum()) + slack
    return Patterns(found.columns[size + links :] > HALF, bound, margin)


def standing_works(program: Program, grants: Iterable[Grant]) -> Flags:
    """Say which pairs of funder and project are at work in a portfolio made before.

    Parameters
    ----------
    program, grants : whose pairs are meant, and the payments of that portfolio.

    Returns
    -------
    array
        One flag for each pair with a least grant.
    """
    paid = {(one.funder, one.project) for one in grants}
    problem = program.instance.problem
    return np.array(
        [
            (problem.funders[funder].id, problem.projects[project].id) in paid
            for funder, project in zip(program.pair_funder, program.pair_project, strict=True)
        ],
        dtype=bool,
    )


def tied(program: Program, works: Flags, free: Flags, upper: Floats) -> tuple[list[Row], Floats]:
    """Bind funders to projects: in all but the free projects, who is at work is decided by the project being taken.

    Parameters
    ----------
    program : the limits.
    works, free : flags of the pairs at work, and of the projects whose pairs stay open.
    upper : of all columns.

    Returns
    -------
    tuple of rows and array
        To be added to the limits, and the bounds that close the pairs that are not at work.
    """
    first = program.instance.size + program.instance.links
    is_free = free[program.pair_project]
    upper = upper.copy()
    upper[first : first + len(works)] *= works | is_free
    rows = [
        Row("pattern", "", None, None, [(first + place, 1.0), (int(program.pair_project[place]), -1.0)], 0.0, 0.0)
        for place in np.flatnonzero(works & ~is_free).tolist()
    ]
    return rows, upper
