"""Times and figures of the selection engine: `python -m benchmarks.selection.run [rounds questions elections]`.

On a machine that others use, `PATIENCE=5` lets every time limit be five times as long: read the CPU seconds then.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
from benchmarks.selection.instances import election, elections, generated
from scipy import optimize

from grappe.engines.selection import Portfolio, Problem, Question, changed, check, compare, explain, select, what_if
from grappe.engines.selection.instance import instance_of
from grappe.engines.selection.program import program_of
from grappe.engines.solving import Deadline

PATIENCE = float(os.environ.get("PATIENCE", "1"))
Found = TypeVar("Found")
SIZES = ((60, 4, 30 * PATIENCE), (120, 8, 30 * PATIENCE), (300, 14, 60 * PATIENCE))
KINDS = {
    "as stated": {},
    "poor": {"money": 0.4},
    "equal": {"equal": True},
    "poor, equal": {"money": 0.4, "equal": True},
}


@dataclass
class Took:
    """Seconds of a run."""

    cpu: float
    wall: float

    def __str__(self) -> str:
        return f"cpu {self.cpu:.2f} s, wall {self.wall:.2f} s"


def timed(work: Callable[[], Found]) -> tuple[Found, Took]:
    """Run once: CPU time of the process and time on the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return found, Took(time.process_time() - cpu, time.perf_counter() - wall)


def monolith(problem: Problem, seconds: float) -> tuple[float, float]:
    """One plain HiGHS programme, all limits at once: value and bound."""
    program = program_of(instance_of(problem))
    found = optimize.milp(
        -program.worth,
        constraints=optimize.LinearConstraint(program.matrix, program.low, program.high),
        integrality=program.is_whole,
        bounds=optimize.Bounds(0, program.upper),
        options={"time_limit": seconds, "mip_rel_gap": 1e-4},
    )
    return (0.0 if found.x is None else -float(found.fun)), -float(found.mip_dual_bound)


def show(name: str, problem: Problem, seconds: float) -> Portfolio:
    portfolio, took = timed(lambda: select(problem, stop=Deadline(seconds), settles_ties=False))
    print(
        f"{name}: {portfolio.status} {portfolio.value}, gap {portfolio.gap:.4%}, {len(portfolio.funded)} funded, {took}"
    )
    print(f"   checker: {check(problem, portfolio) or 'no fault'}")
    return portfolio


def run_rounds(kinds: tuple[str, ...] = tuple(KINDS)) -> None:
    for size, funders, seconds in SIZES:
        for kind, options in ((one, KINDS[one]) for one in kinds):
            problem = generated(size, funders, 1, **options)
            portfolio = show(f"{size} x {funders}, {kind}", problem, seconds)
            (value, bound), took = timed(lambda problem=problem, seconds=seconds: monolith(problem, seconds))
            print(f"   plain HiGHS: {value:.1f}, gap {1 - value / bound:.4%}, {took}")
            comparison, took = timed(lambda problem=problem, portfolio=portfolio: compare(problem, portfolio))
            print("  ", *(f"{one.rule} loses {one.loss:.2%};" for one in comparison.rivals), took, flush=True)


def questions_about(problem: Problem, portfolio: Portfolio) -> dict[str, Question]:
    """Eight questions that a panel asks."""
    out = [one.id for one in sorted(problem.projects, key=lambda one: -one.score) if one.id not in portfolio.funded]
    state = problem.funders[0]
    home = problem.funders[2]
    return {
        "take in the best refused": Question(pinned=frozenset(out[:1])),
        "take in three": Question(pinned=frozenset(out[:3])),
        "leave out the first": Question(excluded=frozenset(portfolio.funded[:1])),
        "leave out three": Question(excluded=frozenset(portfolio.funded[:3])),
        "State 5 % less": Question(budgets={state.id: (state.budget * Decimal("0.95")).quantize(Decimal(1))}),
        "State 5 % more": Question(budgets={state.id: (state.budget * Decimal("1.05")).quantize(Decimal(1))}),
        "a region withdraws": Question(budgets={home.id: Decimal(0)}),
        "a score rises by 10": Question(scores={out[3]: problem.projects[problem.project_at[out[3]]].score + 10}),
    }


def run_questions() -> None:
    for size, funders, seconds in SIZES:
        problem = generated(size, funders, 1)
        portfolio = show(f"{size} x {funders}", problem, seconds)
        for name, question in questions_about(problem, portfolio).items():
            answer, took = timed(
                lambda question=question, problem=problem, portfolio=portfolio: what_if(
                    problem, portfolio, question, stop=Deadline(1.6 * PATIENCE)
                )
            )
            faults = check(changed(problem, question), answer.portfolio) or "no fault"
            print(f"   {name}: gap {answer.portfolio.gap:.3%}, {faults}, {took}", flush=True)


def knapsack(costs: list[int], scores: list[int], budget: int) -> int:
    """Best sum of scores by dynamic programming over scores: the cheapest way to reach each."""
    cheapest = np.full(sum(scores) + 1, np.iinfo(np.int64).max // 2)
    cheapest[0] = 0
    for cost, score in zip(costs, scores, strict=True):
        moved = cheapest[: len(cheapest) - score] + cost
        cheapest[score:] = np.minimum(cheapest[score:], moved)
    return int(np.flatnonzero(cheapest <= budget).max())


def run_elections() -> None:
    paths, right, spent = elections(), 0, Took(0, 0)
    for path in paths:
        problem = election(path)
        portfolio, took = timed(lambda problem=problem: select(problem))
        spent = Took(spent.cpu + took.cpu, spent.wall + took.wall)
        costs = [int(one.payable * 100) for one in problem.projects]
        best = knapsack(costs, [int(one.score) for one in problem.projects], int(problem.funders[0].budget * 100))
        reasons, took = timed(lambda problem=problem, portfolio=portfolio: explain(problem, portfolio))
        explained = not reasons.missing and all(one.lacks and one.loss is not None for one in reasons.refusals)
        right += portfolio.value == best and portfolio.is_tie_settled and explained and not check(problem, portfolio)
        greedy = compare(problem, portfolio).rivals
        print(
            f"{path.name}: {portfolio.value} = {best}, {len(reasons.refusals)} refusals explained, {took},",
            *(f"{one.rule} loses {one.loss:.2%}" for one in greedy),
            flush=True,
        )
    print(f"{right} of {len(paths)} optimal, settled, explained and checked; all selections: {spent}")


if __name__ == "__main__":
    known = {"elections": run_elections, "questions": run_questions, "rounds": run_rounds}
    for wanted in sys.argv[1:] or known:
        known[wanted]()
