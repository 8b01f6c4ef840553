"""What an event of the day changed, in sentences: which meeting, whose, what became of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.forum.models import DayEvent, Edition, MeetingRequest, Slot, Table


def effects_in_words(edition: Edition, events: Iterable[DayEvent]) -> dict[int, list[str]]:
    """The sentences of each event, by its number."""
    held = list(events)
    effects = [effect for event in held for effect in event.effects]
    requests = MeetingRequest.objects.select_related("sender", "recipient").in_bulk(numbers(effects, "request"))
    slots = Slot.objects.in_bulk(numbers(effects, "slot"))
    tables = Table.objects.in_bulk(numbers(effects, "table"))
    return {event.pk: [worded(edition, one, requests, slots, tables) for one in event.effects] for event in held}


def numbers(effects: Iterable[dict[str, Any]], name: str) -> set[int]:
    return {effect[name] for effect in effects if effect.get(name) is not None}


def worded(
    edition: Edition,
    effect: Mapping[str, Any],
    requests: Mapping[int, MeetingRequest],
    slots: Mapping[int, Slot],
    tables: Mapping[int, Table],
) -> str:
    request = requests.get(effect["request"] or 0)
    slot = slots.get(effect.get("slot") or 0)
    table = tables.get(effect.get("table") or 0)
    names = {
        "one": str(request.sender) if request else "?",
        "other": str(request.recipient) if request else "?",
        "hour": date_format(slot.during.lower.astimezone(edition.zone), "H:i") if slot else "?",
        "table": table.name if table else _("on line"),
    }
    return sentence_of(effect["kind"]) % names


def sentence_of(kind: str) -> str:
    return {
        "cancelled": _("%(one)s with %(other)s: cancelled"),
        "moved": _("%(one)s with %(other)s: moved to %(hour)s, %(table)s"),
        "reseated": _("%(one)s with %(other)s: at %(hour)s as before, now %(table)s"),
        "added": _("%(one)s with %(other)s: new, at %(hour)s, %(table)s"),
        "unplaced": _("%(one)s with %(other)s: no place found"),
        "swapped": _("%(one)s with %(other)s: at %(hour)s, %(table)s, with the colleague"),
    }[kind]
