"""A programme as one value: what a version freezes, what files are read into and what pages of visitors show."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from grappe.apps.forum.enums import SessionKind, SessionPart

# Until this hour of the night a session belongs to the day before.
DAY_BEGINS_AT = timedelta(hours=4)


def storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text holds the character NUL")
    return text


Text = Annotated[str, AfterValidator(storable)]
Name = Annotated[Text, Field(max_length=100)]
Title = Annotated[Text, Field(max_length=300)]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class DayRecord(Record):
    date: date
    title_fr: Title = ""
    title_en: Title = ""


class RoomRecord(Record):
    guid: UUID
    name: Annotated[Name, Field(min_length=1)]
    capacity: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    floor: Annotated[Text, Field(max_length=60)] = ""
    is_accessible: bool = True


class TrackRecord(Record):
    name_fr: Annotated[Name, Field(min_length=1)]
    name_en: Annotated[Name, Field(min_length=1)]


class SpeakerRecord(Record):
    guid: UUID
    full_name: Annotated[Text, Field(min_length=1, max_length=150)]
    job_title: Annotated[Text, Field(max_length=150)] = ""
    organisation: int | None = None
    organisation_name: Title = ""
    biography_fr: Text = ""
    biography_en: Text = ""


class PartRecord(Record):
    speaker: UUID
    part: SessionPart = SessionPart.SPEAKER


class SessionRecord(Record):
    guid: UUID
    kind: SessionKind = SessionKind.PARALLEL
    begins: AwareDatetime
    ends: AwareDatetime
    room: Name = ""
    track: Name = ""
    title_fr: Title = ""
    title_en: Title = ""
    abstract_fr: Text = ""
    abstract_en: Text = ""
    language: Annotated[Text, Field(max_length=5)] = ""
    is_recorded: bool = False
    parts: tuple[PartRecord, ...] = ()

    @property
    def title(self) -> str:
        """Its title in the language it is held in, else in the other."""
        return self.own("title")

    @property
    def abstract(self) -> str:
        return self.own("abstract")

    def own(self, field: str) -> str:
        french, english = getattr(self, f"{field}_fr"), getattr(self, f"{field}_en")
        return str(french or english) if self.language == "fr" else str(english or french)

    def day(self, zone: ZoneInfo) -> date:
        """The day of the programme it belongs to; the small hours belong to the evening before."""
        return day_of(self.begins, zone)


class Programme(Record):
    """Sessions name their room, their track (in French) and their speakers; all of them are listed beside."""

    format: Literal[1] = 1
    time_zone: str = "Europe/Paris"
    days: tuple[DayRecord, ...] = ()
    rooms: tuple[RoomRecord, ...] = ()
    tracks: tuple[TrackRecord, ...] = ()
    speakers: tuple[SpeakerRecord, ...] = ()
    sessions: tuple[SessionRecord, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def speakers_by_guid(self) -> dict[UUID, SpeakerRecord]:
        return {one.guid: one for one in self.speakers}

    def tracks_by_name(self) -> dict[str, TrackRecord]:
        return {one.name_fr: one for one in self.tracks}

    def sessions_of(self, day: date) -> list[SessionRecord]:
        return [one for one in self.sessions if one.day(self.zone) == day]

    def sessions_with(self, speaker: UUID) -> Iterator[SessionRecord]:
        return (one for one in self.sessions if any(part.speaker == speaker for part in one.parts))


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    local = moment.astimezone(zone).replace(tzinfo=None)
    return (local - DAY_BEGINS_AT).date()


def in_order(programme: Programme) -> Programme:
    """The same with every list in one order, so that two programmes that say the same are equal."""
    return programme.model_copy(
        update={
            "days": tuple(sorted(programme.days, key=lambda one: one.date)),
            "rooms": tuple(programme.rooms),
            "tracks": tuple(programme.tracks),
            "speakers": tuple(sorted(programme.speakers, key=lambda one: (one.full_name, str(one.guid)))),
            "sessions": tuple(
                sorted(programme.sessions, key=lambda one: (one.begins, one.ends, one.room, str(one.guid)))
            ),
        }
    )
