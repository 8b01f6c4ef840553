"""The cheapest single change that would place a request: moves first, then resources, then what others give up."""

from collections.abc import Iterator

from grappe.engines.meetings.availability import obstacle, run_of
from grappe.engines.meetings.board import NOWHERE, Board
from grappe.engines.meetings.explanation import Change, ChangeKind
from grappe.engines.meetings.finding import finding
from grappe.engines.meetings.plan import Assignment
from grappe.engines.meetings.rearrangement import Moves, cheapest_way
from grappe.engines.meetings.reasons import busy_at, obstacle_at

MOST_MOVED = 8
LOOKED_AT = 4  # slots whose clearing is tried out


def remedy_for(board: Board, meeting: int) -> Change:
    """Return the cheapest change found that places a meeting (from 0) of no plan; the board is left as it was.

    Cheapest: other meetings move and none is lost; one table or interpreter more in one slot; one participant available
    in one slot more; one meeting more than somebody's maximum; a rule of the request itself; meetings given up, the
    least weight first.
    """
    for kind in (_moves, _resource, _hour, _maximum, _rule, _sacrifice):
        change = next(kind(board, meeting), None)
        if change is not None:
            return change
    return Change(ChangeKind.NONE, finding("change.none"))


def _moves(board: Board, meeting: int) -> Iterator[Change]:
    if not board.grid.starts[meeting] or not board.grid.pools_of[meeting]:
        return
    fair = board.grid.problem.fairness is None
    moves = cheapest_way(
        board, meeting, lambda way: (len(way),) if fair or _fair(board, way) else None, most=MOST_MOVED
    )
    if moves is None:
        return
    others = tuple(sorted(other + 1 for other in moves if other != meeting))
    slot = moves[meeting] + 1
    text = (
        finding("change.moves", count=len(others), meetings=others, slot=slot)
        if others
        else finding("change.place", slot=slot)
    )
    yield Change(ChangeKind.MOVES, text, moves=_assigned(moves))


def _assigned(moves: Moves) -> tuple[Assignment, ...]:
    return tuple(sorted(Assignment(meeting + 1, slot + 1) for meeting, slot in moves.items()))


def _fair(board: Board, moves: Moves) -> bool:
    old = board.standing_of(moves)
    if not board.rearrange(moves):
        return False
    breaks = [board.breaks(person) for person in range(board.grid.people)]
    board.restore(old)
    return max(breaks) - min(breaks) <= (board.grid.problem.fairness or 0)


def _resource(board: Board, meeting: int) -> Iterator[Change]:
    grid = board.grid
    for kind in ("tables", "interpreters"):
        for start in grid.starts[meeting] if grid.pools_of[meeting] or kind == "interpreters" else ():
            at_most = any(board.count[person] >= grid.maximum[person] for person in grid.who[meeting])
            if at_most or obstacle_at(board, meeting, start) != kind:
                continue
            language = grid.problem.requests[meeting].language or ""
            yield Change(
                ChangeKind.TABLE,
                finding("change.table", slot=start + 1)
                if kind == "tables"
                else finding("change.interpreter", slot=start + 1, language=language),
                moves=(Assignment(meeting + 1, start + 1),),
            )


def _hour(board: Board, meeting: int) -> Iterator[Change]:
    """One participant is away in a slot in which everything else would do."""
    grid = board.grid
    problem, request = grid.problem, grid.problem.requests[meeting]
    if any(board.count[person] >= grid.maximum[person] for person in grid.who[meeting]):
        return
    for start in range(1, grid.slots + 1):
        run = run_of(problem, start, request.length)
        if run is None or start - 1 in grid.starts[meeting]:
            continue
        away = [name for name in request.participants if not problem.present[name].issuperset(run)]
        reason = obstacle(problem, request, start)
        if len(away) == 1 and reason is not None and reason.code == "obstacle.absent" and _open(board, meeting, start):
            text = finding("change.hour", participant=away[0], slot=start)
            yield Change(ChangeKind.HOUR, text, moves=(Assignment(meeting + 1, start),))


def _open(board: Board, meeting: int, start: int) -> bool:
    """Whether people, table and interpreter are free at a slot (from 1), were it open to the meeting itself."""
    return any(board.holds(meeting, start - 1, pool) for pool in board.grid.pools_of[meeting])


def _maximum(board: Board, meeting: int) -> Iterator[Change]:
    grid = board.grid
    full = [person for person in grid.who[meeting] if board.count[person] >= grid.maximum[person]]
    if len(full) != 1:
        return
    length = grid.length[meeting]
    for start in grid.starts[meeting]:
        run = range(start, start + length)
        roomy = any(min(board.room[pool][slot] for slot in run) > 0 for pool in grid.pools_of[meeting])
        if roomy and not any(busy_at(board, person, run) for person in grid.who[meeting]):
            name = grid.problem.participants[full[0]].id
            text = finding("change.maximum", participant=name, maximum=grid.maximum[full[0]] + 1)
            yield Change(ChangeKind.RULE, text, moves=(Assignment(meeting + 1, start + 1),))


def _rule(board: Board, meeting: int) -> Iterator[Change]:
    """A slot that only a rule of the request bars."""
    problem, request = board.grid.problem, board.grid.problem.requests[meeting]
    rules = {"obstacle.session", "obstacle.fixed", "obstacle.forbidden"}
    for start in range(1, board.grid.slots + 1):
        reason = obstacle(problem, request, start)
        if reason is None or reason.code not in rules:
            continue
        run = run_of(problem, start, request.length)
        here = run is not None and all(problem.present[name].issuperset(run) for name in request.participants)
        if here and _open(board, meeting, start):
            text = finding("change.rule", slot=start, because=reason.about)
            yield Change(ChangeKind.RULE, text, moves=(Assignment(meeting + 1, start),))


def _sacrifice(board: Board, meeting: int) -> Iterator[Change]:
    """The slot whose clearing loses the least weight, once what was cleared has been placed elsewhere where it can."""
    grid = board.grid
    options = []
    for start in grid.starts[meeting]:
        run = range(start, start + grid.length[meeting])
        barring = {m for p in grid.who[meeting] if busy_at(board, p, run) for m in board.occupants(p, run)}
        if barring and not any(grid.compulsory[m] or board.frozen[m] for m in barring):
            options.append((sum(grid.weight[m] for m in barring), start, tuple(sorted(barring))))
    changes = [
        change
        for _, start, barring in sorted(options)[:LOOKED_AT]
        if (change := _cleared(board, meeting, start, barring)) is not None
    ]
    if changes:
        yield min(changes, key=lambda change: change.lost)


def _cleared(board: Board, meeting: int, start: int, barring: tuple[int, ...]) -> Change | None:
    grid = board.grid
    old = board.standing_of((meeting, *barring))
    for other in barring:
        board.remove(other)
    moves: Moves = {meeting: start}
    done = board.rearrange(moves)
    for other in sorted(barring, key=lambda m: -grid.weight[m]) if done else ():
        way = cheapest_way(board, other, lambda w: None if meeting in w else (len(w),), most=1)
        if way is not None:
            old = {**board.standing_of(way), **old}
            board.rearrange(way)
            moves |= way
    lost = tuple(sorted(other for other in barring if board.slot[other] == NOWHERE))
    board.restore(old)
    if not done:
        return None
    weight = sum(grid.weight[other] for other in lost)
    numbers = tuple(other + 1 for other in lost)
    facts = {"count": len(lost), "lost": weight, "weight": grid.weight[meeting], "slot": start + 1}
    text = finding("change.give_up", meetings=numbers, **facts)
    return Change(ChangeKind.GIVE_UP, text, moves=_assigned(moves), given_up=numbers, lost=weight)
