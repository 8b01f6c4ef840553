"""Why a request is not in a plan: who is busy when, and which table or interpreter is short."""

from collections import defaultdict
from collections.abc import Iterator

from grappe.engines.meetings.board import Board
from grappe.engines.meetings.finding import Finding, finding
from grappe.engines.meetings.validation import kept_apart


def reasons_for(board: Board, meeting: int) -> tuple[Finding, ...]:
    """Return why a meeting (from 0) that is not on the board is not: what bars every slot comes first."""
    grid = board.grid
    problem = grid.problem
    request = problem.requests[meeting]
    if kept_apart(request, {frozenset(pair) for pair in problem.apart}):
        return (finding("why.apart"),)
    if not grid.starts[meeting]:
        return (finding("why.never"),)
    if not grid.pools_of[meeting]:
        return (finding("why.seated"),)
    found = [*_full(board, meeting)]
    by_obstacle: dict[str, list[int]] = defaultdict(list)
    for start in grid.starts[meeting]:
        by_obstacle[obstacle_at(board, meeting, start)].append(start + 1)
    free = by_obstacle.pop("", None)
    if free and not found:
        fairness = problem.fairness
        told = finding("why.time", slot=free[0])
        return (told if fairness is None else finding("why.fairness", slot=free[0], fairness=fairness),)
    for kind in ("tables", "interpreters", "order", "walk"):
        slots = tuple(by_obstacle.get(kind, ()))
        if slots:
            extra = {"language": request.language or ""} if kind == "interpreters" else {}
            found.append(finding(f"why.{kind}", slots=slots, **extra))
    return tuple(found)


def obstacle_at(board: Board, meeting: int, start: int) -> str:
    """Return what bars a slot open to the meeting itself: people, interpreters, order, tables, walk; or nothing."""
    grid = board.grid
    run = range(start, start + grid.length[meeting])
    if any(busy_at(board, person, run) for person in grid.who[meeting]):
        return "people"
    for kind, allows in (("interpreters", board.spoken), ("order", board.ordered)):
        if not allows(meeting, start):
            return kind
    if board.fits(meeting, start) is not None or any(
        board.count[person] >= grid.maximum[person] for person in grid.who[meeting]
    ):
        return ""
    roomy = any(min(board.room[pool][slot] for slot in run) > 0 for pool in grid.pools_of[meeting])
    return "walk" if roomy else "tables"


def busy_at(board: Board, person: int, run: range) -> bool:
    """Whether all of a participant's delegates meet others in one of those slots."""
    grid = board.grid
    return any(len(board.at[cell]) >= grid.staff[cell] for slot in run for cell in [person * grid.slots + slot])


def _full(board: Board, meeting: int) -> Iterator[Finding]:
    grid = board.grid
    for person in grid.who[meeting]:
        name, maximum = grid.problem.participants[person].id, grid.maximum[person]
        if board.count[person] >= maximum:
            yield finding("why.maximum", participant=name, maximum=maximum)
            continue
        length = grid.length[meeting]
        busy = [start for start in grid.starts[meeting] if busy_at(board, person, range(start, start + length))]
        slots = tuple(start + 1 for start in busy)
        if len(busy) == len(grid.starts[meeting]):
            yield finding("why.full", participant=name, slots=slots, wanted=len(grid.of_person[person]))
        elif busy:
            yield finding("why.busy", participant=name, slots=slots)
