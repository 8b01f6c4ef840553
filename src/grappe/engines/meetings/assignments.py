"""Give each meeting of a board its table, and read a plan back onto a board."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.grid import Grid
from grappe.engines.meetings.plan import Assignment


def assignments_of(board: Board, begun: Mapping[int, int | None] | None = None) -> tuple[Assignment, ...]:
    """Return the plan with tables: within a pool any free table is right, so people keep theirs where they can.

    Slot by slot, meetings whose participants sat at a table of the pool before come first.

    Parameters
    ----------
    board : the plan.
    begun : tables (None: remote) of meetings that begin before all others and keep what they have.
    """
    grid = board.grid
    seat_of: dict[int, int] = {}  # participant to last table
    table_of: dict[int, int] = {}
    held_until: dict[int, int] = {}  # table to the first slot at which it is free
    by_start: dict[int, list[int]] = defaultdict(list)
    for meeting, table in (begun or {}).items():
        if table is not None:
            table_of[meeting] = table
            ends = board.slot[meeting] + grid.length[meeting]
            held_until[table] = max(held_until.get(table, 0), ends)
    for meeting, slot in enumerate(board.slot):
        if slot != NOWHERE and board.pool[meeting] and meeting not in table_of:
            by_start[slot].append(meeting)
    for slot in sorted(by_start):
        _seat(grid, board, by_start[slot], slot, (seat_of, table_of, held_until))
    return tuple(
        Assignment(meeting + 1, slot + 1, table_of.get(meeting))
        for meeting, slot in enumerate(board.slot)
        if slot != NOWHERE
    )


def _seat(
    grid: Grid,
    board: Board,
    meetings: list[int],
    slot: int,
    memory: tuple[dict[int, int], dict[int, int], dict[int, int]],
) -> None:
    seat_of, table_of, held_until = memory
    free = {
        pool: {table for table in grid.pools[pool].tables if held_until.get(table, 0) <= slot}
        for pool in {board.pool[meeting] for meeting in meetings}
    }
    wishes = [(_wish(seat_of, grid.who[meeting], free[board.pool[meeting]]), meeting) for meeting in meetings]
    for (_, table), meeting in sorted(wishes, key=lambda wish: (-wish[0][0], wish[1])):
        there = free[board.pool[meeting]]
        chosen = table if table in there else _wish(seat_of, grid.who[meeting], there)[1] or min(there)
        there.remove(chosen)
        table_of[meeting] = chosen
        held_until[chosen] = slot + grid.length[meeting]
        for person in grid.who[meeting]:
            seat_of[person] = chosen


def _wish(seat_of: dict[int, int], people: tuple[int, ...], free: set[int]) -> tuple[int, int]:
    """Return how many of the people sat at the best free table of theirs, and that table (0: none)."""
    seats = [seat_of[person] for person in people if seat_of.get(person) in free]
    return max(((seats.count(table), table) for table in seats), default=(0, 0))


def load_assignments(board: Board, assignments: Iterable[Assignment]) -> list[Assignment]:
    """Put a plan on an empty board; return the assignments that the rules do not allow there."""
    pool_of = {table: place for place, pool in enumerate(board.grid.pools) for table in pool.tables}
    refused = []
    for one in sorted(assignments):
        meeting, start = one.meeting - 1, one.slot - 1
        pool = 0 if one.table is None else pool_of.get(one.table, NOWHERE)
        if board.stands(meeting, start, pool):
            board.place(meeting, start, pool)
        else:
            refused.append(one)
    return refused
