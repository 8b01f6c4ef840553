"""How a person comes to keep an organisation's data: by e-mail domain, by invitation, by the office's approval."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.accounts.queries.emails import has_verified_address
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.corrections import AlreadyDecidedError
from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.enums import ClaimMethod, RequestStatus
from grappe.apps.directory.models import Claim, Invitation, Organisation

INVITATION_DAYS = 14


class AlreadyClaimedError(RefusedError):
    """The person has asked already, or keeps this organisation's data already."""


class InvitationRefusedError(RefusedError):
    """The code is unknown, used, too old, or for another address."""


def claim_organisation(*, organisation: Organisation, message: str, by: User) -> Claim:
    """Ask to keep an organisation's data; a verified address at its e-mail domain is accepted at once."""
    if organisation.editor_mandates.filter(user=by).exists():
        raise AlreadyClaimedError(_("You keep the data of this organisation already."))
    domain = organisation.email_domain.lower()
    matches = bool(domain) and has_verified_address(by, domain=domain)
    with recorded(by=by, verb="claim_organisation"):
        try:
            with transaction.atomic():
                claim = Claim.objects.create(
                    user=by,
                    organisation=organisation,
                    message=message,
                    method=ClaimMethod.EMAIL_DOMAIN if matches else ClaimMethod.OFFICE,
                    status=RequestStatus.ACCEPTED if matches else RequestStatus.PENDING,
                    decided_at=timezone.now() if matches else None,
                )
        except IntegrityError as error:
            raise AlreadyClaimedError(_("You have asked already: the office will answer.")) from error
        record_action(by=by, verb="claim_organisation", target=organisation, method=claim.method)
        if matches:
            appoint_editor(user=by, organisation=organisation, by=None)
    return claim


def accept_claim(*, claim: Claim, by: User) -> Claim:
    with recorded(by=by, verb="accept_claim"):
        waiting = decide(claim, RequestStatus.ACCEPTED, "", by)
        appoint_editor(user=waiting.user, organisation=waiting.organisation, by=by)
        record_action(by=by, verb="accept_claim", target=waiting.organisation, user=waiting.user_id)
        tell_claimant(waiting)
    return waiting


def refuse_claim(*, claim: Claim, answer: str, by: User) -> Claim:
    with recorded(by=by, verb="refuse_claim", reason=answer):
        waiting = decide(claim, RequestStatus.REFUSED, answer, by)
        record_action(by=by, verb="refuse_claim", target=waiting.organisation, reason=answer, user=waiting.user_id)
        tell_claimant(waiting)
    return waiting


def withdraw_claim(*, claim: Claim, by: User) -> Claim:
    with recorded(by=by, verb="withdraw_claim"):
        waiting = decide(claim, RequestStatus.WITHDRAWN, "", by)
        record_action(by=by, verb="withdraw_claim", target=waiting.organisation)
    return waiting


def decide(claim: Claim, status: RequestStatus, answer: str, by: User) -> Claim:
    waiting = Claim.objects.select_for_update().get(pk=claim.pk)
    if waiting.status != RequestStatus.PENDING:
        raise AlreadyDecidedError(_("Somebody has decided this meanwhile. Reload the page to see how."))
    waiting.status, waiting.answer, waiting.decided_by, waiting.decided_at = status, answer, by, timezone.now()
    waiting.save()
    return waiting


def tell_claimant(claim: Claim) -> None:
    """Write to the person in their language, once the decision is committed."""
    with translation.override(claim.user.language):
        names = {"organisation": claim.organisation.legal_name, "answer": claim.answer}
        subject = _("[Grappe] Your request about %(organisation)s") % names
        body = (
            _("The office has accepted your request: you now keep the data of %(organisation)s.") % names
            if claim.status == RequestStatus.ACCEPTED
            else _("The office has refused your request about %(organisation)s. Its answer: %(answer)s") % names
        )
    send_on_commit(subject, body, claim.user.email)


def invite_editor(*, organisation: Organisation, email: str, by: User) -> Invitation:
    """Invite an address; the code leaves by mail only, the register keeps its digest."""
    code = secrets.token_urlsafe(32)
    with recorded(by=by, verb="invite_editor"):
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email.lower(),
            digest=digest_of(code),
            invited_by=by,
            expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
        )
        record_action(by=by, verb="invite_editor", target=organisation)
        names = {
            "organisation": organisation.legal_name,
            "by": str(by),
            "address": settings.BASE_URL + reverse("member:invitation", args=[code]),
            "days": INVITATION_DAYS,
        }
        subject = _("[Grappe] You are invited to keep the data of %(organisation)s") % names
        body = (
            _("%(by)s invites you to keep the data of %(organisation)s. Accept within %(days)d days: %(address)s")
            % names
        )
        send_on_commit(subject, body, invitation.email)
    return invitation


def accept_invitation(*, code: str, by: User) -> Organisation:
    """Take up an invitation; it holds once, for the address it was sent to."""
    with recorded(by=by, verb="accept_invitation"):
        invitation = Invitation.objects.select_for_update().filter(digest=digest_of(code), accepted_at=None).first()
        if invitation is None or invitation.expires_at < timezone.now():
            raise InvitationRefusedError(_("This invitation is used or too old: ask for a new one."))
        if not has_verified_address(by, address=invitation.email):
            raise InvitationRefusedError(
                _("This invitation was sent to another address: sign in with the address that received it.")
            )
        invitation.accepted_at = timezone.now()
        invitation.save()
        appoint_editor(user=by, organisation=invitation.organisation, by=invitation.invited_by)
        record_action(by=by, verb="accept_invitation", target=invitation.organisation)
    return invitation.organisation


def digest_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def send_on_commit(subject: str, body: str, address: str) -> None:
    transaction.on_commit(lambda: send_mail(subject, body, None, [address]))
