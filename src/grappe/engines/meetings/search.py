"""The heuristic for any form and size: weight first, then who is served how, then breaks."""

from random import Random

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.construction import construct, retry
from grappe.engines.meetings.evening import even_out
from grappe.engines.meetings.fairness import enforce_fairness
from grappe.engines.meetings.polish import anneal
from grappe.engines.meetings.weight_bound import WeightBound
from grappe.engines.solving.progress import Progress, Report, silent
from grappe.engines.solving.seed import generator
from grappe.engines.solving.stop import Stop, part_of

ROUNDS_PER_MEETING, MOST_ROUNDS = 2, 400  # of annealing; as many again while breaks fall
PATIENCE = 2  # annealings in a row that bring nothing
WEIGHING = 0.5  # of the time, for placing what the first pass left out
EVENING = 0.3  # of what is left, for serving evenly; the rest goes to breaks


def search(board: Board, bound: WeightBound, stop: Stop, *, seed: int, report: Report) -> bool:
    """Fill a board as well as time allows; return whether fairness could be held.

    Parameters
    ----------
    board : changed in place.
    bound : of the weight; what it holds is placed first.
    stop : asked again and again.
    seed : of all chance.
    report : told of each better value and bound.
    """
    fill(board, bound, part_of(stop, WEIGHING), generator(seed, "search"), report, first=stop)
    even_out(board, part_of(stop, EVENING), generator(seed, "even"))
    lower_breaks(board, stop, seed=seed, report=report)
    return enforce_fairness(board)


def fill(
    board: Board, bound: WeightBound, stop: Stop, rng: Random, report: Report = silent, *, first: Stop | None = None
) -> None:
    """Place what can be placed until nothing more comes, the bound is met, or the stop; see `construct` for `first`."""
    construct(board, rng, stop, bound.share, first)
    report(Progress("weight", board.weight, bound.value))
    before = -1
    while before < board.weight < bound.value and not stop():
        before = board.weight
        retry(board, rng, stop, rounds=3)
        report(Progress("weight", board.weight, bound.value))


def lower_breaks(board: Board, stop: Stop, *, seed: int, report: Report) -> None:
    """Lower the breaks of a board until they fall no more.

    Parameters
    ----------
    board : changed in place; the same meetings stay in it.
    stop : asked again and again.
    seed : of all chance.
    report : told after each annealing.
    """
    rng = generator(seed, "breaks")
    rounds = min(MOST_ROUNDS, ROUNDS_PER_MEETING * board.grid.meetings)
    least, idle = None, 0
    while idle < PATIENCE and not stop():
        cost = anneal(board, rng, stop, rounds=rounds)
        report(Progress("breaks", board.total_breaks(), 0))
        idle = 0 if least is None or cost < least else idle + 1
        least = cost
        if cost == 0:
            return
