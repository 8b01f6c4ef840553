"""Rows held for a change, always in one order: proposal, single undertakings, money of the round, file."""

from grappe.apps.calls.domain.locking import lock_proposal
from grappe.apps.calls.models import Proposal, RoundBudget
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.queries.undertakings import single_undertakings
from grappe.apps.funding.models import Agreement, FunderDecision


def lock_money_of(proposal: Proposal) -> Proposal:
    """Hold what ceilings are computed from: two funders who decide at once come one after the other."""
    held = lock_proposal(proposal)
    partners = single_undertakings(held.partners.values_list("organisation", flat=True))
    organisations = frozenset[int]().union(*partners.values())
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=organisations).order_by("pk"))
    list(RoundBudget.objects.select_for_update(no_key=True).filter(round=held.round_id).order_by("pk"))
    return held


def lock_decision(decision: FunderDecision) -> FunderDecision:
    lock_money_of(decision.proposal)
    rows = FunderDecision.objects.select_for_update(of=("self",)).select_related(
        "proposal__round__call", "funder", "rule"
    )
    return rows.get(pk=decision.pk)


def lock_agreement(agreement: Agreement) -> Agreement:
    """Hold an agreement and the money of its proposal."""
    lock_money_of(agreement.decision.proposal)
    rows = Agreement.objects.select_for_update(of=("self",))
    return rows.select_related("decision__proposal__round__call", "decision__funder").get(pk=agreement.pk)
