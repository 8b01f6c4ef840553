"""The programme over real numbers: its bound, the prices of its limits, and what each project is worth beside them."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

from grappe.engines.selection.instance import Floats, Instance, Integers
from grappe.engines.selection.pricing import priced_bound
from grappe.engines.selection.program import Program, program_of
from grappe.engines.selection.result import Certificate, Price

SMALL = 1e-12
PRICED = {"budget", "envelope", "ceiling", "project_share", "parity", "group", "number"}
PER_PROJECT = {"group", "number"}


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The best that real numbers allow.

    Parameters
    ----------
    bound : of the value.
    taken : share of each project taken; shape (projects,).
    margin : what taking a project wholly adds to the bound: below 0 for those left out; shape (projects,).
    certificate : the prices, and the bound they give by addition.
    charges : price of one unit of each project and each link, by the limits that projects share.
    sold : what those limits bring in when all of them is sold at that price.
    """

    bound: float
    taken: Floats
    margin: Floats
    certificate: Certificate
    charges: Floats
    sold: float


def relax(instance: Instance, payable: Integers) -> Relaxation | None:
    """Solve the relaxation.

    Parameters
    ----------
    instance : the arrays.
    payable : 1 for each project that can be paid were it alone; shape (projects,).

    Returns
    -------
    Relaxation or None
        None when even real numbers cannot pay what is pinned.
    """
    program = program_of(instance, with_minimums=False)
    upper = program.upper.copy()
    upper[: instance.size] *= payable
    lower = np.zeros_like(upper)
    lower[[instance.problem.project_at[name] for name in instance.problem.pinned]] = 1.0
    is_equal = program.low == program.high
    is_least = np.isinf(program.high)
    sign = np.where(is_least, -1.0, 1.0)
    matrix = sparse.csr_array(sparse.diags_array(sign) @ program.matrix)
    side = np.where(is_least, -program.low, program.high)
    if (lower > upper).any():
        return None
    found = optimize.linprog(
        -program.worth,
        A_ub=matrix[np.flatnonzero(~is_equal)],
        b_ub=side[~is_equal],
        A_eq=matrix[np.flatnonzero(is_equal)] if is_equal.any() else None,
        b_eq=side[is_equal] if is_equal.any() else None,
        bounds=np.column_stack([lower, upper]),
        method="highs",
    )
    if found.x is None:
        return None
    duals = np.zeros(len(program.rows))
    duals[~is_equal] = -np.asarray(found.ineqlin.marginals)
    prices = _prices(program, duals)
    margin = -np.asarray(found.lower.marginals + found.upper.marginals)[: instance.size]
    priced = priced_bound(instance.problem, prices)
    if priced is None:
        priced = float(instance.score.sum())
        prices = ()
    shared = np.array([row.project is None and row.kind in PRICED for row in program.rows], dtype=bool)
    price = np.where(shared, np.maximum(duals, 0.0), 0.0)
    return Relaxation(
        bound=-float(found.fun),
        taken=np.asarray(found.x)[: instance.size],
        margin=margin,
        certificate=Certificate(prices, priced),
        charges=np.asarray(price @ program.matrix),
        sold=float(price[shared] @ program.high[shared]),
    )


def _prices(program: Program, duals: Floats) -> tuple[Price, ...]:
    """Per euro, so that the checker needs no unit."""
    per_euro = 100.0 / program.instance.unit
    found = []
    for row, dual in zip(program.rows, duals.tolist(), strict=True):
        if row.kind in PRICED and dual > SMALL:
            value = dual if row.kind in PER_PROJECT else dual * per_euro
            found.append(Price(row.kind, row.label, row.project, value, row.side))
    return tuple(found)
