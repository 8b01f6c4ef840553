"""Find room for one more meeting: at once, by moving others along a chain, or by ejecting lighter ones."""

from collections.abc import Iterable
from random import Random

from grappe.engines.meetings.board import NOWHERE, Board, breaks_in
from grappe.engines.meetings.chains import chain

LONGEST = 40


def insert(board: Board, meeting: int, rng: Random) -> bool:
    """Place a meeting without losing another; return whether it was possible."""
    return insert_plainly(board, meeting) or insert_by_chain(board, meeting, rng)


def insert_plainly(board: Board, meeting: int) -> bool:
    """Place a meeting at the free slot that costs the fewest breaks, of those the one with most room."""
    best = None
    for start in board.grid.starts[meeting]:
        pool = board.fits(meeting, start)
        if pool is None:
            continue
        key = (added_breaks(board, meeting, start), -board.room[pool][start])
        if best is None or key < best[0]:
            best = key, start, pool
    if best is None:
        return False
    board.place(meeting, best[1], best[2])
    return True


def added_breaks(board: Board, meeting: int, start: int) -> int:
    """Return by how many breaks the plan grows when a meeting is placed."""
    grid = board.grid
    bits = ((1 << grid.length[meeting]) - 1) << start
    total = 0
    for person in grid.who[meeting]:
        busy = board.busy[person]
        total += breaks_in(busy | bits, grid.day_masks) - breaks_in(busy, grid.day_masks)
    return total


def insert_by_chain(board: Board, meeting: int, rng: Random) -> bool:
    """Move what stands in the way at one slot to another slot, along a chain, and place the meeting."""
    grid = board.grid
    if grid.length[meeting] > 1:
        return False
    starts = list(grid.starts[meeting])
    rng.shuffle(starts)
    for start in starts:
        blocking = blockers(board, meeting, start)
        if not blocking or len(blocking) > len(grid.who[meeting]):
            continue
        for other in free_slots(board, meeting, blocking, start):
            moves = chain(board, dict.fromkeys(blocking, other), LONGEST)
            if moves is not None and board.rearrange({**moves, meeting: start}):
                return True
    return False


def blockers(board: Board, meeting: int, start: int) -> set[int]:
    """Return one meeting to be moved for each participant that has nobody free at that slot."""
    grid = board.grid
    found = set()
    for person in grid.who[meeting]:
        cell = person * grid.slots + start
        there = board.at[cell]
        if len(there) >= grid.staff[cell]:
            found.add(there[0])
    return found


def free_slots(board: Board, meeting: int, blocking: Iterable[int], start: int) -> list[int]:
    """Return the slots where every participant of the meeting that is in the way has somebody free."""
    grid = board.grid
    people = [person for person in grid.who[meeting] for other in blocking if person in grid.who[other]]
    starts = frozenset.intersection(*(grid.start_sets[other] for other in blocking))
    return [
        slot
        for slot in sorted(starts)
        if slot != start
        and all(len(board.at[cell]) < grid.staff[cell] for p in people for cell in [p * grid.slots + slot])
    ]


def insert_by_ejection(board: Board, meeting: int, rng: Random, depth: int) -> bool:
    """Place a meeting by ejecting another that weighs no more, and find that one a place in turn.

    A chain of ejections that ends with a lighter plan is taken back; equal weight is kept, to move on.
    """
    before = board.weight
    track: list[tuple[int, int, int]] = []  # meeting, slot and pool it had
    ejected = {meeting}
    current = meeting
    for _ in range(depth):
        swap = _best_swap(board, current, ejected, rng)
        if swap is None:
            break
        start, victim = swap
        track += [(victim, board.slot[victim], board.pool[victim])]
        board.remove(victim)
        pool = board.fits(current, start)
        if pool is None:
            break
        track.append((current, NOWHERE, NOWHERE))
        board.place(current, start, pool)
        ejected.add(victim)
        current = victim
        if insert(board, current, rng):
            return True
    if board.weight > before:
        return True
    _take_back(board, track)
    return False


def _take_back(board: Board, track: list[tuple[int, int, int]]) -> None:
    for meeting, slot, pool in reversed(track):
        if slot == NOWHERE:
            board.remove(meeting)
        else:
            board.place(meeting, slot, pool)


def _best_swap(board: Board, meeting: int, kept: set[int], rng: Random) -> tuple[int, int] | None:
    """Return a slot and the one lighter meeting that bars it, the lightest such, or None."""
    grid = board.grid
    best: tuple[tuple[int, float], int, int] | None = None
    for start in grid.starts[meeting]:
        victims = blockers(board, meeting, start)
        if not victims and grid.length[meeting] == 1:
            victims = _table_holder(board, meeting, start, kept)
        if len(victims) != 1:
            continue
        (victim,) = victims
        if victim in kept or board.frozen[victim] or grid.weight[victim] > grid.weight[meeting]:
            continue
        if grid.compulsory[victim] and not grid.compulsory[meeting]:
            continue
        key = (grid.weight[victim] + (1 << 20) * grid.compulsory[victim], rng.random())
        if best is None or key < best[0]:
            best = key, start, victim
    return None if best is None else best[1:]


def _table_holder(board: Board, meeting: int, start: int, kept: set[int]) -> set[int]:
    holders = [m for m in table_holders(board, meeting, start) if m not in kept and not board.frozen[m]]
    return {min(holders, key=lambda m: (board.grid.weight[m], m))} if holders else set()


def table_holders(board: Board, meeting: int, start: int) -> list[int]:
    """Return the meetings that hold the tables which suit this one, where none is free."""
    pools = board.grid.pools_of[meeting]
    if any(board.room[pool][start] > 0 for pool in pools):
        return []
    return [other for other in board.standing[start] if board.pool[other] in pools]
