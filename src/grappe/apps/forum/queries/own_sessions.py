"""The sessions of the programme that take a person's time: those she speaks in, and those she chose."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q, QuerySet

from grappe.apps.forum.enums import SessionState
from grappe.apps.forum.models import Edition, Registration, Session, SessionChoice, SessionSpeaker

PLACED = {"session__during__isnull": False}


def session_times(edition: Edition | int, people: Iterable[int]) -> dict[int, list[DateTimeTZRange]]:
    """When each of these registered persons is in a session."""
    wanted = set(people)
    times: dict[int, list[DateTimeTZRange]] = defaultdict(list)
    talks = SessionSpeaker.objects.filter(session__edition=edition, speaker__registration__in=wanted, **PLACED)
    chosen = SessionChoice.objects.filter(session__edition=edition, registration__in=wanted, **PLACED)
    for rows, name in ((talks, "speaker__registration_id"), (chosen, "registration_id")):
        standing = rows.exclude(session__state=SessionState.CANCELLED).order_by("pk")
        for person, during in standing.values_list(name, "session__during"):
            times[person].append(during)
    return times


def sessions_of(registration: Registration) -> QuerySet[Session]:
    """What a person speaks in or has chosen, in the order of the day."""
    own = Q(parts__speaker__registration=registration) | Q(choices__registration=registration)
    rows = registration.edition.sessions.filter(own, during__isnull=False).exclude(state=SessionState.CANCELLED)
    return rows.select_related("room").distinct().order_by("during", "pk")
