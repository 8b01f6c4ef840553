"""When a search ends. Engines ask; only what stands here looks at a clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

Clock = Callable[[], float]


class Stop(Protocol):
    """Asked between steps whether it is over, and how many seconds are left."""

    def __call__(self) -> bool:
        """Whether the search is to end now."""

    def remaining(self) -> float:
        """Seconds left, possibly infinite."""


@dataclass(frozen=True)
class Never:
    """Search until the end."""

    def __call__(self) -> bool:
        """Return False."""
        return False

    def remaining(self) -> float:
        """Return infinity."""
        return inf


@dataclass(frozen=True)
class Deadline:
    """End after a number of seconds, counted from its creation."""

    seconds: float
    clock: Clock = time.monotonic
    until: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "until", self.clock() + self.seconds)

    def __call__(self) -> bool:
        """Whether the time is over."""
        return self.clock() >= self.until

    def remaining(self) -> float:
        """Seconds left, never below zero."""
        return max(0.0, self.until - self.clock())


@dataclass(frozen=True)
class Either:
    """End as soon as one of two stops does."""

    one: Stop
    other: Stop

    def __call__(self) -> bool:
        """Whether one of them is over."""
        return self.one() or self.other()

    def remaining(self) -> float:
        """Seconds left of the shorter."""
        return min(self.one.remaining(), self.other.remaining())


@dataclass
class Countdown:
    """End after a number of questions: the same on every machine, for runs to be repeated exactly."""

    steps: int

    def __call__(self) -> bool:
        """Count one step and say whether they are used up."""
        self.steps -= 1
        return self.steps < 0

    def remaining(self) -> float:
        """Return infinity while steps are left: no clock is looked at."""
        return inf if self.steps > 0 else 0.0


@dataclass
class Paced:
    """Another stop, obeyed early: over once what is left is shorter than the longest step between two questions.

    For searches whose steps cannot be broken off: on a slow or crowded machine their last step would overrun. A single
    long step never costs more than a quarter of the time.
    """

    stop: Stop
    longest: float = field(default=0.0, init=False)
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.stop.remaining()
        self.most = self.last / 4

    def __call__(self) -> bool:
        """Whether the next step may not fit any more."""
        left = self.stop.remaining()
        if left == inf:
            return self.stop()
        self.longest = min(self.most, max(self.longest, self.last - left))
        self.last = left
        return left < self.longest or self.stop()

    def remaining(self) -> float:
        """Seconds left of the other stop."""
        return self.stop.remaining()


def part_of(stop: Stop, share: float, at_most: float = inf) -> Stop:
    """Return a stop for one stage: a share of the seconds left, or the same stop when it has no clock.

    The stage counts by the clock of the whole search, and ends with it when that ends for a reason other than time.

    Parameters
    ----------
    stop : of the whole search.
    share : between 0 and 1, of the seconds left.
    at_most : seconds.
    """
    if isinstance(stop, Paced):
        return Paced(part_of(stop.stop, share, at_most))
    left = stop.remaining()
    seconds = min(left * share, at_most)
    if inf in {seconds, left}:
        return stop
    return Deadline(seconds, stop.clock) if isinstance(stop, Deadline) else Either(stop, Deadline(seconds))
