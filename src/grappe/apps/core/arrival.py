"""When the request in hand arrived: the web server's queue is no part of it, so waiting there makes nobody late."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Arrival:
    """The instant by this machine's clock, and by a counter that no correction of the clock moves."""

    clock: datetime
    counter: float


_arrival: ContextVar[Arrival | None] = ContextVar("arrival", default=None)


def stamped() -> Arrival:
    return Arrival(datetime.now(UTC), time.monotonic())


@contextmanager
def arrived(stamp: Arrival) -> Iterator[None]:
    """What runs inside answers a request that arrived then. Only the server says so: no header is read."""
    held = _arrival.set(stamp)
    try:
        yield
    finally:
        _arrival.reset(held)


class ArrivalReading:
    """Begun before another clock is read, it tells the arrival by that other clock."""

    def __init__(self) -> None:
        self.stamp = _arrival.get()
        self.waited = self.so_far()

    def so_far(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self.stamp.counter) if self.stamp else timedelta(0)

    def by(self, other: datetime) -> datetime:
        """The arrival by the other clock, which was read since this reading began; its own hour if nothing was stamped.

        The counter bounds it by the time the reading took; within these bounds this machine's clock decides, so where
        both clocks agree nothing is lost to the reading.
        """
        if self.stamp is None:
            return other
        earliest, latest = other - self.so_far(), other - self.waited
        return min(max(self.stamp.clock, earliest), latest)
