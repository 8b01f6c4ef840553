"""A programme solved from a solution that is known: HiGHS is told of it, and looks for better ones at once."""

from datetime import timedelta

import numpy as np
from ortools.math_opt.python import mathopt

from grappe.engines.selection.instance import Floats
from grappe.engines.selection.integral import LONGEST, SHORTEST, Outcome
from grappe.engines.selection.program import Program
from grappe.engines.solving.stop import Stop


def branch_from(
    program: Program, stop: Stop, hint: Floats, *, lower: Floats, upper: Floats, gap: float = 0.0
) -> Outcome:
    """Maximise over the program, beginning with a solution.

    Parameters
    ----------
    program : limits.
    stop : when to end; what was found by then is returned, the solution given at least where it fits the bounds.
    hint : values of all columns of a solution; one that does not fit is mended by the solver or passed over.
    lower, upper : of all columns.
    gap : relative gap at which to end.

    Returns
    -------
    Outcome
        Columns that are to be whole numbers are rounded.
    """
    model, columns = _model(program, lower, upper)
    seconds = min(LONGEST, max(SHORTEST, stop.remaining()))
    parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds), relative_gap_tolerance=gap)
    known = mathopt.SolutionHint(variable_values=dict(zip(columns, hint.tolist(), strict=True)))
    told = mathopt.ModelSolveParameters(solution_hints=[known])
    found = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters, model_params=told)
    bound = float(found.termination.objective_bounds.dual_bound)
    if not found.has_primal_feasible_solution():
        is_empty = found.termination.reason is mathopt.TerminationReason.INFEASIBLE
        return Outcome(None, -np.inf if is_empty else bound, is_empty)
    values = np.array(found.variable_values(columns), dtype=np.float64)
    values = np.where(program.is_whole == 1, np.rint(values), values)
    return Outcome(values, max(bound, float(found.objective_value())), is_empty=False)


def _model(program: Program, lower: Floats, upper: Floats) -> tuple[mathopt.Model, list[mathopt.Variable]]:
    model = mathopt.Model()
    columns = [
        model.add_variable(lb=low, ub=high, is_integer=bool(whole))
        for low, high, whole in zip(lower.tolist(), upper.tolist(), program.is_whole, strict=True)
    ]
    model.maximize(
        mathopt.LinearSum(
            worth * column for worth, column in zip(program.worth.tolist(), columns, strict=True) if worth
        )
    )
    matrix = program.matrix.tocsr()
    for row, (low, high) in enumerate(zip(program.low.tolist(), program.high.tolist(), strict=True)):
        cells = slice(matrix.indptr[row], matrix.indptr[row + 1])
        terms = zip(matrix.data[cells].tolist(), matrix.indices[cells].tolist(), strict=True)
        model.add_linear_constraint(
            lb=low, ub=high, expr=mathopt.LinearSum(factor * columns[place] for factor, place in terms)
        )
    return model, columns
