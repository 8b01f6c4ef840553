"""Prove a plan best, level by level, with CP-SAT; for small forums of any form."""

from dataclasses import dataclass
from math import inf

from ortools.sat.python import cp_model

from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.model import Model
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop

LARGEST = 20_000  # ways to hold meetings, beyond which the search would not end
A_SECOND = 1_000  # ways for each second there is: the model is built in a quarter of the time at most


@dataclass(frozen=True)
class Proof:
    """The best plan found as slot and pool of every meeting, and whether it is proven best or impossible."""

    status: Status
    standing: tuple[tuple[int, int], ...] = ()


def is_small(grid: Grid, stop: Stop) -> bool:
    """Whether the exact route is worth trying in the time that is left."""
    ways = sum(len(s) * len(p) for s, p in zip(grid.starts, grid.pools_of, strict=True))
    return ways <= min(LARGEST, A_SECOND * stop.remaining())


def prove(grid: Grid, hint: Board, stop: Stop, seed: int) -> Proof:
    """Return the best plan, one level of the objective after the other; earlier levels are held at their best."""
    model = Model(grid)
    standing: tuple[tuple[int, int], ...] = hint.snapshot()
    known = False
    proven = True
    for level in model.levels:
        model.clear_hints()
        for (meeting, slot, pool), variable in model.chosen.items():
            model.model.add_hint(variable, int(standing[meeting] == (slot, pool)))
        model.model.minimize(level)
        solver = _solver(stop, seed)
        state = solver.solve(model.model)
        if state == cp_model.INFEASIBLE:
            return Proof(Status.INFEASIBLE)
        if state not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            proven = False
            break
        known = True
        standing = _read(grid, model, solver)
        model.model.add(level <= round(solver.objective_value))
        proven = proven and state == cp_model.OPTIMAL
    if not known:
        return Proof(Status.UNKNOWN)
    return Proof(Status.OPTIMAL if proven else Status.FEASIBLE, standing)


def _solver(stop: Stop, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # the same run on every machine with as many cores or as few
    solver.parameters.random_seed = seed % (1 << 31)
    left = stop.remaining()
    if left < inf:
        solver.parameters.max_time_in_seconds = max(0.01, left)
    return solver


def _read(grid: Grid, model: Model, solver: cp_model.CpSolver) -> tuple[tuple[int, int], ...]:
    standing = [(NOWHERE, NOWHERE)] * grid.meetings
    for (meeting, slot, pool), variable in model.chosen.items():
        if solver.boolean_value(variable):
            standing[meeting] = slot, pool
    return tuple(standing)
