"""What a shared file cannot say, taken from a programme that is known: the other language, who chairs, room details."""

from uuid import UUID

from grappe.apps.forum.exchange.programme import (
    PartRecord,
    Programme,
    RoomRecord,
    SessionRecord,
    SpeakerRecord,
    TrackRecord,
    in_order,
)


def enriched(read: Programme, known: Programme) -> Programme:
    """The file's word where it has one; what it leaves out stays as it is known."""
    return Enriching(read, known).programme()


class Enriching:
    def __init__(self, read: Programme, known: Programme) -> None:
        self.read = read
        self.days = {one.date: one for one in known.days}
        self.rooms = {one.name: one for one in known.rooms}
        self.tracks = {name: one for one in known.tracks for name in (one.name_en, one.name_fr)}
        self.sessions = {one.guid: one for one in known.sessions}
        by_guid, by_name = known.speakers_by_guid(), {one.full_name: one for one in known.speakers}
        self.speakers = {one.guid: by_guid.get(one.guid) or by_name.get(one.full_name) for one in read.speakers}

    def programme(self) -> Programme:
        speakers = {one.guid: one for one in map(self.speaker, self.read.speakers)}
        tracks = {one.name_fr: one for one in map(self.track, self.read.tracks)}
        return in_order(
            self.read.model_copy(
                update={
                    "days": tuple(self.days.get(one.date, one) for one in self.read.days),
                    "rooms": tuple(map(self.room, self.read.rooms)),
                    "tracks": tuple(tracks.values()),
                    "speakers": tuple(speakers.values()),
                    "sessions": tuple(map(self.session, self.read.sessions)),
                }
            )
        )

    def room(self, read: RoomRecord) -> RoomRecord:
        known = self.rooms.get(read.name)
        if known is None:
            return read
        return known if read.capacity is None else known.model_copy(update={"capacity": read.capacity})

    def track(self, read: TrackRecord) -> TrackRecord:
        return self.tracks.get(read.name_fr, read)

    def speaker(self, read: SpeakerRecord) -> SpeakerRecord:
        known = self.speakers[read.guid]
        if known is None:
            return read
        said = read.biography_en
        new = said and said not in {known.biography_fr.strip(), known.biography_en.strip()}
        return known.model_copy(update={"full_name": read.full_name} | ({"biography_en": said} if new else {}))

    def session(self, read: SessionRecord) -> SessionRecord:
        known = self.sessions.get(read.guid)
        track = self.tracks.get(read.track)
        values = {"parts": self.parts(read, known), "track": track.name_fr if track else read.track}
        for field in ("title", "abstract"):
            values |= self.texts(read, known, field)
        return read.model_copy(update=values)

    def texts(self, read: SessionRecord, known: SessionRecord | None, field: str) -> dict[str, str]:
        if known is None:
            return {}
        names = (f"{field}_fr", f"{field}_en")
        held = {name: getattr(known, name) for name in names}
        said = read.own(field)
        if said in {text.strip() for text in held.values()}:
            return held
        return held | {name: text for name in names if (text := getattr(read, name))}

    def parts(self, read: SessionRecord, known: SessionRecord | None) -> tuple[PartRecord, ...]:
        """The persons of the file; those known to chair or moderate still do."""
        named = list(dict.fromkeys(self.same(part.speaker) for part in read.parts))
        held = [part for part in known.parts if part.speaker in named] if known else []
        new = {who for who in named if who not in {part.speaker for part in held}}
        return (*held, *(PartRecord(speaker=who) for who in named if who in new))

    def same(self, guid: UUID) -> UUID:
        known = self.speakers[guid]
        return known.guid if known else guid
