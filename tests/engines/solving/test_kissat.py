"""A question to the solver in another process: answers, limits and processes that die."""

import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pysat.solvers import Solver

from grappe.engines.solving.kissat import NO, OPEN, YES, Clauses, Kissat, reply

PIGEONS, HOLES = 12, 11


def pigeons() -> list[list[int]]:
    """More pigeons than holes: simple to see, long to refute clause by clause."""
    rows = [[HOLES * pigeon + hole + 1 for hole in range(HOLES)] for pigeon in range(PIGEONS)]
    return [*rows, *([-one, -two] for column in zip(*rows, strict=True) for one, two in combinations(column, 2))]


def sent(clauses: list[list[int]], conflicts: int = 10_000) -> bytes:
    return b"".join(part.tobytes() for part in (Clauses([[conflicts]]).literals[:1], Clauses(clauses).literals))


def test_answers_come_with_a_model_or_without() -> None:
    yes = Kissat(Clauses([[1, 2]]), Clauses([[-1]]), conflicts=100)
    no = Kissat(Clauses([[1], [-1]]), conflicts=100)
    assert yes.answered(None)
    assert no.answered(None)
    assert (yes.answer, yes.model) == (True, [2])
    assert (no.answer, no.model) == (False, [])
    assert yes.answered()  # asking again changes nothing
    yes.close()


def test_a_question_is_given_up_after_its_conflicts_or_at_once() -> None:
    limited = Kissat(Clauses(pigeons()), conflicts=50)
    assert limited.answered(None)
    assert limited.answer is None
    endless = Kissat(Clauses(pigeons()), conflicts=2**30)
    assert not endless.answered(0.01)
    process = endless._process
    endless.close()
    assert process is not None
    assert process.returncode is not None
    assert endless.answered()
    assert endless.answer is None


def test_a_process_that_dies_or_never_starts_has_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    dying = Kissat(Clauses(pigeons()), conflicts=2**30)
    assert dying._process is not None
    dying._process.kill()
    assert dying.answered(None)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    never = Kissat(Clauses([[1]]), conflicts=10)
    assert never.answered()
    assert (dying.answer, never.answer) == (None, None)


@settings(max_examples=200)
@given(st.lists(st.lists(st.integers(1, 6).flatmap(lambda v: st.sampled_from((v, -v))), max_size=3), max_size=25))
def test_the_answer_is_that_of_another_solver(clauses: list[list[int]]) -> None:
    told = Clauses().literals
    told.frombytes(reply(sent(clauses)).tobytes())
    with Solver(name="minisat22", bootstrap_with=clauses) as other:
        exists = other.solve() and all(clauses)
    assert told[0] == (YES if exists else NO)
    true = set(told[1:])
    assert not exists or all(any((one in true) if one > 0 else (-one not in true) for one in c) for c in clauses)
    assert told[0] != OPEN
