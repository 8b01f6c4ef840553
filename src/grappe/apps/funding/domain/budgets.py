"""What a funder brings to a round, and where it pays."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from grappe.apps.calls.models import ProposalPartner, RoundBudget
from grappe.apps.funding.bridge.ceilings import Laid
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.apps.funding.models import FunderDecision
from grappe.apps.funding.phrases.amounts import euros
from grappe.apps.funding.queries.granted import granted_rows


def require_within_budget(held: FunderDecision, laid: Iterable[Laid]) -> None:
    """A funder spends what it brought to the round, and one with a territory pays the partners there only."""
    rows = list(laid)
    budget = (
        RoundBudget.objects.filter(round=held.proposal.round_id, funder=held.funder_id)
        .select_related("territory")
        .first()
    )
    if budget is None or not rows:
        return
    require_on_territory(budget, {one.partner for one in rows})
    if budget.amount is None:
        return
    spent = spent_of(held.proposal.round_id, held.funder_id, but=held.pk)
    wanted = sum((one.amount for one in rows), Decimal(0))
    if spent + wanted > budget.amount:
        names = {
            "budget": euros(budget.amount),
            "spent": euros(spent),
            "lacking": euros(spent + wanted - budget.amount),
        }
        raise DecisionRefusedError(
            _("The budget of %(budget)s € lacks %(lacking)s €: %(spent)s € are granted to other proposals.") % names
        )


def spent_of(round_id: int, funder_id: int, *, but: int | None = None) -> Decimal:
    """What a funder has granted in a round, in euros."""
    rows = granted_rows(partner__proposal__round=round_id)
    return sum((one.amount for one in rows if one.funder == funder_id and one.decision != but), Decimal(0))


def require_on_territory(budget: RoundBudget, partners: set[int]) -> None:
    if budget.territory is None:
        return
    wanted = budget.territory_id
    for partner in ProposalPartner.objects.filter(pk__in=partners).select_related("territory", "organisation"):
        land = partner.territory
        inside = land is not None and wanted in {land.pk, land.region_id, land.former_region_id}
        if not inside:
            names = {"partner": partner.organisation, "territory": budget.territory}
            raise DecisionRefusedError(
                _("%(partner)s does not work in %(territory)s: this funder pays the partners there only.") % names
            )
