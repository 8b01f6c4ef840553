"""Inviting a person by mail to write a partner's part; the code leaves by mail only."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.letters import Letter, post
from grappe.apps.accounts.models import User
from grappe.apps.accounts.queries.emails import has_verified_address
from grappe.apps.calls.domain.locking import lock_part
from grappe.apps.calls.domain.partner_letters import tell_who_invited
from grappe.apps.calls.domain.partners import decline_part, join_proposal
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.errors import ProposalRefusedError
from grappe.apps.calls.models import PartnerInvitation, ProposalPartner

INVITATION_DAYS = 30
# An organisation that takes part already: one more author joins it, or does not.
WORKING = (PartnerState.JOINED, PartnerState.SIGNED)


def invite_author(*, partner: ProposalPartner, email: str, by: User) -> PartnerInvitation:
    """Ask an address to write a partner's part; the letter waits for the transaction."""
    code = secrets.token_urlsafe(32)
    with recorded(by=by, verb="invite_author"):
        held = lock_part(partner)
        invitation = PartnerInvitation.objects.create(
            partner=held,
            email=email.lower(),
            digest=digest_of(code),
            invited_by=by,
            expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
        )
        record_action(by=by, verb="invite_author", target=held.proposal, partner=held.pk)
        post(address=invitation.email, language=held.proposal.language, write=lambda: letter_to_author(held, code, by))
    return invitation


def letter_to_author(partner: ProposalPartner, code: str, by: User) -> Letter:
    names = {
        "by": str(by),
        "acronym": partner.proposal.acronym,
        "organisation": partner.organisation.legal_name,
        "address": settings.BASE_URL + reverse("member:partner_invitation", args=[code]),
        "days": INVITATION_DAYS,
    }
    return (
        _("[Grappe] You are invited to the proposal %(acronym)s") % names,
        _(
            "%(by)s invites you to write the part of %(organisation)s in the proposal %(acronym)s. "
            "Accept or decline within %(days)d days: %(address)s"
        )
        % names,
    )


def invitation_of(code: str) -> PartnerInvitation | None:
    """The invitation that a code opens, while it stands."""
    rows = PartnerInvitation.objects.filter(
        digest=digest_of(code), accepted_at=None, declined_at=None, expires_at__gt=timezone.now()
    )
    return rows.select_related(
        "partner__proposal__round__call", "partner__proposal__lead", "partner__organisation", "invited_by"
    ).first()


def accept_partner_invitation(*, code: str, by: User) -> ProposalPartner:
    """Take up an invitation; it holds once, for the address it was sent to."""
    with recorded(by=by, verb="join_proposal"):
        invitation = own_invitation(code, by)
        PartnerInvitation.objects.filter(pk=invitation.pk).update(accepted_at=timezone.now())
        if invitation.partner.state in WORKING:
            tell_who_invited(invitation, accepts=True)
        return join_proposal(partner=invitation.partner, by=by)


def decline_partner_invitation(*, code: str, by: User) -> ProposalPartner:
    """Decline an invitation: where nobody has joined for the organisation yet, it takes no part."""
    with recorded(by=by, verb="decline_invitation"):
        invitation = own_invitation(code, by)
        PartnerInvitation.objects.filter(pk=invitation.pk).update(declined_at=timezone.now())
        partner = invitation.partner
        record_action(by=by, verb="decline_invitation", target=partner.proposal, partner=partner.pk)
        if partner.state == PartnerState.INVITED:
            return decline_part(partner=partner, by=by)
        tell_who_invited(invitation, accepts=False)
        return partner


def part_taken_up(*, code: str, by: User) -> ProposalPartner | None:
    """The part that a person writes since she accepted the invitation of this code."""
    rows = PartnerInvitation.objects.filter(digest=digest_of(code), accepted_at__isnull=False)
    found = rows.filter(partner__authors__user=by, partner__state__in=WORKING).select_related("partner").first()
    return found.partner if found else None


def own_invitation(code: str, by: User) -> PartnerInvitation:
    """The invitation that a code opens for the person it was sent to."""
    invitation = invitation_of(code)
    if invitation is None:
        raise ProposalRefusedError(_("This invitation is used or too old: ask for a new one."))
    if not has_verified_address(by, address=invitation.email):
        raise ProposalRefusedError(
            _("This invitation was sent to another address: sign in with the address that received it.")
        )
    return invitation


def digest_of(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
