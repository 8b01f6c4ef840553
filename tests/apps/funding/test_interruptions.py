"""A crash at any point of a decision or a payment leaves the old state or the new one."""

from decimal import Decimal
from uuid import uuid4

import pytest
from tests.funding_rows import lead_part, make_agreement, make_decision, person_of
from tests.power_cuts import PowerCutError, cut, cut_at_each_statement, die_in

from grappe.apps.accounts.models import AuditEntry
from grappe.apps.funding.bridge.ceilings import Wish
from grappe.apps.funding.domain import decisions, payments
from grappe.apps.funding.domain.decisions import decide, sign_decision
from grappe.apps.funding.domain.instruction import draft_decision
from grappe.apps.funding.domain.payments import approve_payment, order_payment, prepare_payment
from grappe.apps.funding.enums import DecisionState, FunderDuty, Outcome, PaymentState
from grappe.apps.funding.events import decision_signed
from grappe.apps.funding.models import FundingLetter

pytestmark = pytest.mark.django_db(transaction=True)


def drafted():
    decision = make_decision()
    by = person_of(decision.funder, *FunderDuty)
    wishes = {lead_part(decision).pk: Wish(Decimal(1000))}
    return draft_decision(decision=decision, wishes=wishes, seen=0, by=by), by


def seen(decision):
    decision.refresh_from_db()
    letters, entries = FundingLetter.objects.count(), AuditEntry.objects.count()
    return decision.state, decision.outcome, decision.decided_by_id, decision.amounts.count(), letters, entries


def test_a_decision_or_a_signature_cut_off_at_any_statement_leaves_the_old_state():
    decision, by = drafted()
    before = seen(decision)
    for _cut in cut_at_each_statement(lambda: decide(decision=decision, outcome=Outcome.GRANTED, by=by)):
        assert seen(decision) == before
    before = seen(decision)
    assert before[:2] == (DecisionState.DECIDED, Outcome.GRANTED)
    for _cut in cut_at_each_statement(lambda: sign_decision(decision=decision, by=by)):
        assert seen(decision) == before
    assert seen(decision)[0] == DecisionState.SIGNED


def test_a_payment_cut_off_at_any_statement_of_either_approval_leaves_the_old_state():
    agreement = make_agreement()
    partner, by = lead_part(agreement.decision), person_of(agreement.decision.funder)
    order = prepare_payment(
        agreement=agreement, partner=partner, amount=Decimal(10), key=uuid4(), is_advance=True, by=by
    )
    other = person_of(agreement.decision.funder)
    steps = ((order_payment, by, PaymentState.ORDERED), (approve_payment, other, PaymentState.APPROVED))
    for approve, person, reached in steps:
        before = (order.state, AuditEntry.objects.count())
        for _cut in cut_at_each_statement(lambda approve=approve, person=person: approve(order=order, by=person)):
            order.refresh_from_db()
            assert (order.state, AuditEntry.objects.count()) == before
        order.refresh_from_db()
        assert order.state == reached


def test_a_decision_cut_off_is_not_taken_and_can_be_taken_again(monkeypatch):
    decision, by = drafted()
    with monkeypatch.context() as patched:
        patched.setattr(decisions, "record_action", cut)
        with pytest.raises(PowerCutError):
            decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    decision.refresh_from_db()
    assert (decision.state, decision.outcome) == (DecisionState.INSTRUCTION, "")
    decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    assert AuditEntry.objects.filter(verb="decide_funding").count() == 1


@pytest.mark.parametrize("step", ["write_letter", "record_action", "tell_consortium"])
def test_a_signature_cut_off_anywhere_leaves_no_letter_and_no_mail(monkeypatch, step):
    decision, by = drafted()
    decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    with monkeypatch.context() as patched:
        patched.setattr(decisions, step, cut)
        with pytest.raises(PowerCutError):
            sign_decision(decision=decision, by=by)
    decision.refresh_from_db()
    assert (decision.state, FundingLetter.objects.count()) == (DecisionState.DECIDED, 0)
    assert sign_decision(decision=decision, by=by).state == DecisionState.SIGNED


def test_a_receiver_that_fails_takes_the_signature_back():
    decision, by = drafted()
    decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    decision_signed.connect(cut)
    try:
        with pytest.raises(PowerCutError):
            sign_decision(decision=decision, by=by)
    finally:
        decision_signed.disconnect(cut)
    decision.refresh_from_db()
    assert (decision.state, FundingLetter.objects.count()) == (DecisionState.DECIDED, 0)


def test_a_process_killed_while_it_signs_has_signed_nothing():
    decision, by = drafted()
    decide(decision=decision, outcome=Outcome.GRANTED, by=by)
    die_in("sign_decision", decision, by, app="funding", module="decisions", argument="decision")
    decision.refresh_from_db()
    assert (decision.state, FundingLetter.objects.count()) == (DecisionState.DECIDED, 0)
    assert sign_decision(decision=decision, by=by).state == DecisionState.SIGNED


def test_a_payment_cut_off_or_killed_at_its_second_approval_has_one_approval(monkeypatch):
    agreement = make_agreement()
    partner, by = lead_part(agreement.decision), person_of(agreement.decision.funder)
    order = prepare_payment(
        agreement=agreement, partner=partner, amount=Decimal(10), key=uuid4(), is_advance=True, by=by
    )
    order, other = order_payment(order=order, by=by), person_of(agreement.decision.funder)
    with monkeypatch.context() as patched:
        patched.setattr(payments, "record_action", cut)
        with pytest.raises(PowerCutError):
            approve_payment(order=order, by=other)
    die_in("approve_payment", order, other, app="funding", module="payments", argument="order")
    order.refresh_from_db()
    assert (order.state, order.approved_by) == (PaymentState.ORDERED, None)
    assert approve_payment(order=order, by=other).state == PaymentState.APPROVED
    assert AuditEntry.objects.filter(verb="approve_payment").count() == 1
