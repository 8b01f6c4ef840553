"""The rows of an edition as a programme, and a programme as rows."""

from django.db.models import QuerySet

from grappe.apps.forum.enums import SessionState
from grappe.apps.forum.exchange.programme import (
    DayRecord,
    PartRecord,
    Programme,
    RoomRecord,
    SessionRecord,
    SpeakerRecord,
    TrackRecord,
    in_order,
)
from grappe.apps.forum.models import Edition, Session, Speaker


def confirmed_programme(edition: Edition) -> Programme:
    """What a version would freeze now: confirmed sessions that have a time, and who takes part in them."""
    return programme_of(edition, edition.sessions.filter(state=SessionState.CONFIRMED))


def whole_programme(edition: Edition) -> Programme:
    """Every session with a time but the cancelled ones: what clashes are looked for in."""
    return programme_of(edition, edition.sessions.exclude(state=SessionState.CANCELLED))


def programme_of(edition: Edition, chosen: QuerySet[Session]) -> Programme:
    placed = chosen.filter(during__isnull=False).select_related("room", "track")
    sessions = list(placed.prefetch_related("parts__speaker").order_by("during", "pk"))
    speakers = {part.speaker.guid: part.speaker for one in sessions for part in one.parts.all()}
    return in_order(
        Programme(
            time_zone=edition.time_zone,
            days=tuple(
                DayRecord(date=one.date, title_fr=one.title_fr, title_en=one.title_en)
                for one in edition.programme_days.all()
            ),
            rooms=tuple(RoomRecord.model_validate(one, from_attributes=True) for one in edition.rooms.all()),
            tracks=tuple(TrackRecord.model_validate(one, from_attributes=True) for one in edition.tracks.all()),
            speakers=tuple(map(as_speaker, speakers.values())),
            sessions=tuple(map(as_session, sessions)),
        )
    )


def as_speaker(row: Speaker) -> SpeakerRecord:
    return SpeakerRecord(
        guid=row.guid,
        full_name=row.full_name,
        job_title=row.job_title,
        organisation=row.organisation_id,
        organisation_name=row.organisation_name,
        biography_fr=row.biography_fr,
        biography_en=row.biography_en,
    )


def as_session(row: Session) -> SessionRecord:
    return SessionRecord(
        guid=row.guid,
        kind=row.kind,
        begins=row.during.lower,
        ends=row.during.upper,
        room=row.room.name if row.room else "",
        track=row.track.name_fr if row.track else "",
        title_fr=row.title_fr,
        title_en=row.title_en,
        abstract_fr=row.abstract_fr,
        abstract_en=row.abstract_en,
        language=row.language,
        is_recorded=row.is_recorded,
        parts=tuple(PartRecord(speaker=part.speaker.guid, part=part.part) for part in row.parts.all()),
    )
