"""When a funder's silence decides."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from grappe.apps.calls.models import Call
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.enums import DecisionState, SilenceEffect
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
    ended = [one.received_on for one in pauses if one.received_on is not None]
    stopped = sum((one.received_on - one.asked_on).days for one in pauses if one.received_on is not None)
    if len(ended) < len(pauses):
        return Clock(None, is_stopped=True, days_stopped=stopped)
    rule, begins, more = decision.rule, decision.received_on, stopped
    if rule.effect == SilenceEffect.ACCEPT:
        # The period at whose end silence accepts runs anew from the last document (article L. 114-5 of the code).
        begins, more = max([begins, *ended]), 0
    last = months_after(begins, rule.months) + timedelta(days=rule.days + more)
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
