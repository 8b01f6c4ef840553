"""The question: who wants to meet whom, when and where they can, and what a good plan is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from grappe.engines.meetings.document import Strict

DAY = 24 * 60
VIDEO = "video"  # the equipment that a hybrid meeting needs


class Kind(StrEnum):
    """Where a meeting takes place: only remote ones need no table, hybrid ones need one with video."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    HYBRID = "hybrid"


class Level(StrEnum):
    """One level of the lexicographic objective."""

    WEIGHT = "weight"  # of the meetings placed, most
    SHORTFALL = "shortfall"  # meetings missing to the participants' minima, fewest
    SPREAD = "spread"  # between the best and the worst served group, per mille, least
    BREAKS = "breaks"  # of all participants, fewest
    TABLE_CHANGES = "table_changes"  # between consecutive meetings of one participant, fewest


@dataclass(frozen=True)
class Slot(Strict):
    """A time at which meetings begin.

    Parameters
    ----------
    session : label; requests can ask for one, and a long meeting stays within one.
    day : breaks are counted within a day.
    start : minutes after midnight UTC, where hours of remote participants matter.
    """

    session: str = ""
    day: int = 1
    start: int | None = None


@dataclass(frozen=True)
class Participant(Strict):
    """Who meets.

    Parameters
    ----------
    id : label, unique in the problem.
    delegates : how many meetings it can hold at once.
    unavailable : numbers of slots, from 1.
    busy : numbers of slots in which one of its delegates is taken elsewhere; one entry for each delegate.
    minimum, maximum : meetings in the plan; the minimum is a goal, the maximum a rule.
    groups : labels by which fairness is told (SME, a region, newcomer, foreign).
    side : "buyer" or "seller" where only the two sides meet each other; "" otherwise.
    hours, utc_offset : local working hours in minutes after midnight, and minutes ahead of UTC.
    """

    id: str
    delegates: int = 1
    unavailable: tuple[int, ...] = ()
    busy: tuple[int, ...] = ()
    minimum: int = 0
    maximum: int | None = None
    groups: tuple[str, ...] = ()
    side: str = ""
    hours: tuple[int, int] | None = None
    utc_offset: int = 0

    @property
    def is_always_there(self) -> bool:
        """Whether nothing it says keeps it from any slot."""
        return not (self.unavailable or self.busy) and self.hours is None

    def delegates_at(self, number: int) -> int:
        """How many meetings it can hold in the slot of that number, by its delegates alone."""
        return max(0, self.delegates - self.busy.count(number)) if self.busy else self.delegates

    def works_at(self, slot: Slot) -> bool:
        """Whether the slot begins within the local working hours; hours may run past midnight."""
        if self.hours is None or slot.start is None:
            return True
        begins, ends = self.hours
        local = (slot.start + self.utc_offset) % DAY
        return begins <= local < ends if begins <= ends else local >= begins or local < ends


@dataclass(frozen=True)
class Request(Strict):
    """A meeting that is asked for; requests are numbered from 1 in their order.

    Parameters
    ----------
    participants : two or more.
    priority : weight, at least 1; a mutual request weighs `Problem.mutual_factor` times as much.
    compulsory : a plan without it is no plan.
    length : consecutive slots of one session.
    session, fixed, forbidden : label of the only session, number of the only slot, numbers of excluded slots.
    after : numbers of requests that, where both are placed, must have ended before.
    equipment : what its table must have.
    language : an interpreter of it is needed.
    """

    participants: tuple[str, ...]
    priority: int = 1
    mutual: bool = False
    compulsory: bool = False
    kind: Kind = Kind.ON_SITE
    length: int = 1
    session: str | None = None
    fixed: int | None = None
    forbidden: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    equipment: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True)
class Table(Strict):
    """A table or a room for one meeting at a time; tables are numbered from 1 in their order."""

    id: str = ""
    seats: int = 2
    zone: str = ""
    equipment: tuple[str, ...] = ()
    unavailable: tuple[int, ...] = ()


@dataclass(frozen=True)
class Interpreters(Strict):
    """How many interpreters of one language there are."""

    language: str
    count: int
    unavailable: tuple[int, ...] = ()


@dataclass(frozen=True)
class Walk(Strict):
    """Whole slots to keep free between meetings in two zones, in both directions.

    It binds participants with one delegate; a larger delegation can leave one person in each zone.
    """

    zones: tuple[str, str]
    slots: int


@dataclass(frozen=True)
class Problem(Strict):
    """A forum to be planned.

    Parameters
    ----------
    apart : pairs that must not meet (again).
    fairness : greatest difference between the numbers of breaks of two participants; None: no rule.
    objective : levels, the most important first; weight comes first and table changes last.
    """

    slots: tuple[Slot, ...]
    participants: tuple[Participant, ...]
    requests: tuple[Request, ...]
    tables: tuple[Table, ...] = ()
    interpreters: tuple[Interpreters, ...] = ()
    walks: tuple[Walk, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    fairness: int | None = None
    mutual_factor: int = 2
    objective: tuple[Level, ...] = (Level.WEIGHT, Level.SHORTFALL, Level.SPREAD, Level.BREAKS, Level.TABLE_CHANGES)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Position of each participant, from 0."""
        return {participant.id: place for place, participant in enumerate(self.participants)}

    @cached_property
    def present(self) -> Mapping[str, frozenset[int]]:
        """Slots (from 1) at which each participant can meet."""
        every = frozenset(range(1, len(self.slots) + 1))
        return {
            one.id: every if one.is_always_there else frozenset(filter(self._there(one), every))
            for one in self.participants
        }

    def _there(self, person: Participant) -> Callable[[int], bool]:
        away = set(person.unavailable)
        return lambda number: (
            number not in away and person.works_at(self.slots[number - 1]) and person.delegates_at(number) > 0
        )

    def weight_of(self, request: Request) -> int:
        """Weight of a request in the objective."""
        return request.priority * (self.mutual_factor if request.mutual else 1)

    @property
    def places_all(self) -> bool:
        """Whether every request is compulsory, as in the published form."""
        return all(request.compulsory for request in self.requests)
