"""Questions asked one by one or several at once come to the same plan, and no harm is done when none is answered."""

import random
import sys

import pytest

from grappe.engines.meetings import Level, Params, Participant, Problem, Request, Slot, Table, plan_meetings, published
from grappe.engines.meetings.encoding import Encoding
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.ladder import Ladder
from grappe.engines.solving import Deadline, Never, Status

SEEMING, NEEDED = 4, 7


@pytest.fixture(scope="module")
def crowded() -> Problem:
    """Ten people with five meetings at most in eight slots and few tables: 4 breaks seem enough, 7 are needed."""
    chance, people = random.Random(8), [f"p{number}" for number in range(10)]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < 20:
        one, other = sorted(chance.sample(people, 2))
        if sum(one in pair for pair in pairs) < 5 and sum(other in pair for pair in pairs) < 5:
            pairs.add((one, other))
    return Problem(
        slots=(Slot("day"),) * 8,
        participants=tuple(Participant(one, unavailable=tuple(chance.sample(range(1, 9), 2))) for one in people),
        requests=tuple(Request(pair, compulsory=True) for pair in sorted(pairs)),
        tables=(Table(),) * 3,
        fairness=2,
        objective=(Level.WEIGHT, Level.BREAKS),
    )


def climbed(problem: Problem, askers: int, conflicts: int = 1_000_000) -> Ladder:
    ladder = Ladder([Encoding(compile_grid(problem))], askers, conflicts)
    ladder.climb(SEEMING)
    while not (ladder.is_proven or ladder.is_over):
        ladder.look(None)
    ladder.close()
    return ladder


def test_the_plan_at_the_end_does_not_depend_on_how_many_questions_are_asked_at_once(crowded: Problem) -> None:
    one, three = climbed(crowded, 1), climbed(crowded, 3)
    assert (one.above, one.bound) == (three.above, three.bound) == (NEEDED, NEEDED)
    assert one.slots == three.slots


def test_a_plan_found_elsewhere_ends_the_questions_of_its_rung_and_above(crowded: Problem) -> None:
    ladder = Ladder([Encoding(compile_grid(crowded))], 2, 1_000_000)
    ladder.know(NEEDED, [])
    ladder.climb(NEEDED - 1)
    assert list(ladder._asked) == [(NEEDED - 1, 0)]
    ladder.look(None)
    assert ladder.is_proven
    assert ladder.is_over
    assert ladder.slots == []


def test_questions_passed_over_are_not_asked_again(crowded: Problem) -> None:
    ladder = Ladder([Encoding(compile_grid(crowded)), Encoding(compile_grid(crowded), lean=True)], 1, 1)
    ladder.know(NEEDED + 1, [])
    ladder.climb(NEEDED - 2)
    asked = []
    while not ladder.is_over:
        asked += ladder._asked
        ladder.look(None)
    assert len(asked) == len(set(asked))
    assert asked[0] == (NEEDED - 2, 0)
    assert ladder.bound <= NEEDED <= ladder.above


@pytest.mark.parametrize("large", [0, 10**9])
def test_two_processes_plan_what_one_plans(crowded: Problem, large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "LARGE", large)  # whether questions begin before the opening
    monkeypatch.setattr(published, "OPENING", 1)
    one = plan_meetings(crowded, Never(), 1, Params(workers=1))
    two = plan_meetings(crowded, Never(), 1, Params(workers=2))
    assert one.status is Status.OPTIMAL
    assert (one.assignments, one.breaks, one.lower_bound) == (two.assignments, two.breaks, two.lower_bound)


def test_without_the_other_process_the_proof_is_only_slower(crowded: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = plan_meetings(crowded, Never(), 1, Params(workers=1))
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    monkeypatch.setattr(published, "OPENING", 1)
    alone = plan_meetings(crowded, Deadline(60), 1, Params(workers=2))
    assert alone.status is Status.OPTIMAL
    assert alone.breaks == asked.breaks
