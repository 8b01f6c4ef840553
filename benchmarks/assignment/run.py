"""Times and figures of the assignment engine: `python benchmarks/assignment/run.py [midl published lottery large]`."""

import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from instances import LOADS, OPTIMA, large, midl, published

from grappe.engines.assignment import Lottery, Objective, Problem, assign, check, draw_lots, frontier

Found = TypeVar("Found")


def timed(work: Callable[[], Found]) -> tuple[Found, str]:
    """Run once: CPU time of the process and time on the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return found, f"cpu {time.process_time() - cpu:.3f} s, wall {time.perf_counter() - wall:.3f} s"


def show(name: str, problem: Problem, objective: Objective) -> None:
    answer, took = timed(lambda: assign(problem, objective=objective))
    proof = answer.certificate
    print(
        f"{name} {objective}: total {answer.total:.4f} (bound {proof.total_bound:.4f}, from prices"
        f" {proof.priced_bound:.4f}), worst {answer.worst:.4f} (bound {proof.worst_bound}),"
        f" optimal {answer.optimal}, {took}"
    )
    if len(problem.affinities.value) < 10**6:
        print(f"   checker: {check(problem, answer) or 'no fault'}")
    if answer.fairness:
        print(f"   price of fairness {answer.fairness.price:.4%}, free worst {answer.fairness.free_worst:.4f}")


def run_midl() -> None:
    problem = midl()
    show("midl", problem, Objective.TOTAL)
    show("midl", problem, Objective.WORST)
    trades, took = timed(lambda: frontier(problem))
    print("midl frontier", [(round(one.total, 4), round(one.worst, 4)) for one in trades], took)


def run_published() -> None:
    for name in LOADS:
        problem = published(name)
        for objective in (Objective.TOTAL, Objective.WORST):
            show(f"{name} (optimum {OPTIMA[name]})", problem, objective)


def run_lottery() -> None:
    problem = published("aamas2015")
    lottery, took = timed(lambda: draw_lots(problem, cap=0.8046875))
    assert isinstance(lottery, Lottery)
    print(
        f"aamas2015 lottery at 0.8046875: {lottery.expected_total} = {lottery.kept:.10f}, {len(lottery.shares)}, {took}"
    )


def run_large() -> None:
    for skewed in (False, True):
        problem, took = timed(lambda skewed=skewed: large(skewed=skewed))
        print("large problem made in", took, "skewed" if skewed else "uniform")
        for objective in (Objective.TOTAL, Objective.WORST):
            show("10,000 x 10,000 x 100", problem, objective)
            print(f"   peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB", flush=True)


if __name__ == "__main__":
    known = {"midl": run_midl, "published": run_published, "lottery": run_lottery, "large": run_large}
    for wanted in sys.argv[1:] or known:
        known[wanted]()
