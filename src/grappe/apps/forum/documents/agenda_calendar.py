"""An agenda as a calendar that other programs subscribe to (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from grappe.apps.forum.agenda_entries import Entry, attended_by, entries_of
from grappe.apps.forum.models import Registration
from grappe.apps.forum.queries.agendas import agenda_of

# How often a calendar program is asked to look again.
LOOK_AGAIN = timedelta(minutes=15)


def calendar_of(registration: Registration) -> bytes:
    """A person's meetings in her own language, each with a name of its own that stays when it moves."""
    edition = registration.edition
    with translation.override(registration.language):
        entries = entries_of(agenda_of(registration), edition.zone)
        calendar = Calendar()
        calendar.add("prodid", "-//Grappe//Forum//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Meetings at the Forum %(year)d") % {"year": edition.year})
        calendar.add("x-wr-timezone", edition.time_zone)
        calendar.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
        for event in (*events_of(entries, registration), *sessions_in(registration)):
            calendar.add_component(event)
    answer: bytes = calendar.to_ical()
    return answer


def events_of(entries: Iterable[Entry], registration: Registration) -> Iterable[Event]:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    for entry in entries:
        event = Event()
        key = entry.meeting.request_id or f"m{entry.meeting.pk}"
        event.add("uid", f"meeting-{key}-{registration.pk}@{host}")
        event.add("dtstamp", (entry.meeting.plan.published_at or timezone.now()).astimezone(UTC))
        event.add("dtstart", entry.begins.astimezone(UTC))
        event.add("dtend", entry.ends.astimezone(UTC))
        event.add("summary", _("Meeting with %(name)s") % {"name": entry.other})
        event.add("location", entry.place)
        event.add("description", "\n".join(person.full_name for person in entry.people))
        yield event


def sessions_in(registration: Registration) -> Iterable[Event]:
    """The sessions a person speaks in or has chosen."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    for entry in attended_by(registration):
        event = Event()
        event.add("uid", f"session-{entry.session.guid}-{registration.pk}@{host}")
        event.add("dtstamp", timezone.now().astimezone(UTC))
        event.add("dtstart", entry.begins.astimezone(UTC))
        event.add("dtend", entry.ends.astimezone(UTC))
        event.add("summary", entry.title)
        event.add("location", entry.place)
        yield event
