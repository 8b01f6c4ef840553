"""A short mark of what an agenda says: as long as it is the same, a copy kept elsewhere is up to date."""

import hashlib
from typing import Any

from django.db.models import Max, QuerySet

from grappe import __version__
from grappe.apps.core.queries.prepared import PreparedQuestion
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
# As many of the same kinds: one question then asks for both.
SESSION_COLUMNS = (
    "session_id",
    "session__during",
    "session__kind",
    "session__state",
    "session__title_fr",
    "session__title_en",
    "session__room__name",
)


def told_by_agenda(registration: int, profile: int | None = None) -> QuerySet[Any, Any]:
    seats = Seat.objects.filter(meeting__plan__state=PlanState.PUBLISHED).exclude(meeting__state=MeetingState.CANCELLED)
    own = seats.filter(profile=profile) if profile is not None else seats.filter(registration=registration)
    chosen = SessionChoice.objects.filter(registration=registration)
    talks = SessionSpeaker.objects.filter(speaker__registration=registration)
    return (
        own.order_by()
        .values_list(*COLUMNS)
        .union(
            chosen.order_by().values_list("registration_id", *SESSION_COLUMNS),
            talks.order_by().values_list("speaker__registration_id", *SESSION_COLUMNS),
        )
    )


OF_ONE = PreparedQuestion(told_by_agenda, registration=-987_654_321)
OF_A_PROFILE = PreparedQuestion(told_by_agenda, registration=-987_654_321, profile=-987_654_322)


def agenda_mark(registration: int, profile: int | None, *more: object) -> str:
    """Of a person's meetings, her colleagues' and her sessions, in one question that needs no object of any of them.

    What else changes the answer (a language, a name) comes as ``more``.
    """
    if profile is None:
        rows = OF_ONE.rows(registration=registration)
    else:
        rows = OF_A_PROFILE.rows(registration=registration, profile=profile)
    told = sorted(repr((*row[:2], str(row[2]), *row[3:])) for row in rows)
    said = repr((__version__, registration, more, told))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def feedback_mark(profile: MeetingProfile) -> str:
    """When this profile last gave an opinion."""
    return str(MeetingFeedback.objects.filter(profile=profile).aggregate(last=Max("at"))["last"])
