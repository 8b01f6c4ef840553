"""What an agenda says of each meeting, for page, paper and calendar alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import MeetingMode
from grappe.apps.forum.models import Meeting, MeetingProfile, Registration, Seat, Session
from grappe.apps.forum.queries.own_sessions import sessions_of


@dataclass(frozen=True)
class Entry:
    """One meeting as one of its two sides sees it; times stand in the edition's time zone."""

    seat: Seat
    begins: datetime
    ends: datetime
    place: str
    profile: MeetingProfile | None
    people: tuple[Registration, ...]

    @property
    def meeting(self) -> Meeting:
        return self.seat.meeting

    @property
    def other(self) -> str:
        return self.profile.name if self.profile is not None else ""


def entries_of(seats: Iterable[Seat], zone: ZoneInfo) -> list[Entry]:
    return [entry_of(seat, zone) for seat in seats]


def entry_of(seat: Seat, zone: ZoneInfo) -> Entry:
    others = [one for one in seat.meeting.seats.all() if one.profile_id != seat.profile_id]
    return Entry(
        seat=seat,
        begins=seat.during.lower.astimezone(zone),
        ends=seat.during.upper.astimezone(zone),
        place=place_of(seat.meeting),
        profile=others[0].profile if others else None,
        people=tuple(one.registration for one in others),
    )


@dataclass(frozen=True)
class Attended:
    """One session of the programme in a person's agenda."""

    session: Session
    begins: datetime
    ends: datetime

    @property
    def place(self) -> str:
        return self.session.room.name if self.session.room is not None else ""

    @property
    def title(self) -> str:
        session = self.session
        names = (session.title_en, session.title_fr)
        return next(name for name in (names if get_language() == "en" else names[::-1]) if name)


def attended_by(registration: Registration) -> list[Attended]:
    """The sessions a person speaks in or has chosen; times stand in the edition's time zone."""
    zone = registration.edition.zone
    return [
        Attended(one, one.during.lower.astimezone(zone), one.during.upper.astimezone(zone))
        for one in sessions_of(registration)
    ]


def place_of(meeting: Meeting) -> str:
    """The table and its zone; a remote meeting has neither."""
    if meeting.table is None or meeting.mode == MeetingMode.REMOTE:
        return _("Remote")
    words = {"table": meeting.table.name, "zone": meeting.table.zone}
    return _("Table %(table)s, %(zone)s") % words if meeting.table.zone else _("Table %(table)s") % words
