"""The fewest breaks each participant can have, taken alone: their sum bounds every plan from below."""

from collections.abc import Iterator

from grappe.engines.meetings.board import breaks_in
from grappe.engines.meetings.grid import Grid

DEEPEST = 2  # beyond, the patterns are too many to be looked at; the bound then stays safe


def break_bounds(grid: Grid) -> list[int]:
    """Return, for each participant, a number of breaks that every plan gives it (LB1 of the documentation).

    Only meetings that are compulsory and last one slot count, for participants with one delegate: others get 0.
    """
    return [_fewest_breaks(grid, person) for person in range(grid.people)]


def own_matching(grid: Grid, meetings: tuple[int, ...], busy: int) -> dict[int, int] | tuple[int, ...]:
    """Return a slot of `busy` for each meeting, or a set of meetings with fewer slots than members (Hall, 1935)."""
    taken: dict[int, int] = {}  # slot to meeting
    for meeting in meetings:
        seen: set[int] = set()
        if not _augment(grid, meeting, busy, taken, seen):
            return (meeting, *(taken[slot] for slot in sorted(seen)))
    return {meeting: slot for slot, meeting in taken.items()}


def _augment(grid: Grid, meeting: int, busy: int, taken: dict[int, int], seen: set[int]) -> bool:
    for slot in grid.starts[meeting]:
        if busy >> slot & 1 and slot not in seen:
            seen.add(slot)
            if slot not in taken or _augment(grid, taken[slot], busy, taken, seen):
                taken[slot] = meeting
                return True
    return False


def _fewest_breaks(grid: Grid, person: int) -> int:
    meetings = grid.of_person[person]
    plain = all(grid.compulsory[meeting] and grid.length[meeting] == 1 for meeting in meetings)
    if not plain or grid.delegates[person] > 1 or len(meetings) <= 1:
        return 0
    allowed = 0
    for meeting in meetings:
        for slot in grid.starts[meeting]:
            allowed |= 1 << slot
    for breaks in range(DEEPEST):
        for busy in _patterns(grid, allowed, len(meetings), breaks):
            if isinstance(own_matching(grid, meetings, busy), dict):
                return breaks
    return DEEPEST


def _patterns(grid: Grid, allowed: int, size: int, breaks: int) -> Iterator[int]:
    """Yield the sets of so many allowed slots that have at most so many breaks."""
    stack = [(0, 0, 0)]
    while stack:
        slot, busy, count = stack.pop()
        if count == size:
            yield busy
        elif grid.slots - slot >= size - count:
            stack.append((slot + 1, busy, count))
            taken = busy | 1 << slot
            if allowed >> slot & 1 and breaks_in(taken, grid.day_masks) <= breaks:
                stack.append((slot + 1, taken, count + 1))
