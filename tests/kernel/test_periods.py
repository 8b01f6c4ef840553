"""Half-open periods, beside the plain reading of them as sets of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grappe.kernel.periods import EmptyPeriodError, Period, gaps, overlapping, union

FIRST = date(2005, 7, 12)
HORIZON = 40
offsets = st.integers(min_value=0, max_value=HORIZON - 1)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(offsets)
    length = draw(st.none() | st.integers(min_value=1, max_value=HORIZON - start))
    return Period(day(start), None if length is None else day(start + length))


def held(period: Period) -> set[date]:
    """The plain reference: every day of the window that the period holds."""
    return {day(offset) for offset in range(HORIZON) if period.contains(day(offset))}


@pytest.mark.parametrize("end", [FIRST, FIRST - timedelta(days=1)])
def test_a_period_ends_after_it_starts(end: date) -> None:
    with pytest.raises(EmptyPeriodError):
        Period(FIRST, end)


def test_the_end_does_not_belong_to_the_period() -> None:
    phase = Period(date(2009, 1, 1), date(2013, 1, 1))
    assert phase.contains(date(2012, 12, 31))
    assert not phase.contains(date(2013, 1, 1))
    assert phase.meets(Period(date(2013, 1, 1)))
    assert phase.days == 1461
    assert Period(FIRST).days is None


@given(periods(), periods())
def test_two_periods_overlap_when_they_share_a_day(left: Period, right: Period) -> None:
    shared = held(left) & held(right)
    meeting = left.intersection(right)
    assert left.overlaps(right) == bool(shared) == right.overlaps(left)
    assert (held(meeting) if meeting else set()) == shared


@given(periods(), periods())
def test_one_period_covers_another_when_it_holds_all_its_days(left: Period, right: Period) -> None:
    endless_in_ended = right.end is None and left.end is not None
    assert left.covers(right) == (held(right) <= held(left) and not endless_in_ended)


@given(st.lists(periods(), max_size=6))
def test_a_union_holds_the_same_days_in_parts_that_do_not_touch(many: list[Period]) -> None:
    joined = union(many)
    assert set().union(*map(held, joined)) == set().union(*map(held, many))
    assert overlapping(joined) == []
    assert not any(left.meets(right) for left in joined for right in joined)


@given(st.lists(periods(), max_size=6), periods())
def test_gaps_are_the_days_no_period_holds(many: list[Period], within: Period) -> None:
    expected = held(within) - set().union(*map(held, many))
    found = gaps(many, within)
    assert set().union(*map(held, found)) == expected
    assert overlapping(found) == []
    assert all(within.covers(gap) for gap in found)


def test_without_a_gap_there_is_none() -> None:
    assert gaps([Period(FIRST, day(3)), Period(day(3))], Period(FIRST)) == []
    assert gaps([], Period(FIRST)) == [Period(FIRST)]


@given(st.lists(periods(), min_size=2, max_size=5))
def test_overlaps_are_found_or_days_add_up(many: list[Period]) -> None:
    alone = sum(len(held(one)) for one in many)
    together = len(set().union(*map(held, many)))
    assert bool(overlapping(many)) == (alone != together)
