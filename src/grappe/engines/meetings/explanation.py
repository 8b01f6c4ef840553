"""Why requests are left out, what would place them, and what more tables, slots or less fairness would give."""

from dataclasses import dataclass
from enum import StrEnum

from grappe.engines.meetings.document import Strict
from grappe.engines.meetings.finding import Finding
from grappe.engines.meetings.plan import Assignment
from grappe.engines.solving.status import Status


class ChangeKind(StrEnum):
    """What would have to give way, the cheapest first."""

    MOVES = "moves"  # only other meetings' slots: nobody loses anything
    TABLE = "table"  # one more table in one slot
    HOUR = "hour"  # one participant free in one slot more
    GIVE_UP = "give_up"  # lighter or equal meetings of others
    RULE = "rule"  # a rule of the request itself, or a maximum
    NONE = "none"  # no single change known


@dataclass(frozen=True)
class Change(Strict):
    """The cheapest change found that would place a request.

    Parameters
    ----------
    text : what to do.
    moves : where the request and the meetings that make way for it would stand.
    given_up : meetings that would be lost, and their weight.
    """

    kind: ChangeKind
    text: Finding
    moves: tuple[Assignment, ...] = ()
    given_up: tuple[int, ...] = ()
    lost: int = 0


@dataclass(frozen=True)
class Unplaced(Strict):
    """One request that is not in the plan: why, the strongest reason first, and what would place it."""

    meeting: int
    reasons: tuple[Finding, ...]
    change: Change


@dataclass(frozen=True)
class Gain(Strict):
    """What one more of something would give.

    Parameters
    ----------
    text : what is added.
    found : weight of a plan found with it, less the weight now (at least this much is gained).
    at_most : no plan with it gains more.
    meetings : requests placed more, in the plan found.
    """

    text: Finding
    found: int
    at_most: int
    meetings: int


@dataclass(frozen=True)
class FairnessPrice(Strict):
    """The best plan found when breaks may differ by at most `fairness` (None: freely).

    Parameters
    ----------
    weight, breaks : of that plan; no breaks are told without one.
    lower_bound : no plan of as much weight has fewer breaks.
    weight_bound : no plan weighs more, so that fairness costs at most the difference to the plan found.
    from_plan : whether it is the plan at hand made fair, not one made anew: in large forums.
    """

    fairness: int | None
    status: Status
    weight: int
    breaks: int | None
    lower_bound: int
    weight_bound: int = 0
    from_plan: bool = False


@dataclass(frozen=True)
class Explanation(Strict):
    """All of it; `complete` tells whether everything asked for was computed before the stop."""

    unplaced: tuple[Unplaced, ...] = ()
    gains: tuple[Gain, ...] = ()
    fairness: tuple[FairnessPrice, ...] = ()
    complete: bool = True
