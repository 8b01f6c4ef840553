"""Half-open periods of days: the start belongs to the period, the end does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


class EmptyPeriodError(ValueError):
    """A period ends on or before the day it starts."""

    def __init__(self, start: date, end: date) -> None:
        super().__init__(f"A period from {start} cannot end on {end}: give a later end, or none.")
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True, order=False)
class Period:
    """From ``start`` up to, not including, ``end``; without ``end`` it goes on."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriodError(self.start, self.end)

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other period is in this one."""
        return self.start <= other.start and (self.end is None or (other.end is not None and other.end <= self.end))

    def overlaps(self, other: "Period") -> bool:
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        start = max(self.start, other.start)
        end = earlier_end(self.end, other.end)
        return Period(start, end) if end is None or start < end else None

    def meets(self, other: "Period") -> bool:
        """Whether the other period starts on the very day this one ends."""
        return self.end == other.start

    @property
    def days(self) -> int | None:
        """Length in days, or none while the period goes on."""
        return None if self.end is None else (self.end - self.start).days


def earlier_end(left: date | None, right: date | None) -> date | None:
    if left is None or right is None:
        return left or right
    return min(left, right)


def in_order(periods: Iterable[Period]) -> list[Period]:
    """By start, then by end, the endless last."""
    return sorted(periods, key=lambda one: (one.start, one.end or date.max))


def overlapping(periods: Iterable[Period]) -> list[tuple[Period, Period]]:
    """Neighbouring periods that share a day; empty when none do."""
    return [(left, right) for left, right in pairwise(in_order(periods)) if left.overlaps(right)]


def union(periods: Iterable[Period]) -> list[Period]:
    """The same days in as few periods as can be, in order."""
    joined: list[Period] = []
    for one in in_order(periods):
        last = joined[-1] if joined else None
        if last is not None and (last.end is None or one.start <= last.end):
            end = None if last.end is None or one.end is None else max(last.end, one.end)
            joined[-1] = Period(last.start, end)
        else:
            joined.append(one)
    return joined


def gaps(periods: Iterable[Period], within: Period) -> list[Period]:
    """The days of ``within`` that no period holds, as periods in order."""
    found: list[Period] = []
    start: date | None = within.start
    for one in union(periods):
        held = one.intersection(within)
        if held is None or start is None:
            continue
        if start < held.start:
            found.append(Period(start, held.start))
        start = held.end
    if start is not None and (within.end is None or start < within.end):
        found.append(Period(start, within.end))
    return found
