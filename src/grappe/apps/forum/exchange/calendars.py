"""The programme as a calendar that a phone subscribes to."""

from datetime import datetime

from icalendar import Calendar, Event

from grappe.apps.forum.exchange.programme import Programme, SessionRecord
from grappe.apps.forum.exchange.schedule_json import Heading

IDENTITY = "-//Grappe//Forum programme//EN"


def write_calendar(
    programme: Programme, heading: Heading, *, stamped: datetime, language: str, place: str = "", sequence: int = 0
) -> bytes:
    """Every session in one calendar; ``sequence`` is the version, so that calendars take a change for one."""
    calendar = Calendar()
    calendar.add("prodid", IDENTITY)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", heading.title)
    calendar.add("x-wr-timezone", programme.time_zone)
    people = {one.guid: one.full_name for one in programme.speakers}
    for session in programme.sessions:
        names = [people[part.speaker] for part in session.parts]
        event = event_of(session, names, language)
        event.add("dtstamp", stamped)
        event.add("sequence", sequence)
        event.add("dtstart", session.begins.astimezone(programme.zone))
        event.add("dtend", session.ends.astimezone(programme.zone))
        event.add("url", heading.page_of(session))
        if where := ", ".join(part for part in (session.room, place) if part):
            event.add("location", where)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    held: bytes = calendar.to_ical()
    return held


def event_of(session: SessionRecord, names: list[str], language: str) -> Event:
    first, second = ("fr", "en") if language == "fr" else ("en", "fr")
    title, abstract = (
        getattr(session, f"{field}_{first}") or getattr(session, f"{field}_{second}") for field in ("title", "abstract")
    )
    event = Event()
    event.add("uid", f"{session.guid}@grappe")
    event.add("summary", title)
    if text := "\n\n".join(part for part in (", ".join(dict.fromkeys(names)), abstract) if part):
        event.add("description", text)
    return event
