"""The answer to a day's events: the new plan and who is to be told what."""

from dataclasses import dataclass
from enum import StrEnum

from grappe.engines.meetings.document import Strict
from grappe.engines.meetings.plan import Assignment, Plan
from grappe.engines.meetings.problem import Problem


class ShiftKind(StrEnum):
    """What becomes of a meeting."""

    MOVED = "moved"  # to another slot
    RESEATED = "reseated"  # same slot, another table
    CANCELLED = "cancelled"  # will not be held
    ADDED = "added"  # was not in the plan


@dataclass(frozen=True)
class Shift(Strict):
    """What becomes of one meeting: its place before and after, and whom to tell."""

    meeting: int
    kind: ShiftKind
    before: Assignment | None
    after: Assignment | None
    told: tuple[str, ...]


@dataclass(frozen=True)
class Replan(Strict):
    """The plan after the events.

    Parameters
    ----------
    problem : as it is now: absences, lost tables and new requests are in it; the next replan starts from it.
    plan : of that problem, past meetings included; its `weight_bound` says what no plan for the rest of the day beats
        (meetings that were in the plan and cannot be held any more are not counted as possible).
    shifts : every meeting that changes, in the order of its number.
    told : participants to be told of a change, each once; those who do not come are not among them.
    """

    problem: Problem
    plan: Plan
    shifts: tuple[Shift, ...]
    told: tuple[str, ...]

    @property
    def moved(self) -> int:
        """Meetings at another slot than before."""
        return sum(shift.kind is ShiftKind.MOVED for shift in self.shifts)
