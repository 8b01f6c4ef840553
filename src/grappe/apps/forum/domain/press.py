"""Journalists: asking for an accreditation, deciding within an outlet's quota, reading what is under embargo."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.domain.press_letters import tell_journalist
from grappe.apps.forum.domain.registrations import cancel_registration, register_participant
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, CategoryKind, EditionState
from grappe.apps.forum.errors import AccreditationRefusedError, AlreadyDecidedError
from grappe.apps.forum.models import Edition, PressAccreditation, PressMaterial, PressOutlet, Registration

# Registrations made by a decision take their key from it, so that deciding twice registers once.
ACCREDITED = UUID("5b1f8f0e-6f4c-4a57-9a2e-2d8f5f0b7c11")


@dataclass(frozen=True, kw_only=True)
class Journalist:
    """What a journalist says of herself; one proof at least is wanted: a card, a link or a file."""

    full_name: str
    email: str
    phone: str = ""
    job_title: str = ""
    language: str = "fr"
    card_number: str = ""
    proof_link: str = ""
    proof: "File[bytes] | None" = None
    message: str = ""
    accepts_embargo: bool = False


def request_accreditation(
    *, edition: Edition, outlet_name: str, journalist: Journalist, by: User | None, country: str = "FR"
) -> PressAccreditation:
    """Ask to be accredited for an outlet; an outlet named for the first time gets the usual quota."""
    if edition.state != EditionState.ANNOUNCED:
        raise AccreditationRefusedError(_("This edition takes no accreditations now: see its page for its dates."))
    if not (journalist.card_number or journalist.proof_link or journalist.proof):
        raise AccreditationRefusedError(_("Give a press card number, a link to recent work or a letter of the editor."))
    values = {name: getattr(journalist, name) for name in FIELDS} | {"email": journalist.email.strip().lower()}
    with recorded(by=by, verb="request_accreditation"):
        outlet = outlet_of(edition, outlet_name, country)
        try:
            with transaction.atomic():
                accreditation = PressAccreditation.objects.create(
                    edition=edition,
                    outlet=outlet,
                    user=by,
                    embargo_accepted_at=timezone.now() if journalist.accepts_embargo else None,
                    **values,
                )
        except IntegrityError as error:
            raise AccreditationRefusedError(_("This address has asked for an accreditation already.")) from error
        if journalist.proof:
            accreditation.proof.save(journalist.proof.name or "proof", journalist.proof)
        record_action(by=by, verb="request_accreditation", target=accreditation, outlet=outlet.name)
        tell_journalist(accreditation)
    return accreditation


FIELDS = ("full_name", "phone", "job_title", "language", "card_number", "proof_link", "message")


def outlet_of(edition: Edition, name: str, country: str) -> PressOutlet:
    """The outlet of that name, whatever its capitals and spaces."""
    tidy = " ".join(name.split())
    if not tidy:
        raise AccreditationRefusedError(_("Name the paper, channel or site you work for."))
    found = PressOutlet.objects.filter(edition=edition, name__iexact=tidy).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return PressOutlet.objects.create(edition=edition, name=tidy, country=country)
    except IntegrityError:
        return PressOutlet.objects.get(edition=edition, name__iexact=tidy)


def accept_accreditation(*, accreditation: PressAccreditation, by: User, over_quota: str = "") -> PressAccreditation:
    """Accredit a journalist and register her as press. Above the outlet's quota a reason is needed."""
    with recorded(by=by, verb="accept_accreditation", reason=over_quota):
        outlet = PressOutlet.objects.select_for_update().get(pk=accreditation.outlet_id)
        held = pending(accreditation)
        accepted = outlet.accreditations.filter(status=RequestStatus.ACCEPTED).count()
        if accepted >= outlet.quota and not over_quota:
            names = {"outlet": outlet.name, "quota": outlet.quota}
            raise AccreditationRefusedError(
                _("%(outlet)s has its %(quota)d journalists already: say why one more is accredited.") % names
            )
        held.registration = register_journalist(held, by)
        decide(held, RequestStatus.ACCEPTED, over_quota, by)
        record_action(by=by, verb="accept_accreditation", target=held, reason=over_quota)
        tell_journalist(held)
    return held


def register_journalist(accreditation: PressAccreditation, by: User) -> Registration:
    category = accreditation.edition.categories.filter(kind=CategoryKind.PRESS).order_by("rank", "pk").first()
    if category is None:
        raise AccreditationRefusedError(_("This edition has no category for the press: add one first."))
    standing = Registration.objects.filter(
        edition=accreditation.edition_id, email__iexact=accreditation.email, state__in=OPEN_REGISTRATIONS
    ).first()
    if standing is not None:
        return standing
    person = Attendee(
        full_name=accreditation.full_name,
        email=accreditation.email,
        phone=accreditation.phone,
        job_title=accreditation.job_title,
        language=accreditation.language,
        country=accreditation.outlet.country,
        organisation_name=accreditation.outlet.name,
    )
    return register_participant(
        edition=accreditation.edition,
        category=category,
        attendee=person,
        key=uuid5(ACCREDITED, str(accreditation.pk)),
        by=by,
        user=accreditation.user,
        is_invited=True,
    )


def refuse_accreditation(*, accreditation: PressAccreditation, answer: str, by: User) -> PressAccreditation:
    with recorded(by=by, verb="refuse_accreditation", reason=answer):
        held = pending(accreditation)
        decide(held, RequestStatus.REFUSED, answer, by)
        record_action(by=by, verb="refuse_accreditation", target=held, reason=answer)
        tell_journalist(held)
    return held


def withdraw_accreditation(*, accreditation: PressAccreditation, reason: str = "", by: User) -> PressAccreditation:
    """Give an accreditation back, or take it away: the outlet may send somebody else, the registration ends."""
    with recorded(by=by, verb="withdraw_accreditation", reason=reason):
        held = PressAccreditation.objects.select_for_update(of=("self",)).get(pk=accreditation.pk)
        if held.status not in {RequestStatus.PENDING, RequestStatus.ACCEPTED}:
            raise AlreadyDecidedError(_("This accreditation does not stand any more."))
        decide(held, RequestStatus.WITHDRAWN, reason, by)
        registration = held.registration
        if registration is not None and registration.state in OPEN_REGISTRATIONS:
            cancel_registration(registration=registration, reason=reason, by=by)
        record_action(by=by, verb="withdraw_accreditation", target=held, reason=reason)
    return held


def pending(accreditation: PressAccreditation) -> PressAccreditation:
    rows = PressAccreditation.objects.select_for_update(of=("self",)).select_related("edition", "outlet", "user")
    held = rows.get(pk=accreditation.pk)
    if held.status != RequestStatus.PENDING:
        raise AlreadyDecidedError(_("Somebody has decided on this accreditation in the meantime."))
    return held


def decide(held: PressAccreditation, status: RequestStatus, answer: str, by: User) -> None:
    held.status, held.answer, held.decided_by, held.decided_at = status, answer, by, timezone.now()
    held.save(update_fields=["status", "answer", "decided_by", "decided_at", "registration"])


def accept_embargo(*, accreditation: PressAccreditation, by: User) -> PressAccreditation:
    """Promise to publish nothing before its hour; embargoed material opens with it."""
    with recorded(by=by, verb="accept_embargo"):
        accreditation.embargo_accepted_at = accreditation.embargo_accepted_at or timezone.now()
        accreditation.save(update_fields=["embargo_accepted_at"])
        record_action(by=by, verb="accept_embargo", target=accreditation)
    return accreditation


def change_quota(*, outlet: PressOutlet, quota: int, by: User) -> PressOutlet:
    with recorded(by=by, verb="change_quota"):
        outlet.quota = quota
        outlet.save(update_fields=["quota"])
        record_action(by=by, verb="change_quota", target=outlet, quota=quota)
    return outlet


def save_material(*, material: PressMaterial, by: User) -> PressMaterial:
    """Add or change press material, published or not."""
    with recorded(by=by, verb="save_press_material"):
        material.save()
        until = material.embargo_until.isoformat() if material.embargo_until else None
        record_action(
            by=by, verb="save_press_material", target=material, published=material.is_published, embargo=until
        )
    return material


def note_reading(*, material: PressMaterial, by: User) -> None:
    """Keep who opened material that is still under embargo: a leak has few places to come from."""
    if material.embargo_until is not None and material.embargo_until > timezone.now():
        record_action(by=by, verb="read_embargoed", target=material)
