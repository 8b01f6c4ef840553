"""Each funder decides on its own calendar, within ceilings and budgets, or its silence decides."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from tests.call_rows import make_firm, make_round
from tests.funding_rows import (
    lead_part,
    make_budget,
    make_decision,
    make_funder,
    make_granted,
    make_received,
    person_of,
)

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.calls.domain.calls import move_round
from grappe.apps.calls.domain.proposals import withdraw_proposal
from grappe.apps.calls.enums import RoundState
from grappe.apps.calls.models import AidRate
from grappe.apps.directory.models import EditorMandate
from grappe.apps.funding.bridge.ceilings import Wish, rooms_of
from grappe.apps.funding.domain.decisions import apply_silences, decide, sign_decision
from grappe.apps.funding.domain.instruction import ask_document, draft_decision, receive_document
from grappe.apps.funding.enums import DecisionState, FunderDuty, Outcome, SilenceEffect
from grappe.apps.funding.errors import AboveCeilingError, DecisionRefusedError
from grappe.apps.funding.models import FunderDecision, FundingLetter, SilenceRule
from grappe.apps.funding.queries.clocks import clock_of, months_after, rule_for

pytestmark = pytest.mark.django_db


def draft(decision, amount, **more):
    by = person_of(decision.funder)
    wishes = {lead_part(decision).pk: Wish(Decimal(amount))}
    return draft_decision(decision=decision, wishes=wishes, seen=decision.revision, by=by, **more)


def make_rule(effect=SilenceEffect.REFUSE, **values):
    words = {"text_fr": "Le silence vaut rejet.", "text_en": "Silence refuses.", "source": "a law"}
    return SilenceRule.objects.create(effect=effect, **({"months": 2} | words | values))


def test_a_funder_grants_signs_and_the_consortium_reads_a_letter():
    held = make_granted()
    assert (held.state, held.outcome) == (DecisionState.SIGNED, Outcome.GRANTED)
    letter = FundingLetter.objects.get()
    assert letter.content["amounts"] == [[held.proposal.lead.legal_name, "40000.00"]]
    assert {"decide_funding", "sign_decision"} <= set(AuditEntry.objects.values_list("verb", flat=True))


def test_a_signed_decision_is_never_rewritten():
    held = make_granted()
    with pytest.raises(DatabaseError, match="update"), transaction.atomic():
        FunderDecision.objects.filter(pk=held.pk).update(reasons="x")
    assert sign_decision(decision=held, by=held.signed_by).signed_at == held.signed_at
    assert FundingLetter.objects.count() == 1


def test_no_amount_passes_the_intensity_and_the_refusal_says_which():
    decision = make_decision()
    with pytest.raises(AboveCeilingError, match="at most 50,000") as refusal:
        draft(decision, 50_001)
    assert any("intensity" in reason for reason in refusal.value.reasons)
    assert draft(decision, 50_000).amounts.get().amount == 50_000


def test_two_funders_together_stay_under_the_ceiling():
    first = make_granted(amount=40_000)
    second = make_decision(first.proposal, make_funder())
    room = rooms_of(second.proposal, funder=second.funder_id, on=timezone.localdate(), but=second.pk)[0]
    assert (room.ceiling, room.elsewhere, room.left) == (50_000, 40_000, 10_000)
    with pytest.raises(AboveCeilingError):
        draft(second, 10_001)


def test_what_was_prepared_is_computed_anew_when_it_is_decided():
    first = make_decision()
    second = make_decision(first.proposal, make_funder())
    first, second = draft(first, 40_000), draft(second, 40_000)
    decide(decision=first, outcome=Outcome.GRANTED, by=person_of(first.funder))
    with pytest.raises(AboveCeilingError):
        decide(decision=second, outcome=Outcome.GRANTED, by=person_of(second.funder))


def test_the_call_s_own_rate_is_a_ceiling_too():
    decision = make_decision()
    AidRate.objects.create(call=decision.proposal.round.call, beneficiary="large", rate="0.25", source="notice")
    with pytest.raises(AboveCeilingError, match="25,000"):
        draft(decision, 30_000)


def test_a_budget_is_not_spent_twice():
    one = make_decision(make_received(partners=2))
    make_budget(one.proposal, one.funder, 60_000)
    make_granted(one, 40_000)
    other = make_decision(make_received(one.proposal.round), one.funder)
    with pytest.raises(DecisionRefusedError, match="lacks 10,000"):
        draft(other, 30_000)


def test_a_refusal_has_its_reasons():
    decision = make_decision()
    by = person_of(decision.funder)
    with pytest.raises(DecisionRefusedError, match="reasons"):
        decide(decision=decision, outcome=Outcome.REFUSED, by=by)
    held = decide(decision=decision, outcome=Outcome.REFUSED, reasons="No market.", by=by)
    assert decide(decision=held, outcome=Outcome.REFUSED, reasons="No market.", by=by).decided_on == held.decided_on
    with pytest.raises(DecisionRefusedError, match="decided"):
        decide(decision=held, outcome=Outcome.GRANTED, by=by)


def test_who_is_tied_to_a_partner_decides_nothing():
    decision = make_decision()
    by = person_of(decision.funder, FunderDuty.SIGNATORY)
    assert by.has_perm("funding.decide", decision)
    EditorMandate.objects.create(user=by, organisation=decision.proposal.lead)
    by = type(by).objects.get(pk=by.pk)
    assert not by.has_perm("funding.decide", decision)
    with pytest.raises(DecisionRefusedError, match="tied"):
        decide(decision=decision, outcome=Outcome.REFUSED, reasons="No.", by=by)


def test_nobody_sees_another_funder_s_draft():
    decision = draft(make_decision(), 10_000)
    mine, other = person_of(decision.funder), person_of(make_funder())
    lead = lead_part(decision).authors.get().user
    seeing = [user.has_perm("funding.see_decision", decision) for user in (mine, other, lead)]
    assert seeing == [True, False, False]
    assert not lead.has_perm("funding.read_letter", decision)
    signed = make_granted(make_decision(decision.proposal, make_funder()), 10_000)
    assert lead.has_perm("funding.read_letter", signed)
    assert not other.has_perm("funding.see_decision", signed)


def test_the_review_of_a_round_opens_a_file_for_each_funder_and_a_withdrawal_drops_it():
    held = make_round(state=RoundState.ANNOUNCED)
    proposal = make_received(held)
    make_budget(proposal, make_funder(), 10)
    make_budget(proposal, make_funder(), 20)
    move_round(round=held, state=RoundState.IN_REVIEW, by=None)
    assert proposal.decisions.count() == 2
    withdraw_proposal(proposal=proposal, reason="", by=lead_part(proposal.decisions.first()).authors.get().user)
    assert set(proposal.decisions.values_list("state", flat=True)) == {DecisionState.DROPPED}


def test_silence_refuses_after_the_last_day_and_not_before():
    make_rule()
    decision = make_decision()
    clock = clock_of(decision)
    assert clock.due_on == months_after(decision.received_on, 2)
    assert apply_silences(today=clock.due_on) == (0, 0)
    assert apply_silences(today=clock.due_on + timedelta(days=1)) == (1, 0)
    decision.refresh_from_db()
    assert (decision.state, decision.outcome, decision.is_by_silence) == (DecisionState.SIGNED, Outcome.REFUSED, True)
    assert apply_silences(today=clock.due_on + timedelta(days=9)) == (0, 0)


def test_silence_that_accepts_grants_what_was_prepared_and_leaves_the_rest_to_people():
    make_rule(SilenceEffect.ACCEPT, months=0, days=5)
    prepared, bare = draft(make_decision(), 10_000), make_decision()
    late = clock_of(prepared).due_on + timedelta(days=1)
    assert apply_silences(today=late) == (1, 1)
    prepared.refresh_from_db()
    bare.refresh_from_db()
    assert (prepared.outcome, bare.state) == (Outcome.GRANTED, DecisionState.INSTRUCTION)


def test_the_clock_stands_still_while_a_document_is_missing():
    make_rule()
    decision = make_decision()
    by, day = person_of(decision.funder), decision.received_on
    first = clock_of(decision).due_on
    ask_document(decision=decision, document="Accounts", on=day, by=by)
    assert clock_of(decision).is_stopped
    assert apply_silences(today=day + timedelta(days=900)) == (0, 0)
    receive_document(decision=decision, on=day + timedelta(days=12), by=by)
    assert clock_of(decision).due_on == first + timedelta(days=12)


def test_the_most_particular_rule_of_the_day_applies():
    decision = make_decision()
    call, funder, day = decision.proposal.round.call, decision.funder, decision.received_on
    general = make_rule()
    make_rule(valid_until=day - timedelta(days=1), call=call, funder=funder)
    assert rule_for(call, funder, day) == general
    of_funder = make_rule(funder=funder)
    assert rule_for(call, funder, day) == of_funder
    of_call = make_rule(call=call)
    assert rule_for(call, funder, day) == of_call


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [(date(2026, 12, 31), 2, date(2027, 2, 28)), (date(2026, 1, 15), 12, date(2027, 1, 15))],
)
def test_months_end_on_the_last_day_there_is(day, months, last):
    assert months_after(day, months) == last


def test_an_unknown_firm_has_no_better_size():
    assert make_firm().size_category == ""
