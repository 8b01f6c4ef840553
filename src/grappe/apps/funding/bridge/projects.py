"""From a proposal and the money decided for it to a project of the state-aid engine."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from grappe.apps.calls.enums import AidForm, PartnerState
from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.directory.enums import SizeCategory
from grappe.apps.directory.queries.undertakings import single_undertaking, undertaking_names
from grappe.apps.funding.bridge.scheme import RESEARCH, book_for
from grappe.apps.funding.queries.granted import granted_rows
from grappe.engines import aid

# Where the size is not known, the lowest ceilings hold.
SIZES = {
    SizeCategory.MICRO: aid.Size.MICRO,
    SizeCategory.SMALL: aid.Size.SMALL,
    SizeCategory.MEDIUM: aid.Size.MEDIUM,
    SizeCategory.SME: aid.Size.MEDIUM,
}
Costs = Mapping[tuple[int, str], Decimal]
Grants = Mapping[int, list[aid.Grant]]


def partners_of(proposal: Proposal) -> list[ProposalPartner]:
    rows = proposal.partners.exclude(state=PartnerState.DECLINED).select_related("organisation", "territory")
    return list(rows.prefetch_related("costs", "other_aids"))


def planned_costs(partners: list[ProposalPartner]) -> dict[tuple[int, str], Decimal]:
    """Eligible costs by partner and nature, as the proposal states them."""
    found: dict[tuple[int, str], Decimal] = {}
    for partner in partners:
        for cost in partner.costs.all():
            key = (partner.pk, cost.nature)
            found[key] = found.get(key, Decimal(0)) + cost.amount
    return found


def as_project(
    proposal: Proposal, partners: list[ProposalPartner], *, costs: Costs, grants: Grants, on: date
) -> tuple[aid.Project, aid.RuleBook]:
    """The engine's question, and the rules with this call's rates in them."""
    book, scheme = book_for(proposal, partners)
    told: list[aid.Partner] = []
    names = undertaking_names(one.organisation_id for one in partners)
    for one in partners:
        name = names[one.organisation_id]
        # What the funders here gave to a single undertaking is told once, on the first of its partners.
        received = () if any(before.undertaking == name for before in told) else given_elsewhere(one, on)
        told.append(
            as_partner(one, costs, grants.get(one.pk, []), name=name, received=(*declared_by(one, on), *received))
        )
    return aid.Project(granted_on=on, partners=tuple(told), scheme=scheme), book


def as_partner(
    partner: ProposalPartner, costs: Costs, grants: list[aid.Grant], *, name: str, received: tuple[aid.Received, ...]
) -> aid.Partner:
    organisation = partner.organisation
    is_research = organisation.kind in RESEARCH
    mine = tuple(aid.Cost(nature, amount) for (pk, nature), amount in costs.items() if pk == partner.pk and amount > 0)
    return aid.Partner(
        id=str(partner.pk),
        size=SIZES.get(SizeCategory(organisation.size_category or "unknown"), aid.Size.LARGE),
        kind=aid.Kind.RESEARCH if is_research else aid.Kind.UNDERTAKING,
        economic=partner.is_economic,
        may_publish=partner.may_publish,
        undertaking=name,
        state=organisation.country or "FR",
        bonuses=("collaboration",),
        costs=mine,
        grants=tuple(grants),
        received=received,
        rate_class=str(partner.pk),
    )


def declared_by(partner: ProposalPartner, on: date) -> tuple[aid.Received, ...]:
    """De minimis aid from elsewhere that the partner declares."""
    return tuple(
        aid.Received(one.granted_on, one.amount)
        for one in partner.other_aids.all()
        if one.form == AidForm.DE_MINIMIS and not one.is_for_same_costs and one.granted_on <= on
    )


def given_elsewhere(partner: ProposalPartner, on: date) -> tuple[aid.Received, ...]:
    """De minimis aid that funders here decided on other proposals for any firm of the same single undertaking."""
    rows = granted_rows(partner__organisation__in=single_undertaking(partner.organisation), form=AidForm.DE_MINIMIS)
    return tuple(
        aid.Received(one.on, one.amount) for one in rows if one.proposal != partner.proposal_id and one.on <= on
    )


def granted_elsewhere(proposal: Proposal, *, but: int | None = None) -> dict[int, list[aid.Grant]]:
    """What other funders have decided for the same proposal, the earliest first."""
    found: dict[int, list[aid.Grant]] = {}
    for one in granted_rows(partner__proposal=proposal.pk):
        if one.decision != but:
            grant = aid.Grant(str(one.funder), one.nature, one.amount, aid.Form(one.form))
            found.setdefault(one.partner, []).append(grant)
    return found
