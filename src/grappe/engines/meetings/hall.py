"""Why no plan exists, where a person can see it: somebody has more meetings than slots for them."""

from collections.abc import Iterator

import numpy as np

from grappe.engines.meetings.break_bounds import own_matching
from grappe.engines.meetings.finding import Finding, finding
from grappe.engines.meetings.grid import Grid


def obvious_contradictions(grid: Grid) -> list[Finding]:
    """Return reasons, each enough by itself, why the compulsory meetings cannot all be held.

    Looked at: each meeting alone, each participant alone (a set of meetings with fewer slots than members: Hall,
    1935), and the tables of each session and of the whole. Nothing found does not mean that a plan exists.
    """
    return [*_meetings(grid), *_participants(grid), *_tables(grid)]


def _meetings(grid: Grid) -> Iterator[Finding]:
    for meeting in range(grid.meetings):
        names = " and ".join(grid.problem.requests[meeting].participants)
        if grid.compulsory[meeting] and not grid.starts[meeting]:
            yield finding("never.together", meeting=meeting + 1, participants=names)
        elif grid.compulsory[meeting] and not grid.pools_of[meeting]:
            yield finding("never.seated", meeting=meeting + 1, participants=names)


def _participants(grid: Grid) -> Iterator[Finding]:
    everything = (1 << grid.slots) - 1
    for person, of_person in enumerate(grid.of_person):
        held = tuple(m for m in of_person if grid.compulsory[m] and grid.starts[m])
        name = grid.problem.participants[person].id
        if len(held) > grid.maximum[person]:
            yield finding("over.maximum", participant=name, times=len(held), maximum=grid.maximum[person])
        plain = tuple(m for m in held if grid.length[m] == 1)
        if grid.delegates[person] > 1:
            continue
        found = own_matching(grid, plain, everything)
        if isinstance(found, tuple):
            slots = tuple(sorted({slot + 1 for meeting in found for slot in grid.starts[meeting]}))
            numbers = tuple(sorted(m + 1 for m in found))
            yield finding(
                "over.slots", participant=name, times=len(found), meetings=numbers, count=len(slots), slots=slots
            )


def _tables(grid: Grid) -> Iterator[Finding]:
    room = grid.room
    at_tables = [m for m in range(grid.meetings) if grid.compulsory[m] and grid.starts[m] and grid.pools_of[m] != (0,)]
    sets = {frozenset(slot for m in at_tables for slot in grid.starts[m])}
    sessions = {slot.session for slot in grid.problem.slots}
    sets |= {frozenset(t for t, slot in enumerate(grid.problem.slots) if slot.session == one) for one in sessions}
    for slots in sorted(sets, key=len):
        inside = sum(grid.length[m] for m in at_tables if slots.issuperset(grid.starts[m]) and grid.length[m] == 1)
        places = int(room[np.array(sorted(slots), dtype=int)].sum()) if slots else 0
        if inside > places:
            when = tuple(t + 1 for t in sorted(slots))
            yield finding("over.tables", times=inside, slots=when, places=places)
