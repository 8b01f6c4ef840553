"""A short mark of what an agenda says: as long as it is the same, a copy kept elsewhere is up to date."""

import hashlib

from django.db.models import Max

from grappe import __version__
from grappe.apps.forum.enums import MeetingState, PlanState
from grappe.apps.forum.models import MeetingFeedback, MeetingProfile, Seat, SessionChoice, SessionSpeaker

COLUMNS = (
    "registration_id",
    "meeting_id",
    "during",
    "meeting__mode",
    "meeting__state",
    "meeting__table__name",
    "meeting__request__sender__name",
    "meeting__request__recipient__name",
)
SESSION_COLUMNS = (
    "session_id",
    "session__during",
    "session__state",
    "session__title_fr",
    "session__title_en",
    "session__room__name",
)


def agenda_mark(registration: int, profile: int | None, *more: object) -> str:
    """Of a person's own meetings and of her colleagues', in one question that needs no object of any of them.

    What else changes the answer (a language, a name) comes as ``more``.
    """
    seats = Seat.objects.filter(meeting__plan__state=PlanState.PUBLISHED).exclude(meeting__state=MeetingState.CANCELLED)
    own = seats.filter(profile=profile) if profile is not None else seats.filter(registration=registration)
    rows = own.order_by("during", "pk").values_list(*COLUMNS)
    told = [(*row[:2], str(row[2]), *row[3:]) for row in rows]
    said = repr((__version__, registration, more, told, sessions_told(registration)))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def sessions_told(registration: int) -> list[tuple[object, ...]]:
    """What an agenda says of the sessions a person is in; each half finds its rows by an index."""
    chosen = SessionChoice.objects.filter(registration=registration).order_by().values_list(*SESSION_COLUMNS)
    talks = SessionSpeaker.objects.filter(speaker__registration=registration).order_by().values_list(*SESSION_COLUMNS)
    return sorted((row[0], str(row[1]), *row[2:]) for row in chosen.union(talks))


def feedback_mark(profile: MeetingProfile) -> str:
    """When this profile last gave an opinion."""
    return str(MeetingFeedback.objects.filter(profile=profile).aggregate(last=Max("at"))["last"])
