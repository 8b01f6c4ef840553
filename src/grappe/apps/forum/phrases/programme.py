"""Changes of a programme in words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import SessionPart
from grappe.apps.forum.exchange.changes import Change
from grappe.apps.forum.exchange.clashes import Clash


def change_text(change: Change, zone: ZoneInfo) -> str:
    """One change as a sentence in the reader's language, times as clocks show them at the place."""
    write = WRITERS.get(change.get("code", ""))
    return write(change, zone) if write else ""


def title_of(change: Change) -> str:
    return str(change["title_fr" if get_language() == "fr" else "title_en"])


def when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    names = {"day": formatted(local, "l j F"), "hour": f"{local:%H:%M}"}
    return _("%(day)s at %(hour)s") % names


def time_and_room(change: Change, which: str, zone: ZoneInfo) -> str:
    time = when(datetime.fromisoformat(change[f"{which}_begins"]), zone)
    room = change[f"{which}_room"]
    return _("%(time)s, room %(room)s") % {"time": time, "room": room} if room else time


def added(change: Change, zone: ZoneInfo) -> str:
    return _("“%(title)s” is new: %(where)s.") % {"title": title_of(change), "where": time_and_room(change, "to", zone)}


def removed(change: Change, zone: ZoneInfo) -> str:
    names = {"title": title_of(change), "where": time_and_room(change, "from", zone)}
    return _("“%(title)s” no longer takes place (it was planned %(where)s).") % names


def moved(change: Change, zone: ZoneInfo) -> str:
    names = {
        "title": title_of(change),
        "before": time_and_room(change, "from", zone),
        "after": time_and_room(change, "to", zone),
    }
    same = change["from_begins"] == change["to_begins"] and change["from_room"] == change["to_room"]
    if same:
        ends = datetime.fromisoformat(change["to_ends"]).astimezone(zone)
        return _("“%(title)s” now ends at %(hour)s.") % {"title": names["title"], "hour": f"{ends:%H:%M}"}
    return _("“%(title)s” moves: %(after)s, no longer %(before)s.") % names


def room_changed(change: Change, zone: ZoneInfo) -> str:  # noqa: ARG001 every writer is asked alike
    none = _("no room")
    names = {"title": title_of(change), "room": change["to_room"] or none, "before": change["from_room"] or none}
    return _("“%(title)s” changes room: %(room)s, no longer %(before)s.") % names


def renamed(change: Change, zone: ZoneInfo) -> str:  # noqa: ARG001
    old = change["old_fr" if get_language() == "fr" else "old_en"]
    if old == title_of(change):
        return _("The title of “%(title)s” was translated or put right.") % {"title": title_of(change)}
    return _("“%(old)s” is now called “%(title)s”.") % {"old": old, "title": title_of(change)}


def joined(change: Change, zone: ZoneInfo) -> str:  # noqa: ARG001
    return _("%(name)s joins “%(title)s” (%(parts)s).") % people(change)


def part_changed(change: Change, zone: ZoneInfo) -> str:  # noqa: ARG001
    return _("%(name)s has another part in “%(title)s”: %(parts)s.") % people(change)


def left(change: Change, zone: ZoneInfo) -> str:  # noqa: ARG001
    return _("%(name)s no longer takes part in “%(title)s”.") % people(change)


def described(change: Change, zone: ZoneInfo) -> str:  # noqa: ARG001
    return _("The description of “%(title)s” has changed.") % {"title": title_of(change)}


def people(change: Change) -> dict[str, Any]:
    parts = ", ".join(str(SessionPart(one).label) for one in change.get("parts", []))
    return {"name": change["name"], "title": title_of(change), "parts": parts}


WRITERS: dict[str, Callable[[Change, ZoneInfo], str]] = {
    "session_added": added,
    "session_removed": removed,
    "session_moved": moved,
    "room_changed": room_changed,
    "session_renamed": renamed,
    "session_described": described,
    "speaker_joined": joined,
    "speaker_left": left,
    "part_changed": part_changed,
}


def clash_text(clash: Clash, zone: ZoneInfo) -> str:
    names = {
        "name": clash.name,
        "first": clash.first.title,
        "second": clash.second.title,
        "when": when(clash.second.begins, zone),
    }
    if clash.of == "room":
        return _("The room %(name)s holds “%(first)s” and “%(second)s” at once (%(when)s).") % names
    return _("%(name)s takes part in “%(first)s” and “%(second)s” at once (%(when)s).") % names
