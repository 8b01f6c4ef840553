"""The day: single events timed, and a whole day of them under three ways of repairing the plan."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.meetings.crowd import Crowd, forum

from grappe.engines.meetings import (
    Assignment,
    DayParams,
    Event,
    Late,
    NoShow,
    Params,
    Participant,
    Plan,
    Problem,
    Replan,
    Request,
    TableLost,
    WalkIn,
    plan_meetings,
    replan,
)
from grappe.engines.meetings.day import apply_events
from grappe.engines.solving import Deadline

PLANNING, REGENERATING = 60.0, 60.0
SINGLES = 8  # events of each kind, timed one by one
POLICIES = {
    "ours": DayParams(),
    "ours, at most 1 moved for each placed": DayParams(most_moved_for_one=1),
    "ours, at most 5 moved a batch": DayParams(most_moved=5),
    "free slots only": DayParams(most_moved_for_one=0),
}


@dataclass
class Tally:
    """What a day came to under one way of repairing."""

    moved: int = 0
    told: int = 0
    slowest: float = 0.0
    weight: int = 0
    placed: int = 0


def the_day(seed: int) -> None:
    """5 % no-shows, 3 % late, one table lost, 2 % walk-ins, announced slot by slot."""
    problem = forum(Crowd(seed=seed))
    made = plan_meetings(problem, Deadline(PLANNING, clock=time.process_time), seed, Params(prove=False))
    print(f"plan: {made.measure.placed} meetings, weight {made.weight}, breaks {made.breaks}")
    rng = random.Random(seed)
    _singles(problem, made, rng, seed)
    batches = _batches(problem, rng)
    print("| repaired by | meetings | weight | moved | told | slowest batch, CPU s |\n|---|--:|--:|--:|--:|--:|")
    for name, params in POLICIES.items():
        _show(name, _whole_day(problem, made, batches, params, seed))
    _show("full regeneration, once at the end", _regenerated(problem, made, batches, seed))


def _show(name: str, tally: Tally) -> None:
    print(
        f"| {name} | {tally.placed} | {tally.weight} | {tally.moved} | {tally.told} | {tally.slowest:.2f} |", flush=True
    )


def _singles(problem: Problem, made: Plan, rng: random.Random, seed: int) -> None:
    kinds: dict[str, list[Event]] = {
        "no-show": [NoShow(one.id) for one in rng.sample(problem.participants, SINGLES)],
        "late": [Late(one.id, 9) for one in rng.sample(problem.participants, SINGLES)],
        "table lost": [TableLost(number) for number in rng.sample(range(1, len(problem.tables) + 1), SINGLES)],
        "walk-in": [_walk_in(problem, number, rng) for number in range(SINGLES)],
    }
    print("| one event | slowest, CPU s | mean | meetings moved, mean | told, mean |\n|---|--:|--:|--:|--:|")
    for name, events in kinds.items():
        seconds, moved, told = [], 0, 0
        for event in events:
            began = time.process_time()
            done = replan(
                problem, made.assignments, [event], Deadline(2.0, clock=time.process_time), seed, DayParams(now=5)
            )
            seconds.append(time.process_time() - began)
            moved += done.moved
            told += len(done.told)
        mean = sum(seconds) / SINGLES
        print(
            f"| {name} | {max(seconds):.2f} | {mean:.2f} | {moved / SINGLES:.1f} | {told / SINGLES:.1f} |", flush=True
        )


def _walk_in(problem: Problem, number: int, rng: random.Random) -> WalkIn:
    name = f"W{number}"
    sellers = [one for one in problem.participants if one.side != "buyer"]
    wishes = tuple(Request((name, one.id), priority=rng.randint(1, 3)) for one in rng.sample(sellers, 5))
    return WalkIn(wishes, Participant(name, side="buyer"))


def _batches(problem: Problem, rng: random.Random) -> list[tuple[int, list[Event]]]:
    """Half of the events are known before the doors open, the others slot by slot until two thirds of the forum."""
    people = len(problem.participants)
    names = [one.id for one in rng.sample(problem.participants, people * 8 // 100)]
    gone = people * 5 // 100
    events: list[Event] = [NoShow(name) for name in names[:gone]]
    events += [Late(name, rng.randint(3, 12)) for name in names[gone:]]
    events += [_walk_in(problem, number, rng) for number in range(people * 2 // 100)]
    events.append(TableLost(rng.randint(1, len(problem.tables))))
    rng.shuffle(events)
    last = len(problem.slots) * 2 // 3
    at = sorted((1 if rng.random() < 0.5 else rng.randint(2, last)) for _ in events)
    batches: dict[int, list[Event]] = {}
    for slot, event in zip(at, events, strict=True):
        batches.setdefault(slot, []).append(event)
    return list(batches.items())


def _steps(
    problem: Problem, made: Plan, batches: list[tuple[int, list[Event]]], params: DayParams, seed: int
) -> Iterator[tuple[Replan, float]]:
    plan: tuple[Assignment, ...] = made.assignments
    for now, events in batches:
        began = time.process_time()
        done = replan(problem, plan, events, Deadline(30.0, clock=time.process_time), seed, replace(params, now=now))
        yield done, time.process_time() - began
        problem, plan = done.problem, done.plan.assignments


def _whole_day(
    problem: Problem, made: Plan, batches: list[tuple[int, list[Event]]], params: DayParams, seed: int
) -> Tally:
    tally = Tally()
    for done, seconds in _steps(problem, made, batches, params, seed):
        tally.moved += done.moved
        tally.told += len(done.told)
        tally.slowest = max(tally.slowest, seconds)
        tally.weight, tally.placed = done.plan.weight, done.plan.measure.placed
    return tally


def _regenerated(problem: Problem, made: Plan, batches: list[tuple[int, list[Event]]], seed: int) -> Tally:
    """A new plan for everything known at the end, as if it had been known before: the most that could be had."""
    changed = problem
    for now, events in batches:
        changed = apply_events(changed, events, now)
    began = time.process_time()
    new = plan_meetings(changed, Deadline(REGENERATING, clock=time.process_time), seed, Params(prove=False))
    before = {one.meeting: one.slot for one in made.assignments}
    after = {one.meeting: one.slot for one in new.assignments}
    moved = sum(before[number] != after[number] for number in before.keys() & after.keys())
    touched = {number for number in before.keys() | after.keys() if before.get(number) != after.get(number)}
    told = {name for number in touched for name in changed.requests[number - 1].participants}
    return Tally(moved, len(told), time.process_time() - began, new.weight, new.measure.placed)
