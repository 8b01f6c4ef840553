"""What is different between two programmes, as codes and values that `phrases` puts into words."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from grappe.apps.forum.exchange.programme import Programme, SessionRecord

Change = dict[str, Any]
TEXTS = ("abstract_fr", "abstract_en", "language", "kind", "track", "is_recorded")


def changes_between(before: Programme, after: Programme) -> list[Change]:
    """In the order of the new programme, what was taken out last."""
    old = {one.guid: one for one in before.sessions}
    new = {one.guid for one in after.sessions}
    found: list[Change] = []
    for session in after.sessions:
        held = old.get(session.guid)
        if held is None:
            found.append(told("session_added", session, **time_and_room(session, "to")))
        else:
            found += changes_of(held, session, before, after)
    found += [
        told("session_removed", one, **time_and_room(one, "from")) for one in before.sessions if one.guid not in new
    ]
    return found


def changes_of(old: SessionRecord, new: SessionRecord, before: Programme, after: Programme) -> Iterator[Change]:
    if (old.begins, old.ends) != (new.begins, new.ends):
        yield told("session_moved", new, **time_and_room(old, "from"), **time_and_room(new, "to"))
    elif old.room != new.room:
        yield told("room_changed", new, **time_and_room(old, "from"), **time_and_room(new, "to"))
    if (old.title_fr, old.title_en) != (new.title_fr, new.title_en):
        yield told("session_renamed", new, old_fr=old.title_fr or old.title_en, old_en=old.title_en or old.title_fr)
    yield from people_changes(old, new, before, after)
    if any(getattr(old, name) != getattr(new, name) for name in TEXTS):
        yield told("session_described", new)


def people_changes(old: SessionRecord, new: SessionRecord, before: Programme, after: Programme) -> Iterator[Change]:
    names = {one.guid: one.full_name for one in (*before.speakers, *after.speakers)}
    held, now = parts_of(old), parts_of(new)
    for who, parts in now.items():
        if who not in held:
            yield told("speaker_joined", new, name=names.get(who, ""), parts=sorted(parts))
        elif parts != held[who]:
            yield told("part_changed", new, name=names.get(who, ""), parts=sorted(parts))
    for who in held:
        if who not in now:
            yield told("speaker_left", new, name=names.get(who, ""))


def parts_of(session: SessionRecord) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for one in session.parts:
        found.setdefault(one.speaker, set()).add(str(one.part))
    return found


def told(code: str, session: SessionRecord, **values: Any) -> Change:
    titles = {"title_fr": session.title_fr or session.title_en, "title_en": session.title_en or session.title_fr}
    return {"code": code, "session": str(session.guid), **titles, **values}


def time_and_room(session: SessionRecord, which: str) -> dict[str, Any]:
    return {
        f"{which}_begins": session.begins.isoformat(),
        f"{which}_ends": session.ends.isoformat(),
        f"{which}_room": session.room,
    }
