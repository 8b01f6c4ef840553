"""How pages name an edition and its days."""

from datetime import timedelta
from typing import Any

from django import template
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _

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
