"""Why no plan exists, where no participant alone is the reason: the fewest meetings that cannot all be held."""

from math import inf

from ortools.sat.python import cp_model

from grappe.engines.meetings.finding import Finding, finding
from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.model import Model
from grappe.engines.solving.stop import Stop

SECONDS = 5.0  # for one question


def conflict(grid: Grid, stop: Stop, seed: int) -> tuple[Finding, ...]:
    """Return reasons why the compulsory meetings cannot all be held, or nothing when stopped before they are known.

    A set of meetings that CP-SAT shows to be impossible is thinned, one meeting after the other, while it stays so.

    Parameters
    ----------
    grid : known to have no plan.
    stop : ends the thinning; the set so far is told.
    seed : of the solver.
    """
    core = _core(grid, [meeting for meeting in range(grid.meetings) if grid.compulsory[meeting]], stop, seed)
    if core is None:
        return ()
    if not core:
        return (finding("conflict.fairness", fairness=grid.problem.fairness or 0),)
    minimal = True
    for meeting in tuple(core):
        if stop():
            minimal = False
            break
        smaller = _core(grid, [other for other in core if other != meeting], stop, seed) if meeting in core else None
        if smaller:
            core = smaller
    pairs = tuple(f"{m + 1} ({' and '.join(grid.problem.requests[m].participants)})" for m in sorted(core))
    numbers = tuple(m + 1 for m in sorted(core))
    return (finding("conflict.minimal" if minimal else "conflict", count=len(core), pairs=pairs, meetings=numbers),)


def _core(grid: Grid, required: list[int], stop: Stop, seed: int) -> list[int] | None:
    """Return an impossible part of the required meetings, nothing when they are possible, None when unknown."""
    model = Model(grid, relaxed=True)
    wanted = {meeting: model.model.new_bool_var("") for meeting in required}
    for meeting, variable in wanted.items():
        model.model.add(model.placed(meeting) == 1).only_enforce_if(variable)
    model.model.add_assumptions(list(wanted.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % (1 << 31)
    left = stop.remaining()
    solver.parameters.max_time_in_seconds = min(SECONDS, left) if left < inf else SECONDS
    state = solver.solve(model.model)
    if state in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return []
    if state != cp_model.INFEASIBLE:
        return None
    numbers = set(solver.sufficient_assumptions_for_infeasibility())
    return [meeting for meeting, variable in wanted.items() if variable.index in numbers] or required
