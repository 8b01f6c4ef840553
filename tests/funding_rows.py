"""Rows of the funding for tests: a proposal that was received, its funders and the people who work for them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import CostCategory, ResearchNature
from grappe.apps.calls.models import CallRound, PartnerCost, Proposal, ProposalPartner, RoundBudget
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.bridge.ceilings import Wish
from grappe.apps.funding.domain.agreements import prepare_agreement, record_signature
from grappe.apps.funding.domain.decisions import decide, sign_decision
from grappe.apps.funding.domain.instruction import draft_decision, open_decision
from grappe.apps.funding.domain.mandates import appoint_for_funder
from grappe.apps.funding.enums import FunderDuty, Outcome
from grappe.apps.funding.models import Agreement, FunderDecision
from tests.call_rows import make_firm, make_partner, make_proposal, make_round, submitted
from tests.factories import make_organisation, make_user


def make_funder(name: str = "") -> Organisation:
    return make_organisation(name, kind=OrganisationKind.PUBLIC_AUTHORITY, country="FR")


def person_of(funder: Organisation, *duties: FunderDuty) -> User:
    user = make_user()
    for duty in duties or (FunderDuty.OFFICER,):
        appoint_for_funder(user=user, funder=funder, duty=duty, by=None)
    return user


def make_received(held: CallRound | None = None, partners: int = 1, **values: Any) -> Proposal:
    """A submitted proposal of firms of unknown size, each with 100,000 € of industrial research."""
    proposal = make_proposal(held or make_round(), **values)
    for _number in range(partners - 1):
        make_partner(proposal, make_firm())
    submitted(proposal)
    proposal.refresh_from_db()
    return proposal


def spend_plainly(partner: ProposalPartner, costs: dict[str, int]) -> None:
    """State costs of personnel whatever the state of the proposal."""
    partner.costs.all().delete()
    for nature, amount in costs.items():
        if amount:
            PartnerCost.objects.create(
                partner=partner, category=CostCategory.PERSONNEL, nature=ResearchNature(nature), amount=amount
            )


def make_budget(proposal: Proposal, funder: Organisation, amount: int | None = None, **values: Any) -> RoundBudget:
    return RoundBudget.objects.create(
        round=proposal.round, funder=funder, funder_name=funder.legal_name, amount=amount, **values
    )


def make_decision(proposal: Proposal | None = None, funder: Organisation | None = None) -> FunderDecision:
    return open_decision(proposal=proposal or make_received(), funder=funder or make_funder(), by=None)


def lead_part(decision: FunderDecision) -> ProposalPartner:
    return decision.proposal.partners.get(is_lead=True)


def make_granted(decision: FunderDecision | None = None, amount: int = 40_000) -> FunderDecision:
    """Decided and signed, with one amount for the lead."""
    held = decision or make_decision()
    people = person_of(held.funder, *FunderDuty)
    wishes = {lead_part(held).pk: Wish(Decimal(amount))}
    held = draft_decision(decision=held, wishes=wishes, seen=held.revision, by=people)
    held = decide(decision=held, outcome=Outcome.GRANTED, by=people)
    return sign_decision(decision=held, by=people)


def make_agreement(decision: FunderDecision | None = None, **values: Any) -> Agreement:
    """Signed by every party."""
    held = decision or make_granted()
    by = person_of(held.funder, *FunderDuty)
    days = {"starts_on": date(2027, 1, 1), "ends_on": date(2029, 12, 31)}
    agreement = prepare_agreement(decision=held, by=by, **(days | values))
    for party in agreement.parties.all():
        agreement = record_signature(party=party, signatory="Ada L.", on=timezone.localdate(), by=by)
    return agreement
