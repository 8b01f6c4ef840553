"""A crash at any point of a decision or a payment leaves the old state or the new one."""

import subprocess
import sys
import time
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from tests.funding_rows import lead_part, make_agreement, make_decision, person_of

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

DYING = """
import os, django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = {database!r}
from grappe.apps.accounts.models import User
from grappe.apps.funding.domain import {module} as domain
from grappe.apps.funding.models import {model}

def die(*_args, **_values):
    print("written", flush=True)
    os.kill(os.getpid(), 9)

domain.record_action = die
held = {model}.objects.get(pk={pk})
domain.{action}({argument}=held, by=User.objects.get(pk={by}))
"""


class PowerCutError(Exception):
    """Stands for whatever stops a process in the middle."""


def cut(*_args, **_values):
    raise PowerCutError


def die_in(module, model, action, argument, record, by):
    code = DYING.format(
        database=connection.settings_dict["NAME"],
        module=module,
        model=model,
        action=action,
        argument=argument,
        pk=record.pk,
        by=by.pk,
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=300)
    assert (ended.stdout, ended.returncode) == ("written\n", -9), ended.stderr
    wait_until_the_server_noticed()


def wait_until_the_server_noticed():
    for _attempt in range(300):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            if cursor.fetchone()[0] == 1:
                return
        time.sleep(0.1)


def drafted():
    decision = make_decision()
    by = person_of(decision.funder, *FunderDuty)
    wishes = {lead_part(decision).pk: Wish(Decimal(1000))}
    return draft_decision(decision=decision, wishes=wishes, seen=0, by=by), by


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
    die_in("decisions", "FunderDecision", "sign_decision", "decision", decision, by)
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
    die_in("payments", "PaymentOrder", "approve_payment", "order", order, other)
    order.refresh_from_db()
    assert (order.state, order.approved_by) == (PaymentState.ORDERED, None)
    assert approve_payment(order=order, by=other).state == PaymentState.APPROVED
    assert AuditEntry.objects.filter(verb="approve_payment").count() == 1
