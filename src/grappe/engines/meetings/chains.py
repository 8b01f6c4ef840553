"""Move one meeting and, as dominoes fall, those in its way between two slots (chains of Kempe, 1879).

In the graph whose vertices are participants and whose edges are meetings, a plan colours edges with slots. Swapping
two colours along a connected component keeps a colouring valid and keeps every meeting; only the ends of a chain
change what a participant has in the two slots.
"""

from collections.abc import Mapping

from grappe.engines.meetings.board import NOWHERE, Board

LONGEST = 60


def chain(board: Board, seeds: Mapping[int, int], longest: int = LONGEST) -> dict[int, int] | None:
    """Return the moves (meeting to slot) that make way for those of `seeds`, or None where the way is barred.

    All seeds move between the same two slots. Meetings that last several slots or are frozen do not move.
    """
    grid, slots = board.grid, board.grid.slots
    moves = dict(seeds)
    pending = list(moves)
    while pending:
        meeting = pending.pop()
        source, target = board.slot[meeting], moves[meeting]
        if board.frozen[meeting] or grid.length[meeting] > 1 or target not in grid.start_sets[meeting]:
            return None
        for person in grid.who[meeting]:
            there = board.at[person * slots + target]
            most = grid.staff[person * slots + target]
            if len(there) < most:
                continue
            staying = [other for other in there if other not in moves]
            here = board.at[person * slots + source] if source != NOWHERE else []
            coming = sum(moves.get(other) == target for other in here) if source != NOWHERE else 1
            if len(staying) + coming <= most:
                continue
            if not staying or source == NOWHERE:
                return None
            moves[staying[0]] = source
            pending.append(staying[0])
        if len(moves) > longest:
            return None
    return moves
