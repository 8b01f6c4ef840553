"""The days, rooms and tracks that a programme is made of."""

from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.models import Day, Edition, Room, Track

Kept = TypeVar("Kept", Room, Track, Day)


def add_room(*, edition: Edition, values: dict[str, Any], by: User | None) -> Room:
    room = Room(edition=edition, rank=edition.rooms.count())
    return keep(room, values, by, "add_room")


def add_track(*, edition: Edition, values: dict[str, Any], by: User | None) -> Track:
    track = Track(edition=edition, rank=edition.tracks.count())
    return keep(track, values, by, "add_track")


def change_room(*, room: Room, values: dict[str, Any], by: User | None) -> Room:
    return keep(room, values, by, "change_room")


def change_track(*, track: Track, values: dict[str, Any], by: User | None) -> Track:
    return keep(track, values, by, "change_track")


def change_day(*, day: Day, values: dict[str, Any], by: User | None) -> Day:
    """Name a day; its date follows the edition's."""
    return keep(day, values, by, "change_day")


def keep(row: Kept, values: dict[str, Any], by: User | None, verb: str) -> Kept:
    with recorded(by=by, verb=verb):
        for name, value in values.items():
            setattr(row, name, value)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise ProgrammeRefusedError(_("This edition has one of that name already.")) from error
        record_action(by=by, verb=verb, target=row.edition, name=str(row))
    return row


def remove_room(*, room: Room, by: User | None) -> None:
    with recorded(by=by, verb="remove_room"):
        record_action(by=by, verb="remove_room", target=room.edition, name=room.name)
        try:
            room.delete()
        except ProtectedError as error:
            raise ProgrammeRefusedError(_("Sessions take place in this room: move them first.")) from error


def remove_track(*, track: Track, by: User | None) -> None:
    """Its sessions stay, without a track."""
    with recorded(by=by, verb="remove_track"):
        record_action(by=by, verb="remove_track", target=track.edition, name=str(track))
        track.delete()
