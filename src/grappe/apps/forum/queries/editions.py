"""Editions, as visitors and as those who work for them find them."""

from django.db.models import Q, QuerySet

from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.apps.forum.rules import Person, duties_of

SHOWN = (EditionState.ANNOUNCED, EditionState.OVER)


def shown_editions() -> QuerySet[Edition]:
    """The editions that anybody may see, the next one first."""
    return Edition.objects.filter(state__in=SHOWN).order_by("-number")


def editions_seen_by(user: Person) -> QuerySet[Edition]:
    """What anybody sees, and the editions in preparation of those who work for them."""
    if user.has_perm("forum.create_edition"):
        return Edition.objects.order_by("-number")
    prepared = {edition for edition, _duty in duties_of(user)}
    return Edition.objects.filter(Q(state__in=SHOWN) | Q(pk__in=prepared)).order_by("-number")


def editions_worked_for(user: Person) -> QuerySet[Edition]:
    """The editions that a person has any duty at."""
    if user.has_perm("forum.create_edition"):
        return Edition.objects.order_by("-number")
    return Edition.objects.filter(pk__in={edition for edition, _duty in duties_of(user)}).order_by("-number")
