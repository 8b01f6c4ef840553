"""When a funder's silence decides."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from grappe.apps.calls.models import Call
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import DecisionState
from grappe.apps.funding.models import FunderDecision, SilenceRule

MONTHS = 12


@dataclass(frozen=True)
class Clock:
    """Where a legal clock stands; ``due_on`` is the last day to decide, none while the clock is stopped."""

    due_on: date | None
    is_stopped: bool
    days_stopped: int


def rule_for(call: Call, funder: Organisation, on: date) -> SilenceRule | None:
    """The most particular rule in force on the day: of this call and funder, of one of them, of all."""
    rows = SilenceRule.objects.filter(Q(call=None) | Q(call=call), Q(funder=None) | Q(funder=funder)).filter(
        Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gte=on)
    )
    return max(
        rows, key=lambda row: ((row.call_id is not None) * 2 + (row.funder_id is not None), -row.pk), default=None
    )


def clock_of(decision: FunderDecision) -> Clock | None:
    """The clock of a decision, from its pauses; none where no rule of silence applies."""
    if decision.rule is None:
        return None
    pauses = list(decision.pauses.all())
    stopped = sum((one.received_on - one.asked_on).days for one in pauses if one.received_on is not None)
    if any(one.received_on is None for one in pauses):
        return Clock(None, is_stopped=True, days_stopped=stopped)
    last = months_after(decision.received_on, decision.rule.months) + timedelta(days=decision.rule.days + stopped)
    return Clock(last, is_stopped=False, days_stopped=stopped)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    count = day.month - 1 + months
    year, month = day.year + count // MONTHS, count % MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def silences_due(today: date) -> list[FunderDecision]:
    """Decisions whose last day is over and which nobody took."""
    waiting = FunderDecision.objects.filter(state=DecisionState.INSTRUCTION).exclude(rule=None)
    found = []
    for decision in waiting.select_related("rule").prefetch_related("pauses"):
        clock = clock_of(decision)
        if clock is not None and clock.due_on is not None and clock.due_on < today:
            found.append(decision)
    return found
