"""The names that shared schedules give to what we hold."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from grappe.apps.forum.enums import SessionKind
from grappe.apps.forum.exchange.programme import DAY_BEGINS_AT, Programme, SessionRecord

TYPES = {
    SessionKind.PLENARY: "plenary",
    SessionKind.PARALLEL: "talk",
    SessionKind.ROUND_TABLE: "round table",
    SessionKind.WORKSHOP: "workshop",
    SessionKind.MEETINGS: "b2b meetings",
    SessionKind.BREAK: "break",
}
GENERATOR = "grappe"


def number_of(guid: UUID) -> int:
    """The whole number that older readers want beside a guid."""
    return guid.int % (2**31 - 1) + 1


def slug_of(session: SessionRecord, acronym: str) -> str:
    return f"{acronym}-{number_of(session.guid)}-{slugify(session.title)[:60] or 'session'}".rstrip("-")


def duration_of(session: SessionRecord) -> str:
    minutes, seconds = divmod(int((session.ends - session.begins).total_seconds()), 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def span_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When a day of the programme begins and ends: from four in the morning to the next."""
    begins = (datetime.combine(day, time()) + DAY_BEGINS_AT).replace(tzinfo=zone)
    return begins, (datetime.combine(day, time()) + timedelta(days=1) + DAY_BEGINS_AT).replace(tzinfo=zone)


def days_of(programme: Programme) -> list[date]:
    """The days listed and those that sessions fall on."""
    return sorted({one.date for one in programme.days} | {one.day(programme.zone) for one in programme.sessions})
