"""Who waits for a place, and how many come before."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.models import Edition, Registration


def waiting_list(edition: Edition) -> QuerySet[Registration]:
    """In the order in which places are given."""
    return edition.registrations.filter(state=RegistrationState.WAITING).order_by("queued_at", "pk")


def offers_standing(edition: Edition) -> QuerySet[Registration]:
    """Who has been offered a place and has not answered, the shortest time left first."""
    return edition.registrations.filter(state=RegistrationState.OFFERED).order_by("offered_until", "pk")


@dataclass(frozen=True)
class QueuePlace:
    number: int
    of: int


def place_in_queue(registration: Registration) -> QueuePlace:
    """One's number among those who wait for the same places: of the category where that is full, else of all."""
    category = registration.category
    waiting = waiting_list(registration.edition)
    if category.capacity is not None and category.held_places >= category.capacity:
        waiting = waiting.filter(category=category)
    queued = registration.queued_at
    before = waiting.filter(Q(queued_at__lt=queued) | Q(queued_at=queued, pk__lt=registration.pk))
    return QueuePlace(before.count() + 1, waiting.count())
