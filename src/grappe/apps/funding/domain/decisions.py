"""A funder decides and signs, once; or its silence decides in its place."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.rules import is_tied_to
from grappe.apps.funding.bridge.ceilings import Wish, lay_amounts
from grappe.apps.funding.domain.budgets import require_within_budget
from grappe.apps.funding.domain.instruction import replace_amounts, require_instruction
from grappe.apps.funding.domain.locking import lock_decision
from grappe.apps.funding.domain.notices import tell_consortium
from grappe.apps.funding.domain.statements import write_letter
from grappe.apps.funding.enums import DecisionState, Outcome, SilenceEffect
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.apps.funding.events import decision_signed
from grappe.apps.funding.models import FunderDecision
from grappe.apps.funding.queries.clocks import clock_of, silences_due


def decide(*, decision: FunderDecision, outcome: Outcome, reasons: str = "", by: User) -> FunderDecision:
    """Grant the amounts prepared, or refuse with reasons; the same decision said again changes nothing.

    Ceilings and the budget are computed anew, with whatever other funders have decided in the meantime.
    """
    with recorded(by=by, verb="decide_funding", reason=reasons):
        held = lock_decision(decision)
        if held.state == DecisionState.DECIDED and held.outcome == outcome and held.decided_by_id == by.pk:
            return held
        require_instruction(held)
        require_untied(held, by)
        today = timezone.localdate()
        require_in_time(held, today)
        settle(held, outcome, reasons or held.reasons, today)
        held.decided_by = by
        held.save(update_fields=["state", "outcome", "reasons", "decided_on", "decided_by", "updated_at"])
        record_action(by=by, verb="decide_funding", target=held, reason=reasons, outcome=outcome)
    return held


def settle(held: FunderDecision, outcome: Outcome, reasons: str, today: date) -> None:
    """Set the outcome of a file that is held."""
    if outcome == Outcome.REFUSED:
        if not reasons.strip():
            raise DecisionRefusedError(_("Give the reasons: the consortium reads them."))
        held.amounts.all().delete()
    else:
        grant_prepared(held, today)
    held.state, held.outcome, held.reasons, held.decided_on = DecisionState.DECIDED, outcome, reasons, today


def grant_prepared(held: FunderDecision, today: date) -> None:
    wishes = wishes_of(held)
    if not wishes:
        raise DecisionRefusedError(_("State the amount of at least one partner before granting."))
    laid = lay_amounts(held.proposal, wishes, funder=held.funder_id, on=today, but=held.pk)
    require_within_budget(held, laid)
    replace_amounts(held, laid)


def wishes_of(held: FunderDecision) -> dict[int, Wish]:
    """The amounts prepared, by partner."""
    found: dict[int, Wish] = {}
    for row in held.amounts.all():
        sum_so_far = found[row.partner_id].amount if row.partner_id in found else Decimal(0)
        found[row.partner_id] = Wish(sum_so_far + row.amount, row.form)
    return found


def require_untied(held: FunderDecision, by: User) -> None:
    if is_tied_to(by, held.proposal):
        raise DecisionRefusedError(_("You are tied to a partner of this proposal: somebody else decides."))


def require_in_time(held: FunderDecision, today: date) -> None:
    clock = clock_of(held)
    if clock is not None and clock.due_on is not None and clock.due_on < today:
        raise DecisionRefusedError(_("The legal period is over: silence has decided. See the rule on the page."))


def sign_decision(*, decision: FunderDecision, by: User) -> FunderDecision:
    """Sign: the letter is written and sent, and nothing changes any more; signing again changes nothing."""
    with recorded(by=by, verb="sign_decision"):
        held = lock_decision(decision)
        if held.state == DecisionState.SIGNED:
            return held
        if held.state != DecisionState.DECIDED:
            raise DecisionRefusedError(_("Decide before signing."))
        require_untied(held, by)
        finish(held, by)
    return held


def finish(held: FunderDecision, by: User | None) -> None:
    write_letter(held)
    held.state, held.signed_at, held.signed_by = DecisionState.SIGNED, timezone.now(), by
    held.save()
    record_action(by=by, verb="sign_decision", target=held, outcome=held.outcome)
    tell_consortium(held)
    decision_signed.send(FunderDecision, decision=held, by=by)


def apply_silence(*, decision: FunderDecision, today: date) -> FunderDecision:
    """The last day is over and nobody decided: what the law says of silence is the decision."""
    with recorded(by=None, verb="apply_silence"):
        held = lock_decision(decision)
        clock = clock_of(held)
        is_over = clock is not None and clock.due_on is not None and clock.due_on < today
        if held.state != DecisionState.INSTRUCTION or not is_over or held.rule is None:
            return held
        reasons = held.rule.text_fr if held.proposal.language == "fr" else held.rule.text_en
        accepts = held.rule.effect == SilenceEffect.ACCEPT
        settle(held, Outcome.GRANTED if accepts else Outcome.REFUSED, reasons, today)
        held.is_by_silence = True
        held.save()
        finish(held, None)
    return held


def apply_silences(*, today: date) -> tuple[int, int]:
    """Close every file whose clock has run out; one that cannot be granted as prepared is left to people.

    Returns how many were decided and how many were left.
    """
    decided = left = 0
    for decision in silences_due(today):
        try:
            apply_silence(decision=decision, today=today)
            decided += 1
        except DecisionRefusedError:
            left += 1
    return decided, left
