"""Where the money of an agreement stands, partner by partner, in euros."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db.models import Max, QuerySet, Sum

from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.enums import ClaimState, PaymentState, RecoveryState
from grappe.apps.funding.models import Agreement, AgreementLine, ClaimedCost

CENT = Decimal("0.01")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Account:
    """One partner of one agreement.

    ``due`` follows from the accepted costs; ``advance`` may be ordered before any; ``payable`` is what may still be.
    """

    partner: ProposalPartner
    agreed: Decimal
    accepted: Decimal
    due: Decimal
    advance: Decimal
    ordered: Decimal
    approved: Decimal
    recovered: Decimal
    asked_back: Decimal

    @property
    def payable(self) -> Decimal:
        """On costs that were accepted."""
        return max(NOTHING, self.due - self.ordered + self.recovered)

    @property
    def payable_in_advance(self) -> Decimal:
        return max(NOTHING, max(self.advance, self.due) - self.ordered + self.recovered)

    @property
    def overpaid(self) -> Decimal:
        return max(NOTHING, self.approved - self.recovered - self.asked_back - self.due)


def aid_due(line: AgreementLine, accepted: Decimal) -> Decimal:
    """The agreed share of accepted costs, rounded down; costs above those planned bring nothing.

    The shares of all funders together were within the greatest intensity of the planned costs, so that what is due
    stays within the same intensity of the accepted ones.
    """
    counted = min(max(accepted, NOTHING), line.cost)
    return (line.aid * counted / line.cost).quantize(CENT, rounding=ROUND_DOWN)


def accepted_costs(agreement: Agreement) -> dict[tuple[int, str], Decimal]:
    """Accepted costs by partner and nature."""
    rows = ClaimedCost.objects.filter(claim__agreement=agreement, claim__state=ClaimState.JUDGED)
    sums = rows.values_list("claim__partner", "nature").annotate(sum=Sum("accepted"))
    return {(partner, nature): amount or NOTHING for partner, nature, amount in sums}


@dataclass(frozen=True)
class Planned:
    """One line of an agreement beside what is accepted of it and what its claims still wait for, in euros."""

    line: AgreementLine
    accepted: Decimal
    waiting: Decimal

    @property
    def percent(self) -> Decimal:
        """The share of an accepted cost that is paid, of 100."""
        return 100 * self.line.aid / self.line.cost

    @property
    def left(self) -> Decimal:
        """Planned costs that nobody has claimed yet; a claim above them brings nothing."""
        return max(NOTHING, self.line.cost - self.accepted - self.waiting)


def plan_of(agreement: Agreement, partners: Iterable[int] | None = None) -> list[Planned]:
    """What an agreement pays for, line by line."""
    rows = agreement.lines.select_related("partner__organisation")
    accepted = accepted_costs(agreement)
    waiting = ClaimedCost.objects.filter(claim__agreement=agreement, claim__state=ClaimState.SUBMITTED)
    sums = waiting.values_list("claim__partner", "nature").annotate(sum=Sum("amount"))
    claimed = {(partner, nature): amount or NOTHING for partner, nature, amount in sums}
    return [
        Planned(
            one, accepted.get((one.partner_id, one.nature), NOTHING), claimed.get((one.partner_id, one.nature), NOTHING)
        )
        for one in (rows if partners is None else rows.filter(partner__in=list(partners)))
    ]


def first_day_to_claim(agreement: Agreement, partner: ProposalPartner) -> date:
    """The day after the last claim of a partner, or the first of the agreement."""
    last = agreement.cost_claims.filter(partner=partner).aggregate(day=Max("ends_on"))["day"]
    return agreement.starts_on if last is None else last + timedelta(days=1)


def account_of(agreement: Agreement, partner: ProposalPartner) -> Account:
    return next(one for one in accounts_of(agreement, [partner.pk]))


def accounts_of(agreement: Agreement, partners: Iterable[int] | None = None) -> list[Account]:
    lines: dict[ProposalPartner, list[AgreementLine]] = {}
    rows = agreement.lines.select_related("partner__organisation")
    for line in rows if partners is None else rows.filter(partner__in=list(partners)):
        lines.setdefault(line.partner, []).append(line)
    accepted = accepted_costs(agreement)
    orders = agreement.payment_orders.all()
    ordered = sums_of(orders.exclude(state=PaymentState.CANCELLED))
    approved = sums_of(orders.filter(state=PaymentState.APPROVED))
    back = agreement.recoveries.all()
    # Money a funder gives up asking for is no debt any more; it was paid and stays paid.
    recovered = sums_of(back.filter(state=RecoveryState.REPAID))
    asked = sums_of(back.exclude(state=RecoveryState.REPAID))
    return [
        Account(
            partner,
            agreed := sum((line.aid for line in held), NOTHING),
            sum((accepted.get((partner.pk, line.nature), NOTHING) for line in held), NOTHING),
            sum((aid_due(line, accepted.get((partner.pk, line.nature), NOTHING)) for line in held), NOTHING),
            (agreed * agreement.advance_share).quantize(CENT, rounding=ROUND_DOWN),
            ordered.get(partner.pk, NOTHING),
            approved.get(partner.pk, NOTHING),
            recovered.get(partner.pk, NOTHING),
            asked.get(partner.pk, NOTHING),
        )
        for partner, held in lines.items()
    ]


def sums_of(rows: QuerySet[Any]) -> dict[int, Decimal]:
    return dict(rows.order_by().values_list("partner_id").annotate(sum=Sum("amount")))
