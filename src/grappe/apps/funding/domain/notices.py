"""Whom a decision, an agreement or a payment is told to by mail."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.calls.models import Author
from grappe.apps.funding.enums import Outcome
from grappe.apps.funding.models import Agreement, FunderDecision


def tell_consortium(decision: FunderDecision) -> None:
    """The authors of the lead learn of a signed decision."""
    leads = Author.objects.filter(partner__proposal=decision.proposal, partner__is_lead=True).select_related("user")
    for one in leads:
        post(address=one.user.email, language=one.user.language, write=lambda: letter_about(decision))


def letter_about(decision: FunderDecision) -> Letter:
    address = settings.BASE_URL + reverse("member:funding")
    names = {"proposal": decision.proposal, "funder": decision.funder, "address": address}
    subject = _("[Grappe] %(proposal)s: a funder has decided") % names
    if decision.outcome == Outcome.GRANTED:
        return subject, _(
            "%(funder)s grants aid to your proposal. The letter is in your workspace: %(address)s"
        ) % names
    return subject, _(
        "%(funder)s refuses aid to your proposal. The letter in your workspace gives the reasons: %(address)s"
    ) % names


def tell_parties(agreement: Agreement) -> None:
    """The authors of every partner of an agreement learn that it is signed or changed."""
    partners = agreement.lines.values("partner")
    authors = Author.objects.filter(partner__in=partners).select_related("user").distinct()
    for one in authors:
        post(address=one.user.email, language=one.user.language, write=lambda: letter_of_agreement(agreement))


def letter_of_agreement(agreement: Agreement) -> Letter:
    address = settings.BASE_URL + reverse("member:funding_agreement", args=[agreement.pk])
    names = {"reference": agreement.reference, "funder": agreement.decision.funder, "address": address}
    return (
        _("[Grappe] Funding agreement %(reference)s") % names,
        _("The agreement %(reference)s with %(funder)s is in force. Its text is in your workspace: %(address)s")
        % names,
    )
