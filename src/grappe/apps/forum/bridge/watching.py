"""A run of the engine and the page that watches it: progress goes one way, the wish to stop the other."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from grappe.apps.forum.enums import PlanStop
from grappe.apps.forum.models import MeetingPlan
from grappe.engines.solving import Deadline, Progress

EVERY_SECONDS = 0.5


class Watch:
    """The row of a plan, read and written through a connection of its own while the engine runs.

    It is a stop as the engine asks for one: over when the time is, or when somebody asked for it.
    """

    def __init__(self, plan: MeetingPlan, beside: BaseDatabaseWrapper) -> None:
        self.plan, self.beside = plan, beside
        self.began = self.told = self.asked = time.monotonic()
        self.deadline = Deadline(plan.seconds)
        self.wish = PlanStop.NO

    def report(self, step: Progress) -> None:
        """Write news to the row, so that pages see them."""
        now = time.monotonic()
        if now - self.told < EVERY_SECONDS:
            return
        self.told = now
        done = min(1.0, (now - self.began) / max(self.plan.seconds, 0.1))
        with self.beside.cursor() as cursor:
            cursor.execute(
                "UPDATE forum_meetingplan SET stage = %s, value = %s, bound = %s, fraction_done = %s WHERE id = %s",
                [step.stage[:60], step.value, step.bound, done, self.plan.pk],
            )

    def __call__(self) -> bool:
        """Whether the time is over, or somebody asked to stop."""
        if self.wish == PlanStop.NO and time.monotonic() - self.asked >= EVERY_SECONDS:
            self.look()
        return self.wish != PlanStop.NO or self.deadline()

    def remaining(self) -> float:
        """Seconds left; none once somebody asked to stop."""
        return 0.0 if self.wish != PlanStop.NO else self.deadline.remaining()

    def look(self) -> None:
        """Read whether somebody asked to stop."""
        with self.beside.cursor() as cursor:
            cursor.execute("SELECT stop_asked FROM forum_meetingplan WHERE id = %s", [self.plan.pk])
            row = cursor.fetchone()
        self.wish = PlanStop(row[0]) if row else self.wish
        self.asked = time.monotonic()


@contextmanager
def watched(plan: MeetingPlan) -> Iterator[Watch]:
    beside = connection.copy()
    # The engine may ask from a thread of its own.
    beside.inc_thread_sharing()
    try:
        yield Watch(plan, beside)
    finally:
        beside.dec_thread_sharing()
        beside.close()
