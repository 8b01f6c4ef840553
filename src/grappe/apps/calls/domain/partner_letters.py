"""The letter to those who keep an organisation's data: it is asked to join a consortium."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, Written, post_all
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import ProposalPartner
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
            "See what it is about, and take your part up if you wish: %(address)s"
        )
        % names,
    )
