"""One person at one edition: registering, deciding, cancelling."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.domain.fees import credit_registration, invoice_if_due
from grappe.apps.forum.domain.places import give_place_back, lock_edition, refill, settle
from grappe.apps.forum.domain.registration_letters import tell_registrant
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, PLACE_HOLDERS, EditionState, RegistrationState
from grappe.apps.forum.errors import AlreadyDecidedError, AlreadyRegisteredError, RegistrationClosedError
from grappe.apps.forum.events import registration_ended
from grappe.apps.forum.models import Edition, GroupRegistration, ParticipantCategory, Registration


def register_participant(
    *,
    edition: Edition,
    category: ParticipantCategory,
    attendee: Attendee,
    key: UUID,
    by: User | None,
    user: User | None = None,
    group: GroupRegistration | None = None,
    is_invited: bool = False,
) -> Registration:
    """Register a person, confirmed, waiting for approval or on the waiting list. The same key gives the same row.

    ``user`` is the account of the person herself. ``is_invited`` opens categories that are not on the form, before
    and after its time: speakers, press, guests of the organiser.
    """
    again = registration_of_key(key, edition, attendee)
    if again is not None:
        return again
    check_open(edition, category, is_invited=is_invited)
    registration = Registration(
        edition=edition, category=category, user=user, group=group, key=key, terms_accepted_at=timezone.now()
    )
    for name, value in attendee.values().items():
        setattr(registration, name, value)
    try:
        with recorded(by=by, verb="register_participant"):
            return place_new(registration, by, is_invited=is_invited)
    except IntegrityError as error:
        # Another try came first: the same form, or the same person on another.
        again = registration_of_key(key, edition, attendee)
        if again is not None:
            return again
        if "registered_once_an_edition" not in str(error):
            raise
    raise AlreadyRegisteredError(_("%(email)s is registered already: see the message sent then.") % attendee.values())


def registration_of_key(key: UUID, edition: Edition, attendee: Attendee) -> Registration | None:
    """What an earlier try with this key made. A key says nothing about other people's registrations."""
    found = Registration.objects.filter(key=key, edition=edition).first()
    if found is not None and found.email != attendee.values()["email"]:
        raise AlreadyRegisteredError(_("This form was sent already: open a new one to register somebody else."))
    return found


def check_open(edition: Edition, category: ParticipantCategory, *, is_invited: bool) -> None:
    if category.edition_id != edition.pk:
        raise RegistrationClosedError(_("This category belongs to another edition: choose one of this edition."))
    if is_invited:
        return
    if not category.is_offered:
        raise RegistrationClosedError(_("This category is by invitation only: choose another one."))
    if not is_registration_open(edition):
        raise RegistrationClosedError(_("Registration is not open: see the edition's page for its dates."))


def is_registration_open(edition: Edition) -> bool:
    now = timezone.now()
    opens, closes = edition.registration_opens_at, edition.registration_closes_at
    return (
        edition.state == EditionState.ANNOUNCED
        and opens is not None
        and opens <= now
        and (closes is None or now < closes)
    )


def place_new(registration: Registration, by: User | None, *, is_invited: bool) -> Registration:
    if registration.category.needs_approval and not is_invited:
        registration.state = RegistrationState.PENDING
    else:
        lock_edition(registration.edition_id)
        settle(registration)
    registration.save()
    record_action(by=by, verb="register_participant", target=registration, state=registration.state)
    invoice_if_due(registration, by=by)
    tell_registrant(registration)
    return registration


def approve_registration(*, registration: Registration, by: User) -> Registration:
    """Accept a registration that waits for approval; it is confirmed, or goes to the waiting list."""
    with recorded(by=by, verb="approve_registration"):
        held = held_for_change(registration, RegistrationState.PENDING)
        settle(held)
        close(held, by, "approve_registration")
        invoice_if_due(held, by=by)
    return held


def refuse_registration(*, registration: Registration, reason: str, by: User) -> Registration:
    with recorded(by=by, verb="refuse_registration", reason=reason):
        held = held_for_change(registration, RegistrationState.PENDING, RegistrationState.WAITING)
        held.state, held.reason = RegistrationState.REFUSED, reason
        close(held, by, "refuse_registration")
    return held


def cancel_registration(*, registration: Registration, reason: str = "", by: User | None) -> Registration:
    """Give the place up, confirmed or offered; whoever waits longest gets it in the same transaction."""
    with recorded(by=by, verb="cancel_registration", reason=reason):
        held = held_for_change(registration, *OPEN_REGISTRATIONS)
        had_place = held.state in PLACE_HOLDERS
        held.state, held.reason = RegistrationState.CANCELLED, reason
        close(held, by, "cancel_registration")
        credit_registration(held, by=by)
        registration_ended.send(Registration, registration=held, by=by)
        if had_place:
            pass_place_on(held)
    return held


def pass_place_on(held: Registration) -> None:
    """Free the place of a locked registration for whoever waits longest."""
    give_place_back(held)
    for one in refill(held.edition_id):
        invoice_if_due(one, by=None)


def held_for_change(registration: Registration, *states: RegistrationState) -> Registration:
    """Lock places and registration, and make sure that nobody decided in the meantime."""
    edition = lock_edition(registration.edition_id)
    held = Registration.objects.select_for_update(of=("self",)).select_related("category").get(pk=registration.pk)
    held.edition = edition
    if held.state not in states:
        raise AlreadyDecidedError(_("Somebody has decided in the meantime: see the registration as it is now."))
    return held


def close(registration: Registration, by: User | None, verb: str) -> None:
    registration.decided_at, registration.decided_by = timezone.now(), by
    registration.save(update_fields=["state", "reason", "queued_at", "decided_at", "decided_by"])
    record_action(by=by, verb=verb, target=registration, reason=registration.reason, state=registration.state)
    tell_registrant(registration)


CHANGEABLE = (
    "full_name",
    "phone",
    "job_title",
    "language",
    "billing_address",
    "accessibility_needs",
    "diet_needs",
    "wants_meetings",
)


def change_registration(*, registration: Registration, values: dict[str, str | bool], by: User | None) -> Registration:
    """Correct what a person said of herself; category and address stay, since places and invoices hang on them."""
    changed = [name for name in CHANGEABLE if name in values and getattr(registration, name) != values[name]]
    with recorded(by=by, verb="change_registration"):
        for name in changed:
            setattr(registration, name, values[name])
        if changed:
            registration.save(update_fields=changed)
            record_action(by=by, verb="change_registration", target=registration, fields=changed)
    return registration


def change_consents(
    *, registration: Registration, agrees_to_catalogue: bool, agrees_to_photo: bool, by: User | None
) -> Registration:
    """Give consents or take them back; the day of each that stands is kept."""
    now = timezone.now()
    with recorded(by=by, verb="change_consents"):
        for name, agrees in (("catalogue_consent_at", agrees_to_catalogue), ("photo_consent_at", agrees_to_photo)):
            if agrees != (getattr(registration, name) is not None):
                setattr(registration, name, now if agrees else None)
        registration.save(update_fields=["catalogue_consent_at", "photo_consent_at"])
        record_action(
            by=by,
            verb="change_consents",
            target=registration,
            catalogue=agrees_to_catalogue,
            photo=agrees_to_photo,
        )
    return registration


def link_registrations(*, by: User) -> int:
    """Bind registrations made before the account was: those under an address the person has proved to read."""
    proved = [
        email.lower() for email in EmailAddress.objects.filter(user=by, verified=True).values_list("email", flat=True)
    ]
    with recorded(by=by, verb="link_registrations"):
        linked = Registration.objects.filter(user=None, email__in=proved).update(user=by)
        if linked:
            record_action(by=by, verb="link_registrations", target=by, count=linked)
    by.__dict__.pop("_profiles_held", None)
    return linked
