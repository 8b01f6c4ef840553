"""What fairness costs: the best plan known when the breaks of any two participants may differ by so many."""

from grappe.engines.meetings.assignments import assignments_of, load_assignments
from grappe.engines.meetings.board import Board
from grappe.engines.meetings.crowding import crowding_bound
from grappe.engines.meetings.exact import is_small
from grappe.engines.meetings.explanation import FairnessPrice
from grappe.engines.meetings.fairness import enforce_fairness
from grappe.engines.meetings.grid import Grid, compile_grid
from grappe.engines.meetings.planning import Params, plan_meetings, plan_of
from grappe.engines.meetings.polish import anneal
from grappe.engines.meetings.problem import Problem
from grappe.engines.meetings.published import is_published
from grappe.engines.meetings.weight_bound import weight_bound
from grappe.engines.solving.seed import generator
from grappe.engines.solving.status import Status
from grappe.engines.solving.stop import Stop

ROUNDS = 150  # of annealing: a second or two


def price_of(problem: Problem, board: Board, stop: Stop, seed: int) -> FairnessPrice:
    """Return what the fairness of a problem costs.

    Small forums are planned anew. In large ones the plan at hand is made fair: breaks beyond the difference are
    annealed away at the same weight, and what remains too far apart loses its lightest meetings. The weight that this
    plan lacks to the bound of any plan, fair or not, is the most that fairness can cost.

    Parameters
    ----------
    problem : with the fairness in question.
    board : the plan at hand; left as it is.
    stop : ends the search.
    seed : of all chance.
    """
    grid = compile_grid(problem)
    if not is_published(grid) and not is_small(grid, stop):
        return made_fair(grid, board, stop, seed)
    made = plan_meetings(problem, stop, seed, Params())
    return FairnessPrice(problem.fairness, made.status, made.weight, made.breaks, made.lower_bound, made.weight_bound)


def made_fair(grid: Grid, board: Board, stop: Stop, seed: int) -> FairnessPrice:
    """Return the plan at hand made fair.

    Parameters
    ----------
    grid : with the fairness in question.
    board : the plan at hand; left as it is.
    stop : ends the annealing.
    seed : of all chance.
    """
    fairness, bound = grid.problem.fairness, weight_bound(grid)
    other = Board(grid)
    load_assignments(other, assignments_of(board))
    anneal(other, generator(seed, "price"), stop, rounds=ROUNDS)
    fair = enforce_fairness(other)
    if not fair or any(grid.compulsory[meeting] for meeting in other.missing()):
        return FairnessPrice(fairness, Status.UNKNOWN, 0, None, 0, bound.value, from_plan=True)
    made = plan_of(other, Status.FEASIBLE, seed)
    breaks = crowding_bound(grid, bound, made.weight)
    return FairnessPrice(fairness, made.status, made.weight, made.breaks, breaks, bound.value, from_plan=True)
