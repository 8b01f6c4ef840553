"""A schedule as a file has it, before it is believed: JSON and XML are brought to this one shape."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RawEvent:
    place: str
    day: str
    room: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class RawSchedule:
    """``own`` is the part that this site adds to its own files, for what the shared form cannot say."""

    days: list[tuple[str, Any]]
    rooms: list[tuple[str, Any]]
    events: list[RawEvent]
    time_zone: Any = None
    tracks: list[str] = field(default_factory=list)
    own: Any = None
