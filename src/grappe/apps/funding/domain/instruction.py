"""A funder instructs: files opened, documents asked for, amounts and conditions prepared."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import RECEIVED
from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.directory.models import Organisation
from grappe.apps.funding.bridge.ceilings import Laid, Wish, lay_amounts
from grappe.apps.funding.domain.budgets import require_within_budget
from grappe.apps.funding.domain.locking import lock_decision, lock_money_of
from grappe.apps.funding.enums import DecisionState
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.apps.funding.models import DecisionAmount, DecisionPause, FunderDecision
from grappe.apps.funding.queries.clocks import rule_for


def open_decision(*, proposal: Proposal, funder: Organisation, by: User | None) -> FunderDecision:
    """Open a funder's file on a received proposal; twice changes nothing. The legal clock counts from its receipt."""
    with recorded(by=by, verb="open_decision"):
        held = lock_money_of(proposal)
        if held.state not in RECEIVED or held.submitted_at is None:
            raise DecisionRefusedError(_("Only a proposal that was received can be decided on."))
        day = timezone.localdate(held.submitted_at)
        decision, made = FunderDecision.objects.get_or_create(
            proposal=held,
            funder=funder,
            defaults={"received_on": day, "rule": rule_for(held.round.call, funder, day)},
        )
        if made:
            record_action(by=by, verb="open_decision", target=decision, proposal=held.reference, funder=funder.pk)
    return decision


def open_decisions(*, round: CallRound, by: User | None) -> int:  # noqa: A002
    """Open the file of every funder of a round on every proposal received; returns how many there are now."""
    budgets = round.budgets.exclude(funder=None).select_related("funder")
    with recorded(by=by, verb="open_decisions"):
        for proposal in round.proposals.filter(state__in=RECEIVED):
            for budget in budgets:
                if budget.funder is not None:
                    open_decision(proposal=proposal, funder=budget.funder, by=by)
    return FunderDecision.objects.filter(proposal__round=round).count()


def require_instruction(held: FunderDecision) -> None:
    if held.state != DecisionState.INSTRUCTION:
        raise DecisionRefusedError(_("This file is decided or without object: nothing in it changes any more."))


def draft_decision(
    *,
    decision: FunderDecision,
    wishes: Mapping[int, Wish],
    conditions: str = "",
    reasons: str = "",
    seen: int,
    by: User,
) -> FunderDecision:
    """Keep the amounts by partner and the words of a decision to come; an amount above a ceiling is refused."""
    with recorded(by=by, verb="draft_decision"):
        held = lock_decision(decision)
        require_instruction(held)
        if held.revision != seen:
            raise DecisionRefusedError(_("Somebody changed this file after you read it: read it again, then save."))
        today = timezone.localdate()
        laid = lay_amounts(held.proposal, wishes, funder=held.funder_id, on=today, but=held.pk)
        require_within_budget(held, laid)
        replace_amounts(held, laid)
        held.conditions, held.reasons = conditions, reasons
        held.revision += 1
        held.save(update_fields=["conditions", "reasons", "revision", "updated_at"])
        record_action(
            by=by, verb="draft_decision", target=held, amounts={str(pk): str(w.amount) for pk, w in wishes.items()}
        )
    return held


def replace_amounts(held: FunderDecision, laid: list[Laid]) -> None:
    held.amounts.all().delete()
    DecisionAmount.objects.bulk_create(
        DecisionAmount(decision=held, partner_id=one.partner, nature=one.nature, form=one.form, amount=one.amount)
        for one in laid
    )


def ask_document(*, decision: FunderDecision, document: str, on: date | None = None, by: User) -> DecisionPause:
    """Ask for a missing document: the legal clock stands still until it is there."""
    with recorded(by=by, verb="ask_document"):
        held = lock_decision(decision)
        require_instruction(held)
        if not document.strip():
            raise DecisionRefusedError(_("Name the missing document."))
        if held.pauses.filter(received_on=None).exists():
            raise DecisionRefusedError(_("A document is asked for already: the clock stands still."))
        day = on or timezone.localdate()
        pause = DecisionPause.objects.create(decision=held, document=document, asked_on=day, asked_by=by)
        record_action(by=by, verb="ask_document", target=held, document=document)
    return pause


def receive_document(*, decision: FunderDecision, on: date | None = None, by: User) -> FunderDecision:
    """The missing document is there: the clock goes on."""
    with recorded(by=by, verb="receive_document"):
        held = lock_decision(decision)
        pause = held.pauses.filter(received_on=None).first()
        if pause is None:
            return held
        pause.received_on = on or timezone.localdate()
        if pause.received_on < pause.asked_on:
            raise DecisionRefusedError(_("A document is not received before it is asked for: correct the day."))
        pause.save(update_fields=["received_on"])
        record_action(by=by, verb="receive_document", target=held, document=pause.document)
    return held


def drop_decisions(*, proposal: Proposal, by: User | None) -> int:
    """The consortium has withdrawn its proposal: files still being instructed are without object."""
    with recorded(by=by, verb="drop_decisions"):
        waiting = FunderDecision.objects.filter(proposal=proposal, state=DecisionState.INSTRUCTION)
        dropped = list(waiting.select_for_update(of=("self",)))
        for held in dropped:
            held.amounts.all().delete()
            held.state = DecisionState.DROPPED
            held.save(update_fields=["state", "updated_at"])
            record_action(by=by, verb="drop_decision", target=held)
    return len(dropped)
