"""A problem as arrays and lists of small integers, all counted from 0, for the searches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from grappe.engines.meetings.availability import obstacle
from grappe.engines.meetings.problem import VIDEO, Kind, Problem, Request
from grappe.engines.meetings.validation import kept_apart

UNBOUNDED = 1 << 30


@dataclass(frozen=True)
class Pool:
    """Tables that no rule tells apart: numbers (from 1), zone, and meetings they hold in each slot.

    The first pool of a grid has no tables: it is where remote meetings take place.
    """

    tables: tuple[int, ...]
    zone: str
    room: tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """The compiled problem: T slots, P participants, M meetings, K pools of tables, all from 0.

    Parameters
    ----------
    who : participants of each meeting; of_person : meetings of each participant.
    starts : slots at which each meeting can begin; pools_of : pools whose tables suit it.
    room_for : P, the most meetings a plan can give each participant.
    before : meetings that must have ended before; after : the other way round.
    walk : K x K free slots needed between two pools; tongues : for each language, interpreters by slot.
    day_masks : slots of each day as bits.
    """

    problem: Problem
    who: tuple[tuple[int, ...], ...]
    starts: tuple[tuple[int, ...], ...]
    pools: tuple[Pool, ...]
    pools_of: tuple[tuple[int, ...], ...]
    tongue_of: tuple[int, ...]
    tongues: tuple[tuple[int, ...], ...]
    walk: tuple[tuple[int, ...], ...]

    @cached_property
    def slots(self) -> int:
        """T."""
        return len(self.problem.slots)

    @cached_property
    def meetings(self) -> int:
        """M."""
        return len(self.who)

    @cached_property
    def people(self) -> int:
        """P."""
        return len(self.problem.participants)

    @cached_property
    def start_sets(self) -> tuple[frozenset[int], ...]:
        """The starts, for look-ups."""
        return tuple(frozenset(starts) for starts in self.starts)

    @cached_property
    def length(self) -> tuple[int, ...]:
        """Slots of each meeting."""
        return tuple(request.length for request in self.problem.requests)

    @cached_property
    def weight(self) -> tuple[int, ...]:
        """Weight of each meeting."""
        return tuple(self.problem.weight_of(request) for request in self.problem.requests)

    @cached_property
    def compulsory(self) -> tuple[bool, ...]:
        """Which meetings a plan must hold."""
        return tuple(request.compulsory for request in self.problem.requests)

    @cached_property
    def of_person(self) -> tuple[tuple[int, ...], ...]:
        """Meetings of each participant."""
        found: list[list[int]] = [[] for _ in range(self.people)]
        for meeting, people in enumerate(self.who):
            for person in people:
                found[person].append(meeting)
        return tuple(tuple(meetings) for meetings in found)

    @cached_property
    def delegates(self) -> tuple[int, ...]:
        """Meetings each participant can hold at once, with all its delegates there."""
        return tuple(person.delegates for person in self.problem.participants)

    @cached_property
    def staff(self) -> tuple[int, ...]:
        """Meetings each participant can hold in each slot, participant by participant (P x T)."""
        slots = range(1, self.slots + 1)
        return tuple(
            count
            for person in self.problem.participants
            for count in (map(person.delegates_at, slots) if person.busy else [person.delegates] * self.slots)
        )

    @cached_property
    def maximum(self) -> tuple[int, ...]:
        """Meetings each participant can hold in all."""
        return tuple(UNBOUNDED if person.maximum is None else person.maximum for person in self.problem.participants)

    @cached_property
    def minimum(self) -> tuple[int, ...]:
        """Meetings each participant should hold."""
        return tuple(person.minimum for person in self.problem.participants)

    @cached_property
    def before(self) -> tuple[tuple[int, ...], ...]:
        """Meetings that must have ended when one begins."""
        return tuple(tuple(number - 1 for number in request.after) for request in self.problem.requests)

    @cached_property
    def after(self) -> tuple[tuple[int, ...], ...]:
        """Meetings that begin only when one has ended."""
        found: list[list[int]] = [[] for _ in range(self.meetings)]
        for meeting, earlier in enumerate(self.before):
            for other in earlier:
                found[other].append(meeting)
        return tuple(tuple(others) for others in found)

    @cached_property
    def walks(self) -> bool:
        """Whether any two pools lie apart."""
        return any(any(row) for row in self.walk)

    @cached_property
    def days(self) -> tuple[int, ...]:
        """Day of each slot."""
        return tuple(slot.day for slot in self.problem.slots)

    @cached_property
    def day_masks(self) -> tuple[int, ...]:
        """Slots of each day, as bits."""
        masks: dict[int, int] = defaultdict(int)
        for slot, day in enumerate(self.days):
            masks[day] |= 1 << slot
        return tuple(masks.values())

    @cached_property
    def room(self) -> NDArray[np.int64]:
        """Meetings all tables hold together in each slot, shape (T,)."""
        rooms: NDArray[np.int64] = np.zeros(self.slots, dtype=np.int64)
        for pool in self.pools[1:]:
            rooms += pool.room
        return rooms


def compile_grid(problem: Problem) -> Grid:
    """Return the grid of a problem that `validate` has let pass."""
    pools = _pools(problem)
    zones = {frozenset(walk.zones): walk.slots for walk in problem.walks}
    apart = {frozenset(pair) for pair in problem.apart}
    tongues = {interpreters.language: place for place, interpreters in enumerate(problem.interpreters)}
    signatures: dict[tuple[object, ...], tuple[int, ...]] = {}
    place = problem.place_of
    return Grid(
        problem=problem,
        who=tuple(tuple(place[name] for name in request.participants) for request in problem.requests),
        starts=tuple(_all_starts(problem, apart)),
        pools=pools,
        pools_of=tuple(_pools_of(problem, request, pools, signatures) for request in problem.requests),
        tongue_of=tuple(-1 if request.language is None else tongues[request.language] for request in problem.requests),
        tongues=tuple(
            tuple(0 if slot in one.unavailable else one.count for slot in range(1, len(problem.slots) + 1))
            for one in problem.interpreters
        ),
        walk=tuple(
            tuple(
                zones.get(frozenset((one.zone, other.zone)), 0) if one.tables and other.tables else 0 for other in pools
            )
            for one in pools
        ),
    )


def _all_starts(problem: Problem, apart: set[frozenset[str]]) -> Iterator[tuple[int, ...]]:
    """Slots as bits: thousands of requests share few sets of slots, each unpacked once."""
    here = {name: _bits(slots) for name, slots in problem.present.items()}
    sessions: dict[str | None, int] = {None: (1 << len(problem.slots)) - 1}
    for number, slot in enumerate(problem.slots, 1):
        sessions[slot.session] = sessions.get(slot.session, 0) | _bits((number,))
    unpacked: dict[int, tuple[int, ...]] = {}
    for request in problem.requests:
        if kept_apart(request, apart):
            yield ()
        elif request.length > 1 or request.fixed is not None:
            slots = range(1, len(problem.slots) + 1)
            yield tuple(slot - 1 for slot in slots if obstacle(problem, request, slot) is None)
        else:
            mask = sessions[request.session] & ~_bits(request.forbidden)
            for name in request.participants:
                mask &= here[name]
            if mask not in unpacked:
                unpacked[mask] = tuple(slot for slot in range(len(problem.slots)) if mask >> slot & 1)
            yield unpacked[mask]


def _bits(slots: Iterable[int]) -> int:
    """Slots counted from 1 as bits."""
    return sum(1 << slot - 1 for slot in slots)


def _pools(problem: Problem) -> tuple[Pool, ...]:
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, table in enumerate(problem.tables, 1):
        alike[table.zone, table.seats, frozenset(table.equipment), frozenset(table.unavailable)].append(number)
    slots = range(1, len(problem.slots) + 1)
    found = [Pool((), "", tuple(UNBOUNDED for _ in slots))]
    for numbers in alike.values():
        table = problem.tables[numbers[0] - 1]
        room = tuple(0 if slot in table.unavailable else len(numbers) for slot in slots)
        found.append(Pool(tuple(numbers), table.zone, room))
    return tuple(found)


def _pools_of(
    problem: Problem, request: Request, pools: tuple[Pool, ...], known: dict[tuple[object, ...], tuple[int, ...]]
) -> tuple[int, ...]:
    if request.kind is Kind.REMOTE:
        return (0,)
    seats = len(request.participants) if request.kind is Kind.ON_SITE else 0
    needed = frozenset(request.equipment) | ({VIDEO} if request.kind is Kind.HYBRID else frozenset())
    if (seats, needed) not in known:
        first = [problem.tables[pool.tables[0] - 1] if pool.tables else None for pool in pools]
        known[seats, needed] = tuple(
            place
            for place, table in enumerate(first)
            if table is not None and table.seats >= seats and needed <= set(table.equipment)
        )
    return known[seats, needed]
