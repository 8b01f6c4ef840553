"""Letters about joining a consortium: the question to an organisation's editors, the answers to those who asked."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, Written, post_all
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import Author, PartnerInvitation, ProposalPartner
from grappe.apps.directory.models import Organisation

MOST = 5


def editors_of(organisation: Organisation) -> list[User]:
    """Who may take a part up for an organisation; the first appointed first."""
    rows = User.objects.filter(is_active=True, editor_mandates__organisation=organisation)
    return list(rows.order_by("editor_mandates__pk")[:MOST])


def tell_editors(partner: ProposalPartner, by: User) -> int:
    """Tell the editors of the organisation that is asked; returns how many letters wait to leave."""
    others = [one for one in editors_of(partner.organisation) if one.pk != by.pk]
    return post_all(Written(one.email, one.language, lambda: letter_to_editor(partner)) for one in others)


def letter_to_editor(partner: ProposalPartner) -> Letter:
    proposal = partner.proposal
    names = {
        "lead": proposal.lead.legal_name,
        "organisation": partner.organisation.legal_name,
        "acronym": proposal.acronym,
        "round": proposal.round.title_fr if get_language() == "fr" else proposal.round.title_en,
        "address": settings.BASE_URL + reverse("member:proposals"),
    }
    return (
        _("[Grappe] %(organisation)s is asked to join the proposal %(acronym)s") % names,
        _(
            "%(lead)s prepares the proposal %(acronym)s (%(round)s) and asks %(organisation)s to join. "
            "See what it is about, and join or decline: %(address)s"
        )
        % names,
    )


def tell_who_asked(partner: ProposalPartner, by: User) -> int:
    """Tell those who lead a proposal how an organisation answered; returns how many letters wait to leave."""
    rows = Author.objects.filter(partner__proposal=partner.proposal_id, partner__is_lead=True, user__is_active=True)
    leads = [row.user for row in rows.select_related("user").order_by("pk")[:MOST] if row.user_id != by.pk]
    return post_all(Written(one.email, one.language, lambda: letter_of_answer(partner)) for one in leads)


def letter_of_answer(partner: ProposalPartner) -> Letter:
    names = {
        "organisation": partner.organisation.legal_name,
        "acronym": partner.proposal.acronym,
        "address": settings.BASE_URL + reverse("member:proposal", args=[partner.proposal_id]),
    }
    if partner.state == PartnerState.DECLINED:
        return (
            _("[Grappe] %(organisation)s takes no part in %(acronym)s") % names,
            _(
                "%(organisation)s does not take part in the proposal %(acronym)s. "
                "See who else could complete the consortium: %(address)s"
            )
            % names,
        )
    return (
        _("[Grappe] %(organisation)s joins %(acronym)s") % names,
        _("%(organisation)s takes its part up in the proposal %(acronym)s: %(address)s") % names,
    )


def tell_who_invited(invitation: PartnerInvitation, *, accepts: bool) -> int:
    """Tell the person who invited one more author of a part how that person answered."""
    asking = invitation.invited_by
    if asking is None or not asking.is_active:
        return 0
    return post_all([Written(asking.email, asking.language, lambda: letter_of_invitation(invitation, accepts=accepts))])


def letter_of_invitation(invitation: PartnerInvitation, *, accepts: bool) -> Letter:
    proposal = invitation.partner.proposal
    names = {
        "email": invitation.email,
        "organisation": invitation.partner.organisation.legal_name,
        "acronym": proposal.acronym,
        "address": settings.BASE_URL + reverse("member:proposal", args=[proposal.pk]),
    }
    if accepts:
        return (
            _("[Grappe] %(email)s accepts to write in %(acronym)s") % names,
            _("%(email)s writes the part of %(organisation)s in the proposal %(acronym)s: %(address)s") % names,
        )
    return (
        _("[Grappe] %(email)s declines to write in %(acronym)s") % names,
        _(
            "%(email)s does not write the part of %(organisation)s in the proposal %(acronym)s. "
            "You may invite somebody else: %(address)s"
        )
        % names,
    )
