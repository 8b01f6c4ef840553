"""The answer: which meeting when and where, and what is known about it."""

from dataclasses import dataclass, field

from grappe.engines.meetings.document import Strict
from grappe.engines.meetings.finding import Finding
from grappe.engines.solving.status import Status


@dataclass(frozen=True, order=True)
class Assignment(Strict):
    """One meeting in the plan: numbers from 1; a remote meeting has no table."""

    meeting: int
    slot: int
    table: int | None = None


@dataclass(frozen=True)
class Measure(Strict):
    """What a plan is worth, whatever made it.

    Parameters
    ----------
    placed, weight : number and weight of the meetings in the plan.
    shortfall : meetings missing to the participants' minima.
    spread : per mille, between the best and the worst served group.
    breaks : maximal groups of idle slots between two meetings of a participant on one day.
    most_breaks : of one participant.
    table_changes : between consecutive meetings of one participant on one day.
    """

    placed: int = 0
    weight: int = 0
    shortfall: int = 0
    spread: int = 0
    breaks: int = 0
    most_breaks: int = 0
    table_changes: int = 0


@dataclass(frozen=True)
class Plan(Strict):
    """A plan with the state of its proof.

    Parameters
    ----------
    breaks : of the plan; None without one.
    lower_bound : no plan of as much weight has fewer breaks.
    weight_bound : no plan has more weight.
    seconds : of computing, as the caller measured them.
    reasons : why no plan exists.
    method : what found the plan and what proved it.
    """

    status: Status
    assignments: tuple[Assignment, ...] = ()
    breaks: int | None = None
    lower_bound: int = 0
    weight: int = 0
    weight_bound: int = 0
    seconds: float = 0.0
    seed: int = 0
    measure: Measure = field(default_factory=Measure)
    reasons: tuple[Finding, ...] = ()
    method: str = ""
