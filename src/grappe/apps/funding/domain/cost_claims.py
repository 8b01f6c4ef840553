"""A partner claims its costs; the funder takes or refuses them line by line, with reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.domain.locking import lock_agreement
from grappe.apps.funding.domain.notices import tell_claimed, tell_judged
from grappe.apps.funding.enums import AgreementState, ClaimState
from grappe.apps.funding.errors import CostClaimRefusedError
from grappe.apps.funding.models import Agreement, ClaimedCost, CostClaim


@dataclass(frozen=True)
class Judgement:
    """What is accepted of one claimed cost, in euros, and why no more."""

    accepted: Decimal
    reason: str = ""


def submit_claim(
    *,
    agreement: Agreement,
    partner: ProposalPartner,
    costs: Mapping[tuple[str, str], Decimal],
    begins_on: date,
    ends_on: date,
    key: UUID,
    note: str = "",
    by: User,
) -> CostClaim:
    """Claim costs by category and nature over a period of the agreement; the same key again gives the same claim."""
    with recorded(by=by, verb="submit_claim"):
        held = lock_agreement(agreement)
        known = CostClaim.objects.filter(key=key).first()
        if known is not None:
            return known
        spent = {kinds: amount for kinds, amount in costs.items() if amount != 0}
        require_claimable(held, partner, spent, begins_on, ends_on)
        claim = CostClaim.objects.create(
            agreement=held, partner=partner, key=key, begins_on=begins_on, ends_on=ends_on, note=note, submitted_by=by
        )
        ClaimedCost.objects.bulk_create(
            ClaimedCost(claim=claim, category=category, nature=nature, amount=amount)
            for (category, nature), amount in spent.items()
        )
        record_action(by=by, verb="submit_claim", target=claim, agreement=held.reference)
        tell_claimed(claim)
    return claim


def require_claimable(
    held: Agreement, partner: ProposalPartner, spent: Mapping[tuple[str, str], Decimal], begins_on: date, ends_on: date
) -> None:
    if held.state != AgreementState.SIGNED:
        raise CostClaimRefusedError(_("Costs are claimed under an agreement in force only."))
    natures = set(held.lines.filter(partner=partner).values_list("nature", flat=True))
    if not natures:
        raise CostClaimRefusedError(_("This partner receives nothing under this agreement."))
    if not spent or any(amount < 0 for amount in spent.values()):
        raise CostClaimRefusedError(_("State at least one cost, and none below zero."))
    if {nature for _category, nature in spent} - natures:
        raise CostClaimRefusedError(_("The agreement pays no costs of one of these natures."))
    if not held.starts_on <= begins_on <= ends_on <= held.ends_on:
        raise CostClaimRefusedError(_("The period of the claim lies within that of the agreement: correct its days."))
    overlap = held.cost_claims.filter(partner=partner, begins_on__lte=ends_on, ends_on__gte=begins_on)
    if overlap.exists():
        raise CostClaimRefusedError(_("Costs of some of these days are claimed already."))


def judge_claim(*, claim: CostClaim, judgements: Mapping[int, Judgement], by: User) -> CostClaim:
    """Take each cost wholly or in part; what is not taken has its reason, which the partner reads."""
    with recorded(by=by, verb="judge_claim"):
        agreement = lock_agreement(claim.agreement)
        held = CostClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        if held.state == ClaimState.JUDGED:
            if held.judged_by_id == by.pk and is_same(held, judgements):
                return held
            raise CostClaimRefusedError(_("This claim is judged already."))
        if agreement.state != AgreementState.SIGNED:
            raise CostClaimRefusedError(_("Costs are judged under an agreement in force only."))
        for cost in held.costs.all():
            judged = judgements.get(cost.pk)
            if judged is None:
                raise CostClaimRefusedError(_("Judge every line of the claim."))
            take(cost, judged)
        held.state, held.judged_at, held.judged_by = ClaimState.JUDGED, timezone.now(), by
        held.save(update_fields=["state", "judged_at", "judged_by"])
        record_action(by=by, verb="judge_claim", target=held)
        tell_judged(held)
    return held


def take(cost: ClaimedCost, judged: Judgement) -> None:
    if not 0 <= judged.accepted <= cost.amount:
        raise CostClaimRefusedError(_("Between nothing and the whole of a cost is accepted."))
    if judged.accepted < cost.amount and not judged.reason.strip():
        raise CostClaimRefusedError(_("Say why a cost is not taken in whole: the partner reads it."))
    cost.accepted, cost.reason = judged.accepted, judged.reason
    cost.save(update_fields=["accepted", "reason"])


def is_same(held: CostClaim, judgements: Mapping[int, Judgement]) -> bool:
    told = {cost.pk: Judgement(cost.accepted or Decimal(0), cost.reason) for cost in held.costs.all()}
    return told == dict(judgements)
