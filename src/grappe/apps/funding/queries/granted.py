"""Aid that is granted: as agreed where an agreement is signed, as decided before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from grappe.apps.funding.enums import AgreementState, Outcome
from grappe.apps.funding.models import AgreementLine, DecisionAmount


@dataclass(frozen=True)
class Granted:
    """Euros from one funder to one partner for its costs of one nature, and the day the right to them was given."""

    decision: int
    funder: int
    proposal: int
    partner: int
    nature: str
    form: str
    amount: Decimal
    on: date


def granted_rows(**wanted: Any) -> list[Granted]:
    """The earliest decision first; ``wanted`` filters lines and amounts alike, by their partner or form."""
    agreed = ~Q(decision__agreement=None) & ~Q(decision__agreement__state=AgreementState.DRAFT)
    decided = DecisionAmount.objects.filter(decision__outcome=Outcome.GRANTED, **wanted).exclude(agreed)
    signed = AgreementLine.objects.filter(aid__gt=0, **wanted).exclude(agreement__state=AgreementState.DRAFT)
    rows = [granted(row, row.decision, row.amount) for row in decided.select_related("decision")]
    rows += [granted(row, row.agreement.decision, row.aid) for row in signed.select_related("agreement__decision")]
    return sorted(rows, key=lambda one: (one.on, one.decision, one.partner, one.nature))


def granted(row: DecisionAmount | AgreementLine, decision: Any, amount: Decimal) -> Granted:
    return Granted(
        decision.pk,
        decision.funder_id,
        decision.proposal_id,
        row.partner_id,
        row.nature,
        row.form,
        amount,
        decision.decided_on,
    )
