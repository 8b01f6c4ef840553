"""Hold a plan to its fairness: where breaks differ too much, optional meetings give way."""

from grappe.engines.meetings.board import Board


def enforce_fairness(board: Board) -> bool:
    """Take out optional meetings until no two participants differ by too many breaks; return whether that sufficed.

    Each time the lightest optional meeting of a participant with too many breaks goes whose removal lowers its breaks,
    or else any of its lightest. The plan shrinks at every step, so that this ends.
    """
    fairness = board.grid.problem.fairness
    if fairness is None or not board.grid.people:
        return True
    breaks = [board.breaks(person) for person in range(board.grid.people)]
    while max(breaks) - min(breaks) > fairness:
        victim = _victim(board, breaks.index(max(breaks)))
        if victim is None:
            return False
        board.remove(victim)
        for person in board.grid.who[victim]:
            breaks[person] = board.breaks(person)
    return True


def _victim(board: Board, person: int) -> int | None:
    grid = board.grid
    optional = [m for m in board.held(person) if not (grid.compulsory[m] or board.frozen[m])]
    if not optional:
        return None

    def harm(meeting: int) -> tuple[int, int, int]:
        slot, pool, before = board.slot[meeting], board.pool[meeting], board.breaks(person)
        board.remove(meeting)
        helps = board.breaks(person) < before
        board.place(meeting, slot, pool)
        return (not helps, grid.weight[meeting], meeting)

    return min(optional, key=harm)
