"""Two things at once: one room with two sessions, one person in two sessions."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from grappe.apps.forum.exchange.programme import Programme, SessionRecord


@dataclass(frozen=True)
class Clash:
    """Two sessions at one time that share a room (its name) or a person (her name)."""

    of: Literal["room", "speaker"]
    name: str
    first: SessionRecord
    second: SessionRecord


def room_clashes(sessions: Iterable[SessionRecord]) -> list[Clash]:
    placed = [one for one in sessions if one.room]
    return [Clash("room", str(room), first, second) for room, first, second in overlaps(placed, lambda one: [one.room])]


def speaker_clashes(programme: Programme) -> list[Clash]:
    names = {one.guid: one.full_name for one in programme.speakers}
    found = overlaps(programme.sessions, lambda one: {part.speaker for part in one.parts})
    return [Clash("speaker", names.get(who, ""), first, second) for who, first, second in found]  # type: ignore[call-overload]


def overlaps(
    sessions: Iterable[SessionRecord], shared: Callable[[SessionRecord], Iterable[Hashable]]
) -> Iterator[tuple[Hashable, SessionRecord, SessionRecord]]:
    """Every pair of sessions that share something and a moment; one that ends when the other begins does not."""
    running: dict[Hashable, list[SessionRecord]] = defaultdict(list)
    for one in sorted(sessions, key=lambda session: (session.begins, session.ends, str(session.guid))):
        for what in shared(one):
            running[what] = [other for other in running[what] if other.ends > one.begins]
            for other in running[what]:
                yield what, other, one
            running[what].append(one)
