"""Places offered from the waiting list: accepted in time, or passed on to the next."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.fees import invoice_if_due
from grappe.apps.forum.domain.registrations import close, held_for_change, pass_place_on
from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.errors import AlreadyDecidedError
from grappe.apps.forum.events import registration_ended
from grappe.apps.forum.models import Registration

LAPSED_AT_ONCE = 200


def accept_offer(*, registration: Registration, by: User | None) -> Registration:
    """Take the place that is offered; after its time it belongs to the next."""
    with recorded(by=by, verb="accept_offer"):
        held = held_for_change(registration, RegistrationState.OFFERED)
        if has_lapsed(held, timezone.now()):
            raise AlreadyDecidedError(_("The time to accept this place is over: register again to wait for another."))
        held.state = RegistrationState.CONFIRMED
        close(held, by, "accept_offer")
        invoice_if_due(held, by=by)
    return held


def has_lapsed(registration: Registration, now: datetime) -> bool:
    return registration.offered_until is not None and registration.offered_until <= now


def lapse_offers(*, now: datetime | None = None) -> int:
    """Pass on the places that nobody accepted in time; returns how many. Run every few minutes."""
    moment = now or timezone.now()
    due = Registration.objects.filter(state=RegistrationState.OFFERED, offered_until__lte=moment)
    found = list(due.order_by("offered_until", "pk")[:LAPSED_AT_ONCE])
    return sum(lapse_offer(one, moment) for one in found)


def lapse_offer(registration: Registration, moment: datetime) -> bool:
    """End one offer, unless it was answered or made anew since it was found."""
    with recorded(by=None, verb="lapse_offer"):
        try:
            held = held_for_change(registration, RegistrationState.OFFERED)
        except AlreadyDecidedError:
            return False
        if not has_lapsed(held, moment):
            return False
        held.state = RegistrationState.LAPSED
        close(held, None, "lapse_offer")
        registration_ended.send(Registration, registration=held, by=None)
        pass_place_on(held)
    return True
