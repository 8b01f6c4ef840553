"""The published instances: proofs, the heuristic alone, and the variants with forbidden slots."""

import csv
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grappe.engines.meetings import Params, Plan, Problem, check_figures, check_plan, plan_meetings, problem_from_dzn
from grappe.engines.solving import Deadline, Status

DATA = Path(os.environ.get("GRAPPE_REAL_DATA", "../shared/data")) / "b2b"
PROVING, GUESSING = 60.0, 10.0
HEURISTIC = Params(prove=False, workers=2)
PROOF = Params(workers=2)


@dataclass(frozen=True)
class Instance:
    """A published instance with the optimum its authors proved (None: no plan exists)."""

    name: str
    problem: Problem
    optimum: int | None


def instances(kind: str) -> Iterator[Instance]:
    """Yield the instances of one kind, "original" or "forb", with fairness 2."""
    with (DATA / "known_optima.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if f".{kind}" in row["instance"]]
    folder = DATA / "official" / ("original" if kind == "original" else "forbidden")
    for row in sorted(rows, key=lambda one: one["instance"]):
        told = row["optimal_total_breaks"]
        text = (folder / f"{row['instance']}.dzn").read_text(encoding="utf-8")
        yield Instance(
            row["instance"], problem_from_dzn(text, int(row["fairness_d"])), None if told == "UNSAT" else int(told)
        )


def timed(problem: Problem, deadline: Deadline, params: Params, seed: int) -> tuple[Plan, float, float]:
    """Plan once and have it checked; return the plan, the seconds on the wall and those of the processors."""
    wall, cpu = time.perf_counter(), processor_seconds()
    made = plan_meetings(problem, deadline, seed, params)
    took = time.perf_counter() - wall, processor_seconds() - cpu
    if made.breaks is not None:
        faults = [*check_plan(problem, made.assignments), *check_figures(problem, made)]
        if faults:
            raise AssertionError(faults[0].about)
    return (made, *took)


def processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def prove(kind: str, seed: int) -> None:
    """Prove every instance of a kind and compare with the published optimum."""
    agreed, sums = 0, [0.0, 0.0]
    print("| instance | published | ours | status | wall s | CPU s | by |\n|---|--:|--:|---|--:|--:|---|")
    found = list(instances(kind))
    for one in found:
        made, wall, cpu = timed(one.problem, Deadline(PROVING), PROOF, seed)
        same = made.breaks == one.optimum if one.optimum is not None else made.status is Status.INFEASIBLE
        agreed += same and made.status in {Status.OPTIMAL, Status.INFEASIBLE} and wall <= PROVING
        sums[0] += wall
        sums[1] += cpu
        known = "none exists" if one.optimum is None else one.optimum
        print(f"| {one.name} | {known} | {made.breaks} | {made.status} | {wall:.1f} | {cpu:.1f} | {made.method} |")
        for reason in made.reasons[:2]:
            print(f"|  | | | {reason.about} | | | |", flush=True)
    print(
        f"\n{agreed} of {len(found)} as published and proven within {PROVING:.0f} s; "
        f"{sums[0]:.0f} s wall, {sums[1]:.0f} s CPU"
    )


def guess(seed: int) -> None:
    """Plans alone, in ten seconds: a question that takes long is passed over, each is put in two ways; one seed."""
    reached, at_once = 0, 0
    found = list(instances("original"))
    print("| instance | optimum | breaks | wall s | CPU s | by |\n|---|--:|--:|--:|--:|---|")
    for one in found:
        made, wall, cpu = timed(one.problem, Deadline(GUESSING), HEURISTIC, seed)
        reached += made.breaks == one.optimum and wall <= GUESSING
        at_once += made.breaks == one.optimum and wall <= GUESSING / 2
        print(f"| {one.name} | {one.optimum} | {made.breaks} | {wall:.1f} | {cpu:.1f} | {made.method} |", flush=True)
    print(f"\nat the optimum: {reached} of {len(found)} in {GUESSING:.0f} s on the wall, {at_once} in half of it")
