"""The categories a person may choose, and whether a place is left in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.models import Edition, ParticipantCategory


@dataclass(frozen=True)
class OfferedCategory:
    """``places`` is None where nothing limits them."""

    category: ParticipantCategory
    places: int | None


def offered_categories(edition: Edition) -> Iterator[OfferedCategory]:
    for category in edition.categories.filter(is_offered=True):
        yield OfferedCategory(category, places_left(edition, category))


def places_left(edition: Edition, category: ParticipantCategory) -> int | None:
    limits = [one.capacity - one.held_places for one in (edition, category) if one.capacity is not None]
    return max(min(limits), 0) if limits else None


def categories_counted(edition: Edition) -> QuerySet[ParticipantCategory]:
    """Each category with how many wait for a place and for an approval."""
    states = {"waiting_number": RegistrationState.WAITING, "pending_number": RegistrationState.PENDING}
    counts = {name: Count("registrations", filter=Q(registrations__state=state)) for name, state in states.items()}
    return edition.categories.annotate(**counts)
