"""Places: who has one, who waits, and how the waiting list refills itself.

Whoever gives or takes a place first locks the edition's row; so places are counted one change at a time, while forms,
approvals and payments of everybody else go on.
"""

from datetime import datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

from grappe.apps.accounts.domain.audit import record_action
from grappe.apps.forum.domain.registration_letters import tell_registrant
from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.models import Edition, ParticipantCategory, Registration

# Whoever is offered a place later than this before the Forum begins is confirmed: nobody could answer in time.
SHORTEST_OFFER = timedelta(hours=1)
HAS_ROOM = Q(capacity=None) | Q(held_places__lt=F("capacity"))


def lock_edition(pk: int) -> Edition:
    """Hold the edition's places until the transaction ends; rows that point to it may still be written."""
    return Edition.objects.select_for_update(no_key=True).get(pk=pk)


def take_place(registration: Registration) -> bool:
    """Take a place in edition and category, or neither. The edition is locked."""
    category = ParticipantCategory.objects.filter(HAS_ROOM, pk=registration.category_id)
    edition = Edition.objects.filter(HAS_ROOM, pk=registration.edition_id)
    if not edition.exists() or not category.update(held_places=F("held_places") + 1):
        return False
    edition.update(held_places=F("held_places") + 1)
    return True


def give_place_back(registration: Registration) -> None:
    for rows in (
        ParticipantCategory.objects.filter(pk=registration.category_id),
        Edition.objects.filter(pk=registration.edition_id),
    ):
        rows.update(held_places=F("held_places") - 1)


def settle(registration: Registration) -> Registration:
    """Confirm a registration that wants a place, or put it at the end of the waiting list. The edition is locked."""
    if take_place(registration):
        registration.state = RegistrationState.CONFIRMED
    else:
        registration.state = RegistrationState.WAITING
        registration.queued_at = timezone.now()
    return registration


def refill(edition_id: int) -> list[Registration]:
    """Give places to who waits longest, as far as there is room in edition and category. The edition is locked.

    The place is confirmed at once, or offered until a time, as the category says; returns who is confirmed.
    """
    confirmed = []
    waiting = Registration.objects.filter(edition=edition_id, state=RegistrationState.WAITING)
    for registration in waiting.select_related("edition", "category").order_by("queued_at", "pk"):
        if not Edition.objects.filter(HAS_ROOM, pk=edition_id).exists():
            break
        if take_place(registration):
            give_place(registration)
            if registration.state == RegistrationState.CONFIRMED:
                confirmed.append(registration)
    return confirmed


def give_place(registration: Registration) -> None:
    """Confirm whoever waited, or offer the place that was just taken for her."""
    until = offer_ends(registration, timezone.now())
    offered = until is not None
    registration.state = RegistrationState.OFFERED if offered else RegistrationState.CONFIRMED
    registration.offered_until = until
    registration.save(update_fields=["state", "offered_until"])
    record_action(by=None, verb="offer_place" if offered else "confirm_from_waiting_list", target=registration)
    tell_registrant(registration)


def offer_ends(registration: Registration, now: datetime) -> datetime | None:
    """Until when a place is kept for an answer, at the latest the Forum's first morning; None confirms it at once."""
    hours, edition = registration.category.hours_to_accept, registration.edition
    ends = now + timedelta(hours=hours)
    if edition.days is not None:
        ends = min(ends, datetime.combine(edition.days.lower, time.min, edition.zone))
    return ends if hours and ends - now >= SHORTEST_OFFER else None
