"""Time of a question in large registers, and how much of the exact answer the quick way finds."""

import resource
import sys
import time
from dataclasses import replace

import numpy as np
from benchmarks.matching.world import WordVectors, World

from grappe.engines.matching import Parameters, Question, prepare, suggest
from grappe.engines.matching.ground import Ground

ASKED, COMPARED, GOALS = 300, 45, {100_000: 50, 1_000_000: 120}
EXACT = 2**62


def scale(*sizes: int) -> None:
    for size in sizes or GOALS:
        world = World(size)
        started = time.process_time()
        register = world.register()
        drawn = time.process_time()
        ground = prepare(register, Parameters(), WordVectors())
        prepared = time.process_time()
        questions = list(world.questions(ASKED))
        for _, question in questions[:3]:
            suggest(ground, question)
        first = time.process_time()
        print(
            f"{size} organisations, {len(register.projects)} projects, {len(ground.library.sources)} texts:"
            f" drawn in {drawn - started:.0f} s, ready in {prepared - drawn:.0f} s, first three questions"
            f" {first - prepared:.1f} s of CPU; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB",
            flush=True,
        )
        timed(ground, questions)
        recall(ground, questions[:COMPARED])


def timed(ground: Ground, questions: list[tuple[str, Question]]) -> None:
    clock: dict[str, list[float]] = {"all": []}
    wall: dict[str, list[float]] = {"all": []}
    for kind, question in questions:
        started, on_the_wall = time.process_time(), time.perf_counter()
        suggest(ground, question)
        for name in ("all", kind):
            clock.setdefault(name, []).append(1e3 * (time.process_time() - started))
            wall.setdefault(name, []).append(1e3 * (time.perf_counter() - on_the_wall))
    for name, some in clock.items():
        cpu, seen = np.quantile(some, [0.5, 0.95, 1.0]), np.quantile(wall[name], [0.5, 0.95, 1.0])
        print(
            f"  {name:12} CPU ms p50 {cpu[0]:.0f} p95 {cpu[1]:.0f} max {cpu[2]:.0f};"
            f" wall p50 {seen[0]:.0f} p95 {seen[1]:.0f} max {seen[2]:.0f}",
            flush=True,
        )


def recall(ground: Ground, questions: list[tuple[str, Question]]) -> None:
    """The share of the ten best of all that the quick way finds, the quick way forced where all would be measured."""
    quick = replace(ground, parameters=replace(ground.parameters, compare_all=0))
    exact = replace(ground, parameters=replace(ground.parameters, compare_all=EXACT))
    found: dict[str, list[float]] = {}
    spent = [0.0, 0.0]
    for kind, question in questions:
        started = time.process_time()
        some = {one.id for one in suggest(quick, question).suggestions}
        between = time.process_time()
        best = {one.id for one in suggest(exact, question).suggestions}
        spent[0] += between - started
        spent[1] += time.process_time() - between
        found.setdefault(kind, []).append(len(some & best) / max(1, len(best)))
    whole = [one for some in found.values() for one in some]
    told = ", ".join(f"{kind} {np.mean(some):.3f} (least {min(some):.1f})" for kind, some in found.items())
    print(f"  recall@10 {np.mean(whole):.4f}: {told}; exact takes {spent[1] / max(spent[0], 1e-9):.1f} times the CPU")


if __name__ == "__main__":
    scale(*(int(one) for one in sys.argv[1:]))
