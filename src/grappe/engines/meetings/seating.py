"""Give meetings tables on the day: who does not move keeps the table."""

from collections.abc import Mapping

from grappe.engines.meetings.assignments import assignments_of
from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.plan import Assignment


def keep_seats(board: Board, before: Mapping[int, Assignment], first: int) -> tuple[Assignment, ...]:
    """Return the plan of a board with the tables it had where a meeting stays at its slot.

    Parameters
    ----------
    board : the plan after the day's events.
    before : meeting (from 0) to its place before.
    first : the first slot (from 0) that has not begun; only meetings from there on may have to change tables when long
        meetings find no table free for their whole length.
    """
    grid = board.grid
    pool_of = {table: place for place, pool in enumerate(grid.pools) for table in pool.tables}
    held: dict[int, int] = {}  # table to slots taken, as bits
    kept: dict[int, int | None] = {}
    loose = []
    for meeting in sorted(range(grid.meetings), key=lambda m: (board.slot[m], m)):
        slot, pool = board.slot[meeting], board.pool[meeting]
        if slot == NOWHERE:
            continue
        one = before.get(meeting)
        if pool == 0:
            kept[meeting] = None
        elif one is not None and one.slot - 1 == slot and one.table is not None and pool_of.get(one.table) == pool:
            kept[meeting] = one.table
            held[one.table] = held.get(one.table, 0) | _bits(grid.length[meeting], slot)
        else:
            loose.append(meeting)
    for meeting in loose:
        bits = _bits(grid.length[meeting], board.slot[meeting])
        tables = grid.pools[board.pool[meeting]].tables
        free = next((table for table in tables if not held.get(table, 0) & bits), None)
        if free is None:
            begun = {m: table for m, table in kept.items() if board.slot[m] < first}
            return assignments_of(board, begun)
        kept[meeting] = free
        held[free] = held.get(free, 0) | bits
    return tuple(Assignment(meeting + 1, board.slot[meeting] + 1, table) for meeting, table in sorted(kept.items()))


def _bits(length: int, slot: int) -> int:
    return ((1 << length) - 1) << slot
