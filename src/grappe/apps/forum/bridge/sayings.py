"""What the engine says of a plan, with the names of rows in place of its numbers; `phrases.findings` words it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format

from grappe.apps.forum.bridge.numbering import Numbering
from grappe.engines import meetings as engine

MANY = 6
SLOTS = {"slot", "slots", "fixed"}
TABLES = {"table"}
MEETINGS = {"meeting", "meetings", "earlier"}
PEOPLE = {"participant", "participants", "least", "most"}


@dataclass(frozen=True)
class Said:
    """A code and the words it speaks of."""

    code: str
    words: dict[str, str] = field(default_factory=dict)


def said(finding: engine.Finding, numbering: Numbering[Any]) -> Said:
    """A finding of the engine in terms of the rows."""
    return Said(finding.code, {name: worded(name, fact, numbering) for name, fact in finding.facts.items()})


def worded(name: str, fact: object, numbering: Numbering[Any]) -> str:
    parts = list(fact) if isinstance(fact, Iterable) and not isinstance(fact, str) else [fact]
    shown = [one_worded(name, part, numbering) for part in parts[:MANY]]
    return ", ".join(shown) + (" …" if len(parts) > MANY else "")


def one_worded(name: str, part: object, numbering: Numbering[Any]) -> str:
    number = int(part) - 1 if isinstance(part, int) else -1
    if name in SLOTS and 0 <= number < len(numbering.slots):
        begins = numbering.slots[number].during.lower.astimezone(numbering.edition.zone)
        # Short, since six may stand in one sentence, and without "p.m.", which would end in two full stops.
        return date_format(begins, "D j H:i")
    if name in TABLES and 0 <= number < len(numbering.tables):
        return numbering.tables[number].name
    if name in MEETINGS and 0 <= number < len(numbering.requests):
        request = numbering.requests[number]
        sides = (numbering.profiles[request.sender_id], numbering.profiles[request.recipient_id])
        return " – ".join(side.name for side in sides)
    if name in PEOPLE and str(part).isdigit() and int(str(part)) in numbering.profiles:
        return numbering.profiles[int(str(part))].name
    return str(part)
