"""When to stop, chance from a seed, the gap."""

from math import inf

import pytest

from grappe.engines.solving import (
    Countdown,
    Deadline,
    Either,
    Never,
    Paced,
    Progress,
    generator,
    part_of,
    relative_gap,
    silent,
)


def test_deadline_counts_from_its_creation() -> None:
    now = [100.0]
    stop = Deadline(5.0, clock=lambda: now[0])
    assert not stop()
    assert stop.remaining() == 5.0
    now[0] = 105.0
    assert stop()
    assert stop.remaining() == 0.0


def test_countdown_ends_after_its_steps() -> None:
    stop = Countdown(2)
    assert [stop() for _ in range(3)] == [False, False, True]


def test_never_never_ends() -> None:
    assert not Never()()
    assert Never().remaining() == inf


def test_what_is_paced_ends_before_a_step_that_would_not_fit() -> None:
    now = [0.0]
    stop = Paced(Deadline(100.0, clock=lambda: now[0]))
    told = []
    for moment in (10.0, 30.0, 50.0, 70.0, 81.0):
        now[0] = moment
        told.append(stop())
    assert told == [False, False, False, False, True]


def test_one_long_step_costs_no_more_than_a_quarter() -> None:
    now = [0.0]
    stop = Paced(Deadline(100.0, clock=lambda: now[0]))
    now[0] = 60.0
    assert not stop()
    now[0] = 76.0
    assert stop()


def test_what_is_paced_without_a_clock_is_as_before() -> None:
    steps = Paced(Countdown(2))
    assert [steps(), Paced(Never())()] == [False, False]
    part = part_of(Paced(Deadline(100.0)), 0.1)
    assert part.remaining() <= 10.0


def test_part_of_a_deadline_is_shorter() -> None:
    assert part_of(Deadline(100.0), 0.1).remaining() <= 10.0
    assert part_of(Deadline(100.0), 0.5, at_most=1.0).remaining() <= 1.0


def test_part_counts_by_the_clock_of_the_whole() -> None:
    seconds = [0.0]
    part = part_of(Deadline(100.0, clock=lambda: seconds[0]), 0.1)
    assert not part()
    seconds[0] = 10.0
    assert part()


def test_part_of_what_counts_steps_is_the_same() -> None:
    steps = Countdown(3)
    assert part_of(steps, 0.1) is steps


def test_either_ends_with_the_first_and_so_do_its_parts() -> None:
    short, steps = Deadline(5.0), Countdown(1)
    both = Either(steps, short)
    assert both.remaining() == pytest.approx(5.0, abs=1.0)
    part = part_of(both, 0.5)
    assert part.remaining() <= 2.5
    assert not part()
    assert part()
    assert both()


@pytest.mark.parametrize(("value", "bound", "gap"), [(3, 3, 0.0), (6, 3, 1.0), (1, 0, 1.0), (90, 100, 0.1)])
def test_gap(value: float, bound: float, gap: float) -> None:
    assert relative_gap(value, bound) == pytest.approx(gap)


def test_seed_and_purpose_decide_the_draws() -> None:
    assert generator(1, "a").random() == generator(1, "a").random()
    assert generator(1, "a").random() != generator(1, "b").random()
    assert generator(1, "a").random() != generator(2, "a").random()
    silent(Progress("x", None, None))
