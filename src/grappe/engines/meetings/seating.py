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
    seats = Seats(board, first)
    pool_of = {table: place for place, pool in enumerate(board.grid.pools) for table in pool.tables}
    loose = []
    for meeting in sorted(range(board.grid.meetings), key=lambda m: (board.slot[m], m)):
        slot, pool = board.slot[meeting], board.pool[meeting]
        if slot == NOWHERE:
            continue
        one = before.get(meeting)
        if pool == 0:
            seats.kept[meeting] = None
        elif one is not None and one.slot - 1 == slot and one.table is not None and pool_of.get(one.table) == pool:
            seats.put(meeting, one.table)
        else:
            loose.append(meeting)
    if not all(seats.seat(meeting) for meeting in sorted(loose, key=lambda m: -board.grid.length[m])):
        begun = {meeting: table for meeting, table in seats.kept.items() if board.slot[meeting] < first}
        return assignments_of(board, begun)
    rows = sorted(seats.kept.items())
    return tuple(Assignment(meeting + 1, board.slot[meeting] + 1, table) for meeting, table in rows)


class Seats:
    """Who sits where; a long meeting may send a short one to another table."""

    def __init__(self, board: Board, first: int) -> None:
        self.board, self.first = board, first
        self.kept: dict[int, int | None] = {}
        self._at: dict[tuple[int, int], int] = {}  # table, slot: meeting

    def put(self, meeting: int, table: int) -> None:
        """Seat a meeting at a table that is free."""
        self.kept[meeting] = table
        for slot in self._run(meeting):
            self._at[table, slot] = meeting

    def seat(self, meeting: int) -> bool:
        """Seat a meeting where the fewest others have to change tables; return whether there is such a place."""
        free = self._free(meeting, self._run(meeting))
        if free is not None:
            self.put(meeting, free)
            return True
        best: tuple[int, dict[int, int]] | None = None
        havens: dict[range, int | None] = {}
        for table in self._tables(meeting):
            moves = self._way(meeting, table, havens)
            if moves is not None and (best is None or len(moves) < len(best[1])):
                best = table, moves
                if len(moves) == 1:
                    break
        if best is None:
            return False
        for other, table in best[1].items():
            for slot in self._run(other):
                del self._at[best[0], slot]
            self.put(other, table)
        self.put(meeting, best[0])
        return True

    def _run(self, meeting: int) -> range:
        start = self.board.slot[meeting]
        return range(start, start + self.board.grid.length[meeting])

    def _tables(self, meeting: int) -> tuple[int, ...]:
        return self.board.grid.pools[self.board.pool[meeting]].tables

    def _free(self, meeting: int, run: range) -> int | None:
        """Return a table of the meeting's pool that is free for so long."""
        tables = self._tables(meeting)
        return next((table for table in tables if not any((table, slot) in self._at for slot in run)), None)

    def _way(self, meeting: int, table: int, havens: dict[range, int | None]) -> dict[int, int] | None:
        """Return other tables for those who sit there, or None where one has begun or finds none.

        `havens` keeps the free table of each run of slots, which is asked for again and again.
        """
        moves: dict[int, int] = {}
        for other in {self._at[table, slot] for slot in self._run(meeting) if (table, slot) in self._at}:
            run = self._run(other)
            if run not in havens:
                havens[run] = self._free(meeting, run)
            haven = havens[run]
            if haven is None or self.board.slot[other] < self.first:
                return None
            moves[other] = haven
        return moves
