"""Two processes prove what one proves: the same bounds round by round, the same plan, and no harm when one dies."""

import random

import pytest

from grappe.engines.meetings import Level, Participant, Problem, Request, Slot, Table
from grappe.engines.meetings.break_bounds import break_bounds
from grappe.engines.meetings.encoding import Encoding
from grappe.engines.meetings.grid import compile_grid
from grappe.engines.meetings.planning import Params, plan_meetings
from grappe.engines.meetings.published import Proof, is_published
from grappe.engines.solving import Never, Status

SLICES = {"cadical195": 20, "glucose4": 20}
OPENING, ROUNDS = 1, 2000


@pytest.fixture(scope="module")
def crowded() -> Problem:
    """Sixteen people with seven meetings each in ten slots and few tables: some breaks cannot be avoided."""
    chance, people = random.Random(5), [f"p{number}" for number in range(16)]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < 54:
        one, other = sorted(chance.sample(people, 2))
        if sum(one in pair for pair in pairs) < 7 and sum(other in pair for pair in pairs) < 7:
            pairs.add((one, other))
    return Problem(
        slots=(Slot("day"),) * 10,
        participants=tuple(Participant(one, unavailable=tuple(chance.sample(range(1, 11), 2))) for one in people),
        requests=tuple(Request(pair, compulsory=True) for pair in sorted(pairs)),
        tables=(Table(),) * 6,
        fairness=2,
        objective=(Level.WEIGHT, Level.BREAKS),
    )


def rounds_of(problem: Problem, *, shared: bool, killed_after: int = -1) -> list[tuple[int, list[int], bool]]:
    grid = compile_grid(problem)
    encoding, least = Encoding(grid), break_bounds(grid)
    proof, told = Proof(encoding, least, SLICES), []
    try:
        if shared:
            proof.share(OPENING)
        for number in range(ROUNDS):
            if number == OPENING:
                proof.part()
            if number == killed_after and proof._companion:
                proof._companion._process.kill()
            proof.start()
            proof.round()
            told.append((proof.bound, list(proof.slots), proof.impossible))
            if proof.slots or proof.impossible:
                break
    finally:
        proof.close()
    return told


def test_every_round_is_the_same_with_two_processes(crowded: Problem) -> None:
    assert is_published(compile_grid(crowded))
    alone = rounds_of(crowded, shared=False)
    assert len(alone) > OPENING + 2
    assert rounds_of(crowded, shared=True) == alone


def test_a_process_that_dies_leaves_the_proof_to_the_other(crowded: Problem) -> None:
    alone = rounds_of(crowded, shared=False)
    told = rounds_of(crowded, shared=True, killed_after=OPENING + 1)
    assert told[-1][1]
    assert told[-1][0] == alone[-1][0]


def test_the_plan_is_the_same_with_two_processes(crowded: Problem) -> None:
    one = plan_meetings(crowded, Never(), 1, Params(workers=1))
    two = plan_meetings(crowded, Never(), 1, Params(workers=2))
    assert one.status is Status.OPTIMAL
    assert (one.assignments, one.breaks, one.lower_bound) == (two.assignments, two.breaks, two.lower_bound)
