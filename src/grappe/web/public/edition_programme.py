"""What an edition's page shows of its programme."""

from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from grappe.apps.forum.enums import EditionState, SessionKind
from grappe.apps.forum.exchange.names import days_of
from grappe.apps.forum.exchange.programme import DayRecord, Programme
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.programme import published_programme
from grappe.web.public.edition_area import Area


def programme_area(request: HttpRequest, edition: Edition) -> Area | None:  # noqa: ARG001 every block is asked alike
    published = published_programme(edition)
    if published is None:
        return None
    programme = published.programme
    counts = Counter(one.day(programme.zone) for one in programme.sessions if one.kind != SessionKind.BREAK)
    shown = {
        "edition": edition,
        "version": published.version,
        "days": [(day, counts[day.date]) for day in day_records(programme)],
        "speakers": len(programme.speakers),
    }
    return Area("public/forum/area_programme.html", shown)


def day_records(programme: Programme) -> list[DayRecord]:
    held = {one.date: one for one in programme.days}
    return [held.get(day, DayRecord(date=day)) for day in days_of(programme)]


def speaker_calls_area(request: HttpRequest, edition: Edition) -> Area | None:  # noqa: ARG001
    if edition.state != EditionState.ANNOUNCED:
        return None
    now = timezone.now()
    calls = list(edition.speaker_calls.filter(closes_at__gt=now).order_by("opens_at"))
    shown: dict[str, Any] = {"edition": edition, "calls": calls, "now": now}
    return Area("public/forum/area_speaker_calls.html", shown) if calls else None
