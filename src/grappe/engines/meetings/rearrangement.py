"""The way of placing one more meeting that changes the least for everybody else."""

from collections.abc import Callable, Iterable, Iterator

from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.chains import chain
from grappe.engines.meetings.insertion import added_breaks, blockers, free_slots

Moves = dict[int, int]  # meeting to slot
Price = Callable[[Moves], tuple[int, ...] | None]  # None: not affordable


def cheapest_way(board: Board, meeting: int, price: Price, *, most: int) -> Moves | None:
    """Return the moves, the meeting's own included, that place it at the least price; None where there are none.

    Looked at, in this order, ending with the first kind that yields anything: a free slot; one slot cleared by moving
    each meeting in the way to a free slot of its own; chains between two slots.

    Parameters
    ----------
    board : left as it was.
    meeting : not in the plan.
    price : of moves; the least is taken, then the fewest added breaks.
    most : standing meetings moved.
    """
    open_slots = _open_slots(board, meeting)
    if not open_slots:  # in the end one meeting more sits somewhere
        return None
    for ways in (
        _plain_ways(board, meeting),
        _cleared_ways(board, meeting, most, open_slots),
        _chain_ways(board, meeting, most, open_slots),
    ):
        best: tuple[tuple[int, ...], int, Moves] | None = None
        for moves in ways:
            paid = price(moves)
            if paid is None:
                continue
            key = (paid, added_breaks(board, meeting, moves[meeting]))
            if best is None or key < best[:2]:
                best = (*key, moves)
        if best is not None:
            return best[2]
    return None


def _open_slots(board: Board, meeting: int) -> frozenset[int]:
    """Slots with a free table; all of them for a meeting that needs none."""
    slots = range(board.grid.slots)
    pools = range(len(board.room)) if 0 in board.grid.pools_of[meeting] else range(1, len(board.room))
    return frozenset(slot for slot in slots if board.has_room(pools, slot))


def _plain_ways(board: Board, meeting: int) -> Iterator[Moves]:
    for start in board.grid.starts[meeting]:
        if board.fits(meeting, start) is not None:
            yield {meeting: start}


def _cleared_ways(board: Board, meeting: int, most: int, open_slots: frozenset[int]) -> Iterator[Moves]:
    grid = board.grid
    for start in grid.starts[meeting]:
        run = range(start, start + grid.length[meeting])
        barring = {
            other
            for person in grid.who[meeting]
            if any(len(board.at[cell]) >= grid.staff[cell] for slot in run for cell in [person * grid.slots + slot])
            for other in board.occupants(person, run)
        }
        if not barring or len(barring) > most or any(board.frozen[other] for other in barring):
            continue
        if not all(_has_elsewhere(board, other, start, open_slots) for other in barring):
            continue
        moves = _cleared(board, meeting, start, barring)
        if moves is not None:
            yield moves


def _has_elsewhere(board: Board, meeting: int, start: int, open_slots: frozenset[int]) -> bool:
    """Whether it is worth trying to clear a slot: a look that changes nothing and misses nothing."""
    grid, at = board.grid, board.at
    if not board.is_plain or 0 in grid.pools_of[meeting]:
        return True
    return any(
        slot != start
        and slot in open_slots
        and all(
            len(at[person * grid.slots + slot]) < grid.staff[person * grid.slots + slot] for person in grid.who[meeting]
        )
        for slot in grid.starts[meeting]
    )


def _cleared(board: Board, meeting: int, start: int, barring: Iterable[int]) -> Moves | None:
    """Try it on the board and take it back."""
    old = board.standing_of(barring)
    for other in old:
        board.remove(other)
    moves = _resettled(board, meeting, start, old)
    board.restore(old)
    return moves


def _resettled(board: Board, meeting: int, start: int, old: dict[int, tuple[int, int]]) -> Moves | None:
    """Place the meeting and then each of those cleared at a free slot; what was tried is in `old` afterwards."""
    pool = board.fits(meeting, start)
    if pool is None:
        return None
    old[meeting] = NOWHERE, NOWHERE
    board.place(meeting, start, pool)
    moves = {meeting: start}
    for other in [one for one in old if one != meeting]:
        found = _free_place(board, other, old[other][0])
        if found is None:
            return None
        board.place(other, *found)
        moves[other] = found[0]
    return moves


def _free_place(board: Board, meeting: int, but: int) -> tuple[int, int] | None:
    best = None
    for start in board.grid.starts[meeting]:
        pool = board.fits(meeting, start) if start != but else None
        if pool is not None:
            key = added_breaks(board, meeting, start)
            if best is None or key < best[0]:
                best = key, start, pool
    return None if best is None else best[1:]


def _chain_ways(board: Board, meeting: int, most: int, open_slots: frozenset[int]) -> Iterator[Moves]:
    """Chains only exchange meetings between two slots, which hold one meeting more in the end."""
    if board.grid.length[meeting] > 1:
        return
    for start in board.grid.starts[meeting]:
        barring = blockers(board, meeting, start)
        if not barring:
            continue
        for other in free_slots(board, meeting, barring, start):
            if start not in open_slots and other not in open_slots:
                continue
            moves = chain(board, dict.fromkeys(barring, other), most)
            if moves is not None and _holds(board, {**moves, meeting: start}):
                yield {**moves, meeting: start}


def _holds(board: Board, moves: Moves) -> bool:
    """Whether the rules allow the moves; the board is left as it was."""
    old = board.standing_of(moves)
    holds = board.rearrange(moves)
    board.restore(old)
    return holds
