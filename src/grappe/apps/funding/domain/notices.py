"""Whom a decision, an agreement, a claim or a payment is told to by mail."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, Written, post, post_all
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Author, ProposalPartner
from grappe.apps.funding.enums import FunderDuty, Outcome
from grappe.apps.funding.models import Agreement, CostClaim, FunderDecision, Obligation, PaymentOrder, Recovery
from grappe.apps.funding.phrases.amounts import euros


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


def tell_claimed(claim: CostClaim) -> None:
    """The funder's officers learn that there are costs to judge."""
    funder = claim.agreement.decision.funder_id
    officers = User.objects.filter(
        funder_mandates__funder=funder, funder_mandates__duty=FunderDuty.OFFICER, is_active=True
    )

    def write() -> Letter:
        address = settings.BASE_URL + reverse("office:funding_agreement", args=[claim.agreement_id])
        names = {"reference": claim.agreement.reference, "partner": claim.partner.organisation, "address": address}
        return (
            _("[Grappe] %(partner)s claims costs under %(reference)s") % names,
            _("The claim waits to be judged: %(address)s") % names,
        )

    post_all(Written(one.email, one.language, write) for one in officers.distinct().order_by("pk"))


def tell_judged(claim: CostClaim) -> None:
    """The partner's authors learn what is accepted of their costs."""

    def write() -> Letter:
        names = names_of(claim.agreement)
        return (
            _("[Grappe] %(reference)s: your costs are judged") % names,
            _("What %(funder)s accepts, and why no more where it does not take all, is here: %(address)s") % names,
        )

    tell_partner(claim.partner, write)


def tell_paid(order: PaymentOrder) -> None:
    """The partner's authors learn that money leaves for their organisation."""

    def write() -> Letter:
        names = names_of(order.agreement) | {"amount": euros(order.amount)}
        return (
            _("[Grappe] %(reference)s: a payment of %(amount)s €") % names,
            _("%(funder)s pays %(amount)s € under the agreement %(reference)s: %(address)s") % names,
        )

    tell_partner(order.partner, write)


def tell_asked_back(recovery: Recovery) -> None:
    """The partner's authors learn that money is asked back, with the reasons."""

    def write() -> Letter:
        names = names_of(recovery.agreement) | {"amount": euros(recovery.amount), "reasons": recovery.reasons}
        return (
            _("[Grappe] %(reference)s: %(amount)s € are asked back") % names,
            _("%(funder)s asks %(amount)s € back. Its reasons: %(reasons)s\n\nThe agreement: %(address)s") % names,
        )

    tell_partner(recovery.partner, write)


def tell_report_due(obligation: Obligation) -> int:
    """The lead's authors learn that a report is due, or late; returns how many letters left."""
    proposal = obligation.agreement.decision.proposal_id
    leads = Author.objects.filter(partner__proposal=proposal, partner__is_lead=True).select_related("user")

    def write() -> Letter:
        names = names_of(obligation.agreement) | {"day": date_format(obligation.due_on, "DATE_FORMAT")}
        return (
            _("[Grappe] %(reference)s: a report is due on %(day)s") % names,
            _("%(funder)s waits for the report of %(day)s under the agreement %(reference)s: %(address)s") % names,
        )

    return post_all(Written(one.user.email, one.user.language, write) for one in leads)


def names_of(agreement: Agreement) -> dict[str, str]:
    address = settings.BASE_URL + reverse("member:funding_agreement", args=[agreement.pk])
    return {"reference": agreement.reference, "funder": str(agreement.decision.funder), "address": address}


def tell_partner(partner: ProposalPartner, write: Callable[[], Letter]) -> None:
    authors = User.objects.filter(authorships__partner=partner, is_active=True).distinct().order_by("pk")
    post_all(Written(one.email, one.language, write) for one in authors)
