"""A short mark of what an agenda says: as long as it is the same, a copy kept elsewhere is up to date."""

import hashlib

from django.db.models import Max

from grappe import __version__
from grappe.apps.forum.enums import MeetingState, PlanState
from grappe.apps.forum.models import MeetingFeedback, MeetingProfile, Seat

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


def agenda_mark(registration: int, profile: int | None, *more: object) -> str:
    """Of a person's own meetings and of her colleagues', in one question that needs no object of any of them.

    What else changes the answer (a language, a name) comes as ``more``.
    """
    seats = Seat.objects.filter(meeting__plan__state=PlanState.PUBLISHED).exclude(meeting__state=MeetingState.CANCELLED)
    own = seats.filter(profile=profile) if profile is not None else seats.filter(registration=registration)
    rows = own.order_by("during", "pk").values_list(*COLUMNS)
    said = repr((__version__, registration, more, [(*row[:2], str(row[2]), *row[3:]) for row in rows]))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def feedback_mark(profile: MeetingProfile) -> str:
    """When this profile last gave an opinion."""
    return str(MeetingFeedback.objects.filter(profile=profile).aggregate(last=Max("at"))["last"])
