"""What a registered person is told, in her language."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.links import page_address, registration_address
from grappe.apps.forum.models import Registration


def tell_registrant(registration: Registration) -> None:
    """Write what the registration's state means for the person."""
    post(
        address=registration.email,
        language=registration.language,
        write=lambda: letter_about(registration),
    )


def letter_about(registration: Registration) -> Letter:
    names = {
        "name": registration.full_name,
        "year": registration.edition.year,
        "place": registration.edition.place,
        "reason": registration.reason,
        "address": registration_address(registration),
        "until": deadline_of(registration),
        "again": page_address("public:register", registration.edition.slug),
    }
    subject, body = WORDING[RegistrationState(registration.state)]()
    return subject % names, body % names


def deadline_of(registration: Registration) -> str:
    """The end of an offer, in the clock of the place."""
    until = registration.offered_until
    return date_format(until.astimezone(registration.edition.zone), "DATETIME_FORMAT") if until else ""


def pending() -> Letter:
    return (
        _("[Forum %(year)d] Your registration has arrived"),
        _(
            "%(name)s, your registration for the Forum has arrived. The organiser will approve it or write to you. "
            "You see and change it here; keep this link for yourself: %(address)s"
        ),
    )


def waiting() -> Letter:
    return (
        _("[Forum %(year)d] You are on the waiting list"),
        _(
            "%(name)s, every place is taken at the moment. You are on the waiting list: as soon as a place is free it "
            "is yours, and we write to you. You see your number here, and give it up if you cannot come; keep this "
            "link for yourself: %(address)s"
        ),
    )


def offered() -> Letter:
    return (
        _("[Forum %(year)d] A place is free for you: accept it before %(until)s"),
        _(
            "%(name)s, a place at the Forum is free and kept for you until %(until)s (time of the place). Accept it "
            "or give it up here; keep this link for yourself: %(address)s After that time it goes to the next person "
            "on the waiting list."
        ),
    )


def lapsed() -> Letter:
    return (
        _("[Forum %(year)d] The place kept for you has gone to somebody else"),
        _(
            "%(name)s, the place kept for you until %(until)s was not accepted and has gone to the next person on the "
            "waiting list. If you still wish to come, register again: %(again)s"
        ),
    )


def confirmed() -> Letter:
    return (
        _("[Forum %(year)d] Your registration is confirmed"),
        _(
            "%(name)s, your registration for the Forum is confirmed. Place: %(place)s. You see, change and cancel it "
            "here; keep this link for yourself: %(address)s"
        ),
    )


def cancelled() -> Letter:
    return (
        _("[Forum %(year)d] Your registration is cancelled"),
        _("%(name)s, your registration for the Forum is cancelled. %(reason)s"),
    )


def refused() -> Letter:
    return (
        _("[Forum %(year)d] Your registration is refused"),
        _("%(name)s, the organiser could not accept your registration for the Forum. %(reason)s"),
    )


WORDING = {
    RegistrationState.PENDING: pending,
    RegistrationState.WAITING: waiting,
    RegistrationState.OFFERED: offered,
    RegistrationState.LAPSED: lapsed,
    RegistrationState.CONFIRMED: confirmed,
    RegistrationState.CANCELLED: cancelled,
    RegistrationState.REFUSED: refused,
}
