"""Ours beside plain ways to the published optima: RC2 on a textbook encoding, one CP-SAT model, clingo."""

import importlib.util
import multiprocessing
import time
from collections.abc import Callable, Mapping
from multiprocessing.queues import Queue

from benchmarks.meetings.published import PROOF, PROVING, instances, timed

from grappe.engines.meetings.grid import Grid, compile_grid
from grappe.engines.solving import Deadline

SECONDS, LONG = 20.0, 60.0  # for each peer, and where it says most
WATCHED = {"forumt-14.original", "tic-13crafc.original"}
Answer = tuple[int | None, bool]  # breaks, proven

ASP = """
1 { at(M,T) : open(M,T) } 1 :- meeting(M).
:- person(P), slot(T), 2 { at(M,T) : of(M,P) }.
:- slot(T), room(T,R), R+1 { at(M,T) }.
:- before(M,N), at(M,S), at(N,T), S >= T.
busy(P,T) :- at(M,T), of(M,P).
begun(P,T) :- busy(P,T).
begun(P,T+1) :- begun(P,T), slot(T+1).
goes(P,T) :- busy(P,T).
goes(P,T-1) :- goes(P,T), slot(T-1).
rest(P,T+1) :- busy(P,T), slot(T+1), not busy(P,T+1), goes(P,T+1).
:- person(P), fair(D), D+1 { rest(P,T) }.
#minimize { 1,P,T : rest(P,T) }.
"""


def textbook_rc2(grid: Grid, _seconds: float) -> Answer:
    """MaxSAT: meetings in slots, busy slots, begun and to go; a break is soft. Nothing implied is added."""
    from pysat.card import CardEnc, EncType
    from pysat.examples.rc2 import RC2
    from pysat.formula import WCNF, IDPool

    pool, formula = IDPool(), WCNF()
    held = {(m, t): pool.id(("x", m, t)) for m in range(grid.meetings) for t in grid.starts[m]}

    def at_most(literals: list[int], bound: int) -> None:
        kind = EncType.pairwise if bound == 1 else EncType.seqcounter
        formula.extend(CardEnc.atmost(literals, bound, vpool=pool, encoding=kind).clauses)

    for m, starts in enumerate(grid.starts):
        literals = [held[m, t] for t in starts]
        formula.append(literals)
        at_most(literals, 1)
        for earlier in grid.before[m]:
            for t in starts:
                formula.append([-held[m, t], *(held[earlier, s] for s in grid.starts[earlier] if s < t)])
    for t in range(grid.slots):
        at_most([held[m, t] for m in range(grid.meetings) if (m, t) in held], int(grid.room[t]))
    for p, meetings in enumerate(grid.of_person):
        breaks = []
        for t in range(grid.slots):
            here = [held[m, t] for m in meetings if (m, t) in held]
            at_most(here, 1)
            busy, begun, goes = pool.id(("u", p, t)), pool.id(("b", p, t)), pool.id(("g", p, t))
            formula.extend([[-one, busy] for one in here] + [[-busy, *here], [-busy, begun], [-busy, goes]])
            if t:
                before, gone = pool.id(("b", p, t - 1)), pool.id(("g", p, t - 1))
                formula.extend([[-before, begun], [-goes, gone]])
                rest = pool.id(("r", p, t))
                formula.append([-pool.id(("u", p, t - 1)), busy, -goes, rest])
                formula.append([-rest], weight=1)
                breaks.append(rest)
        at_most(breaks, grid.problem.fairness or 0)
    with RC2(formula, solver="g4", adapt=True, exhaust=True, minz=True) as solver:
        model = solver.compute()
        return (None, True) if model is None else (solver.cost, True)


def plain_cp_sat(grid: Grid, seconds: float) -> Answer:
    """The engine's own general model as one question to CP-SAT, without hint or bound, two workers."""
    from ortools.sat.python import cp_model

    from grappe.engines.meetings.model import Model

    model = Model(grid)
    model.model.minimize(sum(model.breaks))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    state = solver.solve(model.model)
    if state == cp_model.INFEASIBLE:
        return None, True
    found = state in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return (round(solver.objective_value) if found else None), state == cp_model.OPTIMAL


def plain_clingo(grid: Grid, seconds: float) -> Answer:
    """Answer sets, unsatisfiable-core strategy."""
    import clingo

    facts = [f"fair({grid.problem.fairness})."]
    facts += [f"slot({t}). room({t},{int(grid.room[t])})." for t in range(grid.slots)]
    facts += [f"person({p})." for p in range(grid.people)]
    for m in range(grid.meetings):
        facts.append(f"meeting({m}).")
        facts += [f"open({m},{t})." for t in grid.starts[m]]
        facts += [f"of({m},{p})." for p in grid.who[m]]
        facts += [f"before({earlier},{m})." for earlier in grid.before[m]]
    control = clingo.Control(["--opt-strategy=usc", "--warn=none"])
    control.add("base", [], ASP + "\n".join(facts))
    control.ground([("base", [])])
    best: list[int] = []
    with control.solve(on_model=lambda model: best.extend(model.cost), async_=True) as handle:
        finished = handle.wait(seconds)
        if not finished:
            handle.cancel()
        return (best[-1] if best else None), finished and bool(handle.get().exhausted)


Peers = Mapping[str, Callable[[Grid, float], Answer]]
# On one core each, at once; then the one that takes both cores.
ALONE: Peers = {"RC2, textbook": textbook_rc2, "clingo": plain_clingo}
BOTH: Peers = {"CP-SAT": plain_cp_sat}


def peers(seed: int) -> None:
    """The 20 originals, ours and each peer."""
    rounds = [{name: way for name, way in group.items() if is_usable(name)} for group in (ALONE, BOTH)]
    names = [name for group in rounds for name in group]
    print(f"| instance | optimum | ours | {' | '.join(names)} |\n|---|--:|{'--:|' * (len(names) + 1)}")
    for one in instances("original"):
        made, wall, _ = timed(one.problem, Deadline(PROVING), PROOF, seed)
        ours = f"{made.breaks}, {wall:.1f} s" if made.status == "optimal" else f"{made.breaks} unproven, {wall:.0f} s"
        grid, seconds = compile_grid(one.problem), LONG if one.name in WATCHED else SECONDS
        shown = [told for group in rounds for told in ask(group, grid, seconds)]
        print(f"| {one.name} | {one.optimum} | {ours} | {' | '.join(shown)} |", flush=True)


def is_usable(name: str) -> bool:
    """Whether the peer is installed."""
    return name != "clingo" or importlib.util.find_spec("clingo") is not None


def ask(group: Peers, grid: Grid, seconds: float) -> list[str]:
    """Ask all of a group at once, each in a process of its own, and tell what each has come to."""
    context = multiprocessing.get_context("fork")
    began = time.perf_counter()
    answers: list[Queue[tuple[Answer, float]]] = [context.Queue() for _ in group]
    running = [
        context.Process(target=_answer, args=(way, grid, seconds, queue, began))
        for way, queue in zip(group.values(), answers, strict=True)
    ]
    for process in running:
        process.start()
    told = []
    for process, queue in zip(running, answers, strict=True):
        process.join(max(0.0, began + seconds + 3 - time.perf_counter()))
        if process.is_alive() or process.exitcode:
            process.kill()
            told.append(f"nothing in {seconds:.0f} s")
            continue
        (breaks, proven), took = queue.get()
        told.append(_shown(breaks, took, proven=proven))
    return told


def _answer(
    way: Callable[[Grid, float], Answer],
    grid: Grid,
    seconds: float,
    queue: "Queue[tuple[Answer, float]]",
    began: float,
) -> None:
    queue.put((way(grid, seconds), time.perf_counter() - began))


def _shown(breaks: int | None, took: float, *, proven: bool) -> str:
    if proven:
        return f"{breaks}, {took:.1f} s"
    return f"nothing in {took:.0f} s" if breaks is None else f"{breaks} unproven, {took:.0f} s"
