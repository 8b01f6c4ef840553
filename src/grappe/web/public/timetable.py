"""One day of a programme as a table: rooms side by side, times from top to bottom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from grappe.apps.forum.exchange.programme import SessionRecord


@dataclass(frozen=True)
class Cell:
    """A session over some rows and columns, or an empty place."""

    session: SessionRecord | None
    rows: int = 1
    columns: int = 1

    @property
    def is_wide(self) -> bool:
        """Under no single room's name: the cell names its room itself."""
        return self.columns > 1


@dataclass(frozen=True)
class Row:
    begins: datetime
    cells: list[Cell]

    @property
    def starts_something(self) -> bool:
        return any(cell.session for cell in self.cells)


@dataclass(frozen=True)
class Timetable:
    """``columns`` are the names of rooms; an empty name is a column of sessions without a room."""

    columns: list[str]
    rows: list[Row]


def timetable_of(sessions: Iterable[SessionRecord], rooms: Iterable[str]) -> Timetable:
    """Rooms in their order, those without a session left out; what is alone in its time spans every column."""
    held = sorted(sessions, key=lambda one: (one.begins, one.ends, str(one.guid)))
    alone = {one.guid for one in held if not any(other is not one and overlap(one, other) for other in held)}
    lanes = lanes_of(one for one in held if not one.room and one.guid not in alone)
    used = {one.room for one in held if one.room}
    columns = [name for name in rooms if name in used] + [""] * (max(lanes.values(), default=-1) + 1)
    columns = columns or [""]
    names = {name: at for at, name in enumerate(columns) if name}
    place = {
        one.guid: 0 if one.guid in alone else names.get(one.room, len(names) + lanes.get(str(one.guid), 0))
        for one in held
    }
    edges = sorted({edge for one in held for edge in (one.begins, one.ends)})
    rows = []
    for edge in edges[:-1]:
        running = {place[one.guid]: one for one in held if one.begins <= edge < one.ends}
        if not running:
            continue
        wide = next((one for one in running.values() if one.guid in alone), None)
        lone = [Cell(wide, columns=len(columns))] if wide else []
        rows.append(Row(edge, lone or cells(running, edge, edges, columns)))
    return Timetable(columns, rows)


def cells(running: dict[int, SessionRecord], edge: datetime, edges: list[datetime], columns: list[str]) -> list[Cell]:
    """Each column of one row: what begins there, or an empty place; nothing where a session goes on."""
    found = []
    for at in range(len(columns)):
        one = running.get(at)
        if one is None:
            found.append(Cell(None))
        elif one.begins == edge:
            found.append(Cell(one, rows=height(one, edges)))
    return found


def height(one: SessionRecord, edges: list[datetime]) -> int:
    return edges.index(one.ends) - edges.index(one.begins)


def overlap(one: SessionRecord, other: SessionRecord) -> bool:
    return one.begins < other.ends and other.begins < one.ends


def lanes_of(sessions: Iterable[SessionRecord]) -> dict[str, int]:
    """Sessions without a room that run at once stand beside each other."""
    free_from: list[datetime] = []
    found: dict[str, int] = {}
    for one in sessions:
        lane = next((at for at, free in enumerate(free_from) if free <= one.begins), len(free_from))
        free_from[lane : lane + 1] = [one.ends]
        found[str(one.guid)] = lane
    return found
