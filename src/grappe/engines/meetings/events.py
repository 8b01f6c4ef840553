"""What happens on the day."""

from dataclasses import dataclass
from typing import Literal

from grappe.engines.meetings.document import Strict
from grappe.engines.meetings.problem import Participant, Request


@dataclass(frozen=True)
class NoShow(Strict):
    """A participant does not come: from `now` on it holds no meeting."""

    participant: str
    event: Literal["no_show"] = "no_show"


@dataclass(frozen=True)
class Late(Strict):
    """A participant comes only for slot `until`."""

    participant: str
    until: int
    event: Literal["late"] = "late"


@dataclass(frozen=True)
class Leaving(Strict):
    """A participant leaves before slot `since`."""

    participant: str
    since: int
    event: Literal["leaving"] = "leaving"


@dataclass(frozen=True)
class TableLost(Strict):
    """A table cannot be used from slot `since` on (0: from now on)."""

    table: int
    since: int = 0
    event: Literal["table_lost"] = "table_lost"


@dataclass(frozen=True)
class WalkIn(Strict):
    """Somebody new, or somebody known with new wishes; the requests are numbered after those of the problem."""

    requests: tuple[Request, ...]
    participant: Participant | None = None
    event: Literal["walk_in"] = "walk_in"


@dataclass(frozen=True)
class Withdrawal(Strict):
    """A request is taken back; its meeting, if any, will not be held."""

    meeting: int
    event: Literal["withdrawal"] = "withdrawal"


Event = NoShow | Late | Leaving | TableLost | WalkIn | Withdrawal
