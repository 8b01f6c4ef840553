"""One function plans a forum of any form and size; it chooses the way."""

from dataclasses import dataclass, replace

from grappe.engines.meetings.assignments import assignments_of
from grappe.engines.meetings.board import Board
from grappe.engines.meetings.checker import check_plan
from grappe.engines.meetings.conflict import conflict
from grappe.engines.meetings.crowding import crowding_bound
from grappe.engines.meetings.exact import is_small, prove
from grappe.engines.meetings.grid import Grid, compile_grid
from grappe.engines.meetings.hall import obvious_contradictions
from grappe.engines.meetings.measure import measure
from grappe.engines.meetings.plan import Plan
from grappe.engines.meetings.problem import Level, Problem
from grappe.engines.meetings.published import is_published, solve_published
from grappe.engines.meetings.search import search
from grappe.engines.meetings.validation import validate
from grappe.engines.meetings.weight_bound import WeightBound, weight_bound
from grappe.engines.solving.progress import Report, silent
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop


class BrokenPlanError(AssertionError):
    """The engine made a plan that its checker refuses: a fault of the engine, never of the input."""


@dataclass(frozen=True)
class Params:
    """How to search.

    Parameters
    ----------
    prove : try to prove the plan best, where the form and size allow it.
    workers : questions put to solvers at once, each in a process of its own; a proven plan is the same, sooner.
    """

    prove: bool = True
    workers: int = 1


DEFAULT = Params()


def plan_meetings(problem: Problem, stop: Stop, seed: int, params: Params = DEFAULT, report: Report = silent) -> Plan:
    """Return the best plan found with its bounds and the state of its proof.

    Parameters
    ----------
    problem : refused by a named `MeetingsError` when it contradicts itself.
    stop : ends the search; the best plan so far is returned.
    seed : of all chance.
    params : how to search.
    report : told of each better value and bound.
    """
    validate(problem)
    grid = compile_grid(problem)
    reasons = tuple(obvious_contradictions(grid))
    if reasons:
        return Plan(Status.INFEASIBLE, seed=seed, reasons=reasons, method="hall")
    if is_published(grid):
        return _published(grid, stop, seed, params, report)
    return _general(grid, stop, seed, params, report)


def plan_of(board: Board, status: Status, seed: int) -> Plan:
    """Return the plan of a board, after the checker has seen it.

    Parameters
    ----------
    board : with every compulsory meeting.
    status : of the proof.
    seed : to be told in the plan.
    """
    problem = board.grid.problem
    assignments = assignments_of(board)
    faults = check_plan(problem, assignments)
    if faults:
        raise BrokenPlanError(f"The engine made a plan that breaks a rule: {faults[0].about} Please report it.")
    figures = measure(problem, assignments)
    return Plan(status, assignments, breaks=figures.breaks, weight=figures.weight, seed=seed, measure=figures)


def _published(grid: Grid, stop: Stop, seed: int, params: Params, report: Report) -> Plan:
    found = solve_published(grid, stop, seed, report, prove=params.prove, workers=params.workers)
    if not found.slots:
        return _without_plan(grid, found.status, stop, seed, found.method)
    board = Board(grid)
    for meeting, slot in enumerate(found.slots):
        board.place(meeting, slot, grid.pools_of[meeting][0])
    done = plan_of(board, found.status, seed)
    return replace(done, lower_bound=found.bound, weight_bound=done.weight, method=found.method)


def _general(grid: Grid, stop: Stop, seed: int, params: Params, report: Report) -> Plan:
    bound = weight_bound(grid)
    board = Board(grid)
    fair = search(board, bound, stop, seed=seed, report=report)
    if params.prove and is_small(grid, stop) and not stop():
        proof = prove(grid, board, stop, seed)
        if proof.status is Status.INFEASIBLE:
            return _without_plan(grid, proof.status, stop, seed, "cp-sat")
        if proof.status is not Status.UNKNOWN:
            board.load(proof.standing)
            return _proven(plan_of(board, proof.status, seed), bound, grid)
    if not fair or any(grid.compulsory[meeting] for meeting in board.missing()):
        return Plan(Status.UNKNOWN, weight_bound=bound.value, seed=seed, method="heuristic")
    return _bounded(plan_of(board, Status.FEASIBLE, seed), bound, grid, "heuristic")


def _without_plan(grid: Grid, status: Status, stop: Stop, seed: int, method: str) -> Plan:
    reasons = conflict(grid, stop, seed) if status is Status.INFEASIBLE else ()
    return Plan(status, weight_bound=sum(grid.weight), seed=seed, reasons=reasons, method=method)


def _bounded(done: Plan, bound: WeightBound, grid: Grid, method: str) -> Plan:
    breaks = crowding_bound(grid, bound, done.weight)
    return replace(done, weight_bound=bound.value, lower_bound=breaks, method=method)


def _proven(done: Plan, bound: WeightBound, grid: Grid) -> Plan:
    """Where table changes are asked for, they are made few but not proven fewest."""
    if done.status is not Status.OPTIMAL:
        return _bounded(done, bound, grid, "cp-sat")
    objective = grid.problem.objective
    is_open = Level.TABLE_CHANGES in objective and done.measure.table_changes > 0
    counted = Level.BREAKS in objective
    return replace(
        done,
        status=Status.FEASIBLE if is_open else Status.OPTIMAL,
        weight_bound=done.weight,
        lower_bound=done.measure.breaks if counted else crowding_bound(grid, bound, done.weight),
        method="cp-sat; all but table changes proven" if is_open else "cp-sat",
    )
