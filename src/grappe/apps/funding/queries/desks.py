"""What waits on a funder's desk."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.funding.enums import DecisionState, PaymentState
from grappe.apps.funding.models import Agreement, CostClaim, FunderDecision, PaymentOrder
from grappe.apps.funding.queries.clocks import Clock, clock_of
from grappe.apps.funding.rules import funders_of

SOON = 15


@dataclass(frozen=True)
class Waiting:
    """A decision, its clock, and how many days are left."""

    decision: FunderDecision
    clock: Clock | None
    days_left: int | None

    @property
    def is_running_out(self) -> bool:
        return self.days_left is not None and self.days_left <= SOON


def decisions_for(user: User) -> QuerySet[FunderDecision]:
    """Those of the funders a person works for, in every state."""
    rows = FunderDecision.objects.filter(funder__in=funders_of(user))
    return rows.select_related("proposal__round__call", "proposal__lead", "funder", "rule").prefetch_related("pauses")


def waiting_decisions(user: User, today: date) -> list[Waiting]:
    """Not signed yet, those whose clock runs out first before the others."""
    rows = decisions_for(user).filter(state__in=[DecisionState.INSTRUCTION, DecisionState.DECIDED])
    told = [waiting_of(one, today) for one in rows]
    return sorted(told, key=lambda one: (one.days_left is None, one.days_left or 0, one.decision.pk))


def waiting_of(decision: FunderDecision, today: date) -> Waiting:
    clock = clock_of(decision) if decision.state == DecisionState.INSTRUCTION else None
    left = (clock.due_on - today).days if clock is not None and clock.due_on is not None else None
    return Waiting(decision, clock, left)


def agreements_for(user: User) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(decision__funder__in=funders_of(user))
    return rows.select_related("decision__proposal", "decision__funder")


def waiting_payments(user: User) -> QuerySet[PaymentOrder]:
    rows = PaymentOrder.objects.filter(agreement__decision__funder__in=funders_of(user))
    waiting = rows.filter(state__in=[PaymentState.PREPARED, PaymentState.ORDERED])
    return waiting.select_related("agreement", "partner__organisation")


def waiting_claims(user: User) -> QuerySet[CostClaim]:
    rows = CostClaim.objects.filter(agreement__decision__funder__in=funders_of(user), state="submitted")
    return rows.select_related("agreement", "partner__organisation")
