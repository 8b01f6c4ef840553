"""Writing a call and its rounds; their rules and forms come in whole, from a file (`domain/call_files.py`)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import CallState, RoundState
from grappe.apps.calls.errors import CallRefusedError
from grappe.apps.calls.events import round_changed
from grappe.apps.calls.models import Call, CallRound, RoundBudget

# From each state of a round to those it may be given by hand.
NEXT_STATES = {
    RoundState.PREPARED: {RoundState.ANNOUNCED, RoundState.CANCELLED},
    RoundState.ANNOUNCED: {RoundState.PREPARED, RoundState.IN_REVIEW, RoundState.CANCELLED},
    RoundState.IN_REVIEW: {RoundState.DECIDED, RoundState.CANCELLED},
    RoundState.DECIDED: {RoundState.IN_REVIEW},
    RoundState.CANCELLED: {RoundState.PREPARED},
}


def create_call(*, values: dict[str, Any], by: User | None) -> Call:
    """Prepare a call; nobody outside the office sees it until it is published."""
    with recorded(by=by, verb="create_call"):
        try:
            with transaction.atomic():
                call = Call.objects.create(**({"languages": ["fr", "en"]} | values))
        except IntegrityError as error:
            raise CallRefusedError(_("A call with this short address exists already: choose another one.")) from error
        record_action(by=by, verb="create_call", target=call)
    return call


def change_call(*, call: Call, values: dict[str, Any], by: User | None) -> Call:
    with recorded(by=by, verb="change_call"):
        for name, value in values.items():
            setattr(call, name, value)
        call.save(update_fields=[*values, "updated_at"])
        record_action(by=by, verb="change_call", target=call, fields=sorted(values))
    return call


def publish_call(*, call: Call, by: User | None) -> Call:
    """Show a call to everybody; its rounds open by the clock once they are announced."""
    return change_call(call=call, values={"state": CallState.PUBLISHED}, by=by)


def create_round(*, call: Call, values: dict[str, Any], by: User | None) -> CallRound:
    with recorded(by=by, verb="create_round"):
        try:
            with transaction.atomic():
                made = CallRound.objects.create(call=call, **values)
        except IntegrityError as error:
            raise CallRefusedError(round_fault(error)) from error
        record_action(by=by, verb="create_round", target=made)
    return made


def change_round(*, round: CallRound, values: dict[str, Any], by: User | None) -> CallRound:  # noqa: A002
    """Change dates and names. What was received before a minute brought forward stays received."""
    with recorded(by=by, verb="change_round"):
        held = CallRound.objects.select_for_update(of=("self",)).select_related("call").get(pk=round.pk)
        for name, value in values.items():
            setattr(held, name, value)
        try:
            with transaction.atomic():
                held.save(update_fields=[*values, "updated_at"])
        except IntegrityError as error:
            raise CallRefusedError(round_fault(error)) from error
        record_action(by=by, verb="change_round", target=held, fields=sorted(values))
    return held


def round_fault(error: IntegrityError) -> str:
    if "round_opens_before_it_closes" in str(error):
        return _("A round closes after it opens: correct one of the two hours.")
    return _("A round with this number or short address exists already: choose another one.")


def move_round(*, round: CallRound, state: RoundState, reason: str = "", by: User | None) -> CallRound:  # noqa: A002
    """Announce a round, send it to review, decide or cancel it; its opening and closing are the clock's."""
    with recorded(by=by, verb="move_round", reason=reason):
        held = CallRound.objects.select_for_update(of=("self",)).select_related("call").get(pk=round.pk)
        if state not in NEXT_STATES[RoundState(held.state)]:
            names = {"held": held.get_state_display(), "wanted": state.label}
            raise CallRefusedError(_("A round that is %(held)s cannot become %(wanted)s.") % names)
        held.state = state
        held.save(update_fields=["state", "updated_at"])
        record_action(by=by, verb="move_round", target=held, reason=reason, state=state)
        round_changed.send(CallRound, round=held, by=by)
    return held


def keep_budget(
    *,
    round: CallRound,  # noqa: A002
    budget: RoundBudget | None = None,
    values: dict[str, Any],
    by: User | None,
) -> RoundBudget:
    """Say which organisation pays how much of a round, and where; without ``budget`` one more pays.

    A round that is in review opens the files of a funder named late.
    """
    with recorded(by=by, verb="keep_budget"):
        held = CallRound.objects.select_for_update(of=("self",)).select_related("call").get(pk=round.pk)
        funder = values["funder"]
        others = held.budgets.exclude(pk=budget.pk) if budget is not None else held.budgets.all()
        if others.filter(funder=funder).exists():
            raise CallRefusedError(_("This organisation pays for this round already: change its budget."))
        kept = budget or RoundBudget(round=held, funder_name=funder.legal_name)
        for name, value in values.items():
            setattr(kept, name, value)
        try:
            with transaction.atomic():
                kept.save()
        except IntegrityError as error:
            raise CallRefusedError(_("A budget with this name exists already in this round.")) from error
        amount = str(kept.amount) if kept.amount is not None else ""
        record_action(by=by, verb="keep_budget", target=held, funder=funder.pk, amount=amount)
        round_changed.send(CallRound, round=held, by=by)
    return kept
