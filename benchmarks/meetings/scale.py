"""Large forums: weight against a safe bound, breaks against what others do, memory."""

import resource
import time

from benchmarks.meetings.crowd import Crowd, forum
from benchmarks.meetings.rivals import first_fit, greedy, self_booking

from grappe.engines.meetings import Params, Problem, check_figures, check_plan, plan_meetings
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.solving import Deadline

HEURISTIC = Params(prove=False)
LARGE, LARGEST = 60.0, 530.0  # seconds


def large(seed: int) -> None:
    """4,000 participants and 20,000 requests, tables at 80, 95 and 105 % of need, two-sided and not."""
    print("| forum | tables | by | weight | of the bound | placed | breaks | a head | wall s | CPU s |")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|")
    for buyers in (0.25, 0.0):
        for tables in (0.80, 0.95, 1.05):
            compare(Crowd(tables=tables, buyers=buyers, seed=seed), seed)


def compare(crowd: Crowd, seed: int, seconds: float = LARGE) -> None:
    """Plan one forum and print a line for the engine and for each rival."""
    problem = forum(crowd)
    label = f"| {'buyers and sellers' if crowd.buyers else 'any to any'} | {crowd.tables:.0%} "
    bound = _ours(label, problem, seed, seconds)
    grid = compile_grid(problem)
    for name, method in (("greedy", greedy), ("first fit", first_fit), ("self-booking", self_booking)):
        wall, cpu = time.perf_counter(), time.process_time()
        board = method(grid, seed)
        placed = grid.meetings - len(board.missing())
        figures = board.weight, board.weight / bound, placed, board.total_breaks(), crowd.people
        _line(label, name, figures, time.perf_counter() - wall, time.process_time() - cpu)


def _ours(label: str, problem: Problem, seed: int, seconds: float) -> int:
    wall, cpu = time.perf_counter(), time.process_time()
    made = plan_meetings(problem, Deadline(seconds, clock=time.process_time), seed, HEURISTIC)
    took = time.perf_counter() - wall, time.process_time() - cpu
    faults = [*check_plan(problem, made.assignments), *check_figures(problem, made)]
    if faults or made.breaks is None:
        raise AssertionError(faults[0].about if faults else "no plan")
    people = len(problem.participants)
    figures = made.weight, made.weight / made.weight_bound, made.measure.placed, made.breaks, people
    _line(label, "**ours, checked**", figures, *took)
    return made.weight_bound


def _line(label: str, name: str, figures: tuple[int, float, int, int, int], wall: float, cpu: float) -> None:
    weight, share, placed, breaks, people = figures
    shown = f"{weight} | {share:.3%} | {placed} | {breaks} | {breaks / people:.3f}"
    print(f"{label}| {name} | {shown} | {wall:.1f} | {cpu:.1f} |", flush=True)


def largest(seed: int) -> None:
    """15,000 participants and 90,000 requests."""
    crowd = Crowd(people=15_000, requests=90_000, seed=seed)
    bound = _ours("15,000 / 90,000 ", forum(crowd), seed, LARGEST)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"bound {bound}, peak memory {peak:.2f} GiB")
