"""A programme written into the rows of an edition, all of it or nothing."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from grappe.apps.directory.models import Organisation
from grappe.apps.forum.domain.places import lock_edition
from grappe.apps.forum.domain.snapshots import whole_programme
from grappe.apps.forum.enums import SessionState
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.exchange.clashes import room_clashes
from grappe.apps.forum.exchange.faults import Fault, FaultyFileError
from grappe.apps.forum.exchange.programme import Programme, SessionRecord
from grappe.apps.forum.models import Day, Edition, Room, Session, SessionSpeaker, Speaker, Track
from grappe.apps.forum.phrases.programme import clash_text

ALONE = "session_alone_in_its_room"


def write_programme(*, edition: Edition, programme: Programme, drop_others: bool) -> None:
    """Bring the rows in step with a programme; call it inside the transaction of the change.

    Sessions that it does not name stay as they are, or become drafts without a room with ``drop_others``.
    """
    edition = lock_edition(edition.pk)
    refuse_outside(edition, programme)
    others = edition.sessions.exclude(guid__in=[one.guid for one in programme.sessions])
    if drop_others:
        others.filter(state=SessionState.CONFIRMED).update(state=SessionState.DRAFT, room=None)
    refuse_clashes(edition, programme)
    for day in programme.days:
        titles = {"title_fr": day.title_fr, "title_en": day.title_en}
        Day.objects.update_or_create(edition=edition, date=day.date, defaults=titles)
    rooms, tracks = write_rooms(edition, programme), write_tracks(edition, programme)
    people = write_speakers(edition, programme)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Two sessions may change rooms with each other.
            cursor.execute(f"SET CONSTRAINTS {ALONE} DEFERRED")
            for session in programme.sessions:
                write_session(edition, session, rooms, tracks, people)
            cursor.execute(f"SET CONSTRAINTS {ALONE} IMMEDIATE")
    except IntegrityError as error:
        raise ProgrammeRefusedError(_("Two sessions share a room at the same time: move one of them.")) from error


def refuse_outside(edition: Edition, programme: Programme) -> None:
    if edition.days is None:
        return
    faults = [
        Fault(
            one.title,
            _("it is on %(day)s, outside the days of this edition") % {"day": one.day(edition.zone).isoformat()},
        )
        for one in programme.sessions
        if not edition.days.lower <= one.day(edition.zone) < edition.days.upper
    ]
    if faults:
        raise FaultyFileError(faults)


def refuse_clashes(edition: Edition, programme: Programme) -> None:
    """Name what would share a room with a session that stays."""
    new = {one.guid for one in programme.sessions}
    staying = [one for one in whole_programme(edition).sessions if one.guid not in new]
    clashes = room_clashes([*programme.sessions, *staying])
    if clashes:
        raise FaultyFileError(Fault("", clash_text(one, edition.zone)) for one in clashes)


def write_rooms(edition: Edition, programme: Programme) -> dict[str, Room]:
    held = {one.name: one for one in edition.rooms.all()}
    rank = len(held)
    for record in programme.rooms:
        values = record.model_dump(include={"capacity", "floor", "is_accessible"})
        room = held.get(record.name)
        if room is None:
            guid = {"guid": record.guid} if not edition.rooms.filter(guid=record.guid).exists() else {}
            held[record.name] = Room.objects.create(edition=edition, name=record.name, rank=rank, **guid, **values)
            rank += 1
        else:
            change(room, values)
    return held


def write_tracks(edition: Edition, programme: Programme) -> dict[str, Track]:
    held = {one.name_fr: one for one in edition.tracks.all()}
    for record in programme.tracks:
        if record.name_fr not in held:
            held[record.name_fr] = Track.objects.create(
                edition=edition, name_fr=record.name_fr, name_en=record.name_en, rank=len(held)
            )
        else:
            change(held[record.name_fr], {"name_en": record.name_en})
    return held


def write_speakers(edition: Edition, programme: Programme) -> dict[UUID, Speaker]:
    held = {one.guid: one for one in edition.speakers.all()}
    named = {one.organisation for one in programme.speakers if one.organisation is not None}
    known = set(Organisation.objects.filter(pk__in=named).values_list("pk", flat=True))
    for record in programme.speakers:
        values = record.model_dump(exclude={"guid", "organisation"})
        values["organisation_id"] = record.organisation if record.organisation in known else None
        if record.guid not in held:
            held[record.guid] = Speaker.objects.create(edition=edition, guid=record.guid, **values)
        else:
            change(held[record.guid], values)
    return held


def write_session(
    edition: Edition,
    record: SessionRecord,
    rooms: dict[str, Room],
    tracks: dict[str, Track],
    people: dict[UUID, Speaker],
) -> None:
    texts = {"title_fr", "title_en", "abstract_fr", "abstract_en", "language", "is_recorded", "kind"}
    values = record.model_dump(include=texts) | {
        "state": SessionState.CONFIRMED,
        "room": rooms.get(record.room),
        "track": tracks.get(record.track),
        "during": DateTimeTZRange(record.begins, record.ends),
    }
    session = Session.objects.filter(edition=edition, guid=record.guid).first()
    if session is None:
        session = Session.objects.create(edition=edition, guid=record.guid, **values)
    else:
        change(session, values)
    wanted = [(people[one.speaker].pk, str(one.part)) for one in record.parts]
    if list(session.parts.values_list("speaker_id", "part")) != wanted:
        session.parts.all().delete()
        SessionSpeaker.objects.bulk_create(
            SessionSpeaker(session=session, speaker_id=who, part=part, rank=rank)
            for rank, (who, part) in enumerate(wanted)
        )


def change(row: Any, values: dict[str, Any]) -> None:
    """Save what is different, so that the history has no entry that changed nothing."""
    new = {name: value for name, value in values.items() if getattr(row, name) != value}
    if new:
        for name, value in new.items():
            setattr(row, name, value)
        row.save(update_fields=list(new))
