"""From a schedule as a file has it to a programme, or to everything that is wrong with it."""

import re
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from pydantic import ValidationError

from grappe.apps.forum.enums import SessionKind
from grappe.apps.forum.exchange.clashes import room_clashes
from grappe.apps.forum.exchange.faults import Fault, FaultyFileError
from grappe.apps.forum.exchange.programme import (
    DayRecord,
    PartRecord,
    Programme,
    Record,
    RoomRecord,
    SessionRecord,
    SpeakerRecord,
    TrackRecord,
    in_order,
)
from grappe.apps.forum.exchange.raw import RawEvent, RawSchedule

Kept = TypeVar("Kept", bound=Record)
# Rooms and people without a guid of their own take one from their name, the same in every file.
NAMES = UUID("3e0d4c0a-8a5b-4f8c-9c1c-0e7a5f6d2b11")
DURATION = re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?")
KINDS = (
    (SessionKind.ROUND_TABLE, ("round", "table ronde", "panel", "discussion", "podium")),
    (SessionKind.PLENARY, ("plenary", "plénière", "keynote", "opening", "closing")),
    (SessionKind.WORKSHOP, ("workshop", "atelier", "tutorial", "hands-on")),
    (SessionKind.MEETINGS, ("b2b", "meeting", "rendez-vous")),
    (SessionKind.BREAK, ("break", "pause", "lunch", "coffee")),
)


class Refused(Exception):  # noqa: N818 it ends the reading of one thing, not of the file
    pass


def programme_of(raw: RawSchedule, *, zone: ZoneInfo) -> Programme:
    """Read all of it; a file with one fault or more is refused with every fault found."""
    return Reading(raw, zone).programme()


class Reading:
    def __init__(self, raw: RawSchedule, zone: ZoneInfo) -> None:
        self.raw = raw
        self.zone = zone
        self.faults: list[Fault] = []
        self.speakers: dict[UUID, SpeakerRecord] = {}
        self.places: dict[UUID, str] = {}

    def programme(self) -> Programme:
        days = {date for place, text in self.raw.days if (date := self.day(place, text)) is not None}
        sessions = [one for event in self.raw.events if (one := self.session(event)) is not None]
        rooms = self.rooms({one.room for one in sessions if one.room})
        for clash in room_clashes(sessions):
            self.faults.append(self.told(clash.first, clash.second))
        if self.faults:
            raise FaultyFileError(self.faults)
        days |= {one.day(self.zone) for one in sessions}
        tracks = dict.fromkeys([*self.raw.tracks, *(one.track for one in sessions)])
        return in_order(
            Programme(
                time_zone=self.zone.key,
                days=tuple(DayRecord(date=day) for day in days),
                rooms=tuple(rooms),
                tracks=tuple(TrackRecord(name_fr=name, name_en=name) for name in tracks if name),
                speakers=tuple(self.speakers.values()),
                sessions=tuple(sessions),
            )
        )

    def told(self, first: SessionRecord, second: SessionRecord) -> Fault:
        names = {"room": first.room, "other": self.places[first.guid]}
        return Fault(
            self.places[second.guid], _("the room %(room)s is taken at that time by another: %(other)s") % names
        )

    def day(self, place: str, text: Any) -> date | None:
        try:
            return date.fromisoformat(str(text))
        except ValueError:
            self.faults.append(Fault(place, _("“%(text)s” is not a date (2027-11-18)") % {"text": text}))
            return None

    def rooms(self, used: set[str]) -> list[RoomRecord]:
        """The rooms listed, then those that only sessions name; of two with one guid the second takes another."""
        found: dict[str, RoomRecord] = {}
        taken: set[UUID] = set()
        for place, listed in self.raw.rooms:
            values = listed if isinstance(listed, dict) else {"name": listed}
            name = str(values.get("name") or "")
            if not name or name in found:
                continue
            guid = as_uuid(values.get("guid")) or uuid5(NAMES, f"room {name}")
            values = {"name": name, "capacity": values.get("capacity")}
            guid = uuid5(NAMES, f"room {name}") if guid in taken else guid
            taken.add(guid)
            if (room := self.checked(place, RoomRecord, guid=guid, **values)) is not None:
                found[name] = room
        for name in sorted(used - set(found)):
            found[name] = RoomRecord(guid=uuid5(NAMES, f"room {name}"), name=name)
        return list(found.values())

    def session(self, event: RawEvent) -> SessionRecord | None:
        try:
            return self.read_session(event)
        except Refused as refusal:
            self.faults.append(Fault(event.place, str(refusal)))
            return None

    def read_session(self, event: RawEvent) -> SessionRecord | None:
        fields = event.fields
        guid = as_uuid(fields.get("guid"))
        if guid is None:
            raise Refused(_("its guid “%(guid)s” is not a UUID") % {"guid": fields.get("guid")})
        if guid in self.places:
            raise Refused(_("its guid stands already at: %(place)s") % {"place": self.places[guid]})
        self.places[guid] = event.place
        begins = self.moment(event)
        ends = self.end(fields, begins)
        title = text_of(fields, "title")
        if not title:
            raise Refused(_("it has no title"))
        language = text_of(fields, "language")[:5].lower()
        spoken = "fr" if language[:2] == "fr" else "en"
        abstract = "\n\n".join(part for name in ("abstract", "description") if (part := text_of(fields, name)))
        return self.checked(
            event.place,
            SessionRecord,
            guid=guid,
            kind=kind_of(text_of(fields, "type")),
            begins=begins,
            ends=ends,
            room=event.room,
            track=track_of(fields.get("track")),
            language=language,
            is_recorded=fields.get("do_not_record") is False,
            parts=tuple(self.parts(event)),
            **{f"title_{spoken}": title, f"abstract_{spoken}": abstract},
        )

    def moment(self, event: RawEvent) -> datetime:
        text = text_of(event.fields, "date")
        if not text:
            text = f"{event.day}T{text_of(event.fields, 'start')}"
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise Refused(_("“%(text)s” is not a date with an hour") % {"text": text}) from error
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=self.zone)

    def end(self, fields: dict[str, Any], begins: datetime) -> datetime:
        held = DURATION.fullmatch(text_of(fields, "duration"))
        if held is None:
            raise Refused(_("its duration “%(text)s” is not hours:minutes") % {"text": fields.get("duration")})
        lasts = timedelta(**{name: int(value) for name, value in held.groupdict(default="0").items()})
        if not lasts:
            raise Refused(_("it lasts no time"))
        return begins + lasts

    def parts(self, event: RawEvent) -> list[PartRecord]:
        persons = event.fields.get("persons") or []
        if not isinstance(persons, list):
            raise Refused(_("its persons are not a list"))
        found: dict[UUID, PartRecord] = {}
        for person in persons:
            guid = self.speaker(event, person)
            found[guid] = PartRecord(speaker=guid)
        return list(found.values())

    def speaker(self, event: RawEvent, person: Any) -> UUID:
        values = person if isinstance(person, dict) else {"name": person}
        name = " ".join((text_of(values, "name") or text_of(values, "public_name")).split())
        if not name:
            raise Refused(_("one of its persons has no name"))
        known = next((f"{key} {values[key]}" for key in ("code", "id") if values.get(key)), f"name {name}")
        guid = as_uuid(values.get("guid")) or uuid5(NAMES, f"person {known}")
        biography = text_of(values, "biography")
        record = self.checked(event.place, SpeakerRecord, guid=guid, full_name=name, biography_en=biography)
        if record is not None and (guid not in self.speakers or biography):
            self.speakers[guid] = record
        return guid

    def checked(self, place: str, record: type[Kept], /, **values: Any) -> Kept | None:
        """A record of these values, or a fault for each value that it cannot take."""
        try:
            return record(**values)
        except ValidationError as error:
            for one in error.errors():
                names = {"field": ".".join(str(part) for part in one["loc"]), "why": one["msg"]}
                self.faults.append(Fault(place, _("%(field)s: %(why)s") % names))
            return None


def as_uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def text_of(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return "" if value is None else str(value).strip()


def track_of(value: Any) -> str:
    """A track is a name, in some files an object that has one."""
    return text_of(value, "name") or text_of(value, "slug") if isinstance(value, dict) else str(value or "").strip()


def kind_of(text: str) -> SessionKind:
    lowered = text.lower()
    return next((kind for kind, words in KINDS if any(word in lowered for word in words)), SessionKind.PARALLEL)
