"""Who may do what with money. People of a funder see what concerns it; nobody sees another funder's drafts."""

from typing import Any

import rules
from django.contrib.auth.models import AnonymousUser

from grappe.apps.accounts.models import User
from grappe.apps.accounts.rules import is_programme_office
from grappe.apps.calls.models import CallRound, Proposal, ProposalPartner
from grappe.apps.calls.rules import is_author, is_received, is_tied_to, parts_of
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.rules import organisations_of
from grappe.apps.funding.enums import AgreementState, DecisionState, FunderDuty
from grappe.apps.funding.models import Agreement, FunderDecision

Person = User | AnonymousUser


def duties_for(user: Person) -> frozenset[tuple[int, str]]:
    """The funders a person works for and in what capacity, read once per loaded user."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held: frozenset[tuple[int, str]] | None = user.__dict__.get("_funder_duties_held")
    if held is None:
        held = frozenset(user.funder_mandates.values_list("funder_id", "duty"))
        user.__dict__["_funder_duties_held"] = held
    return held


def funders_of(user: Person) -> frozenset[int]:
    return frozenset(funder for funder, _duty in duties_for(user))


def forget_funder_duties(user: User) -> None:
    """Read a person's mandates again at the next question."""
    user.__dict__.pop("_funder_duties_held", None)


def decision_of(target: Any) -> FunderDecision | None:
    """The decision that a record of the funding follows from."""
    if isinstance(target, FunderDecision):
        return target
    agreement = target if isinstance(target, Agreement) else getattr(target, "agreement", None)
    return agreement.decision if agreement is not None else None


def holds_for(user: Person, target: Any, *duties: FunderDuty) -> bool:
    """Works for the funder in one of these capacities, and is tied to no partner of the proposal."""
    decision = decision_of(target)
    if decision is None or not any((decision.funder_id, duty) in duties_for(user) for duty in duties):
        return False
    return not is_tied_to(user, decision.proposal)


@rules.predicate
def works_for_a_funder(user: Person) -> bool:
    return bool(duties_for(user))


@rules.predicate
def works_for_its_funder(user: Person, target: Any) -> bool:
    return holds_for(user, target, *FunderDuty)


@rules.predicate
def instructs(user: Person, target: Any) -> bool:
    return holds_for(user, target, FunderDuty.OFFICER)


@rules.predicate
def signs(user: Person, target: Any) -> bool:
    return holds_for(user, target, FunderDuty.SIGNATORY)


@rules.predicate
def pays(user: Person, target: Any) -> bool:
    return holds_for(user, target, FunderDuty.PAYER)


@rules.predicate
def is_signed(_user: Person, target: Any) -> bool:
    decision = decision_of(target)
    return decision is not None and decision.state == DecisionState.SIGNED


@rules.predicate
def is_agreed(_user: Person, target: Any) -> bool:
    agreement = target if isinstance(target, Agreement) else getattr(target, "agreement", None)
    return agreement is not None and agreement.state != AgreementState.DRAFT


@rules.predicate
def is_in_the_consortium(user: Person, target: Any) -> bool:
    decision = decision_of(target)
    return decision is not None and bool(is_author(user, decision.proposal))


@rules.predicate
def writes_for_partner(user: Person, partner: ProposalPartner | None) -> bool:
    """An author of the partner's part, or an editor of the organisation's data."""
    if partner is None:
        return False
    return partner.pk in parts_of(user) or partner.organisation_id in organisations_of(user)


@rules.predicate
def funds_round(user: Person, held: CallRound | None) -> bool:
    mine = funders_of(user)
    return held is not None and bool(mine) and held.budgets.filter(funder__in=mine).exists()


@rules.predicate
def is_of_funder(user: Person, funder: Organisation | None) -> bool:
    return funder is not None and funder.pk in funders_of(user)


@rules.predicate
def funds_proposal(user: Person, proposal: Proposal | None) -> bool:
    """Works for a funder that has a file on the proposal, and is tied to no partner of it."""
    mine = funders_of(user)
    if proposal is None or not mine or not proposal.decisions.filter(funder__in=mine).exists():
        return False
    return not is_tied_to(user, proposal)


rules.add_perm("funding.enter_office", works_for_a_funder | is_programme_office)
rules.add_perm("funding.appoint", is_programme_office)
rules.add_perm("funding.adopt_silence", is_programme_office)
rules.add_perm("funding.open_decisions", is_programme_office)
rules.add_perm("funding.see_decision", works_for_its_funder | (is_signed & is_programme_office))
rules.add_perm("funding.read_letter", is_signed & (works_for_its_funder | is_programme_office | is_in_the_consortium))
rules.add_perm("funding.instruct", instructs)
rules.add_perm("funding.decide", signs)
rules.add_perm(
    "funding.see_agreement", works_for_its_funder | (is_agreed & (is_programme_office | is_in_the_consortium))
)
rules.add_perm("funding.prepare_agreement", instructs)
rules.add_perm("funding.sign_agreement", signs)
rules.add_perm("funding.prepare_payment", instructs)
rules.add_perm("funding.order_payment", signs)
rules.add_perm("funding.approve_payment", pays)
rules.add_perm("funding.judge_claim", instructs)
rules.add_perm("funding.claim_costs", writes_for_partner)
rules.add_perm("funding.recover", signs)
rules.add_perm("funding.see_proposal", is_received & funds_proposal)
rules.add_perm("funding.see_portfolio", funds_round | is_programme_office)
