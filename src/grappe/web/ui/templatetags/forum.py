"""How pages name an edition and its days."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.dateformat import format as formatted
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import SessionKind, SessionPart

register = template.Library()


@register.filter
def edition_name(edition: Any) -> str:
    return _("Forum %(year)s") % {"year": edition.year}


@register.filter
def edition_days(edition: Any) -> str:
    """Its first and last day in words; empty where they are not known."""
    if edition.days is None or edition.days.lower is None or edition.days.upper is None:
        return ""
    first, last = edition.days.lower, edition.days.upper - timedelta(days=1)
    if first == last:
        return formatted(first, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s to %(last)s") % {"first": formatted(first, "j"), "last": formatted(last, "j F Y")}
    return _("%(first)s to %(last)s") % {"first": formatted(first, "j F Y"), "last": formatted(last, "j F Y")}


@register.filter
def clock(moment: datetime, zone: ZoneInfo) -> str:
    """The hour as clocks at the place show it."""
    return f"{moment.astimezone(zone):%H:%M}"


@register.filter
def weekday(day: date) -> str:
    return formatted(day, "l j F")


@register.filter
def entry_of(entries: dict[Any, Any], key: Any) -> Any:
    """The entry of a dictionary, None where it has none."""
    return entries.get(key)


@register.filter
def session_kind(code: str) -> str:
    return str(SessionKind(code).label)


@register.filter
def session_part(code: str) -> str:
    return str(SessionPart(code).label)


@register.filter
def language_label(code: str) -> str:
    """A language by its name in the reader's; its code where nobody knows it."""
    try:
        name = get_language_info(code)["name"]
    except KeyError:
        return code
    return str(gettext(name))


@register.filter
def day_at(moment: datetime, zone: ZoneInfo) -> date:
    """The day of the calendar at the place."""
    return moment.astimezone(zone).date()
