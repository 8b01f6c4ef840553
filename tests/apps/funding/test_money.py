"""Agreements, payments under two hands, claims, recoveries, closing."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.funding_rows import lead_part, make_agreement, make_decision, make_funder, make_granted, person_of

from grappe.apps.funding.bridge.ceilings import Wish
from grappe.apps.funding.domain.agreements import amend_agreement, prepare_agreement
from grappe.apps.funding.domain.cost_claims import Judgement, judge_claim, submit_claim
from grappe.apps.funding.domain.payments import approve_payment, cancel_payment, order_payment, prepare_payment
from grappe.apps.funding.domain.recoveries import ask_recovery, close_agreement, settle_recovery
from grappe.apps.funding.enums import AgreementState, FunderDuty, RecoveryState
from grappe.apps.funding.errors import (
    AboveCeilingError,
    AgreementRefusedError,
    CostClaimRefusedError,
    PaymentRefusedError,
    RecoveryRefusedError,
)
from grappe.apps.funding.models import PaymentOrder
from grappe.apps.funding.queries.accounts import account_of
from grappe.apps.projects.models import FundingLine, Project

pytestmark = pytest.mark.django_db
PERSONNEL = ("personnel", "industrial")


@pytest.fixture
def agreed():
    agreement = make_agreement()
    return agreement, lead_part(agreement.decision), person_of(agreement.decision.funder, *FunderDuty)


def claim(agreement, partner, amount, accepted=None, year=2027):
    by = partner.authors.get().user
    held = submit_claim(
        agreement=agreement,
        partner=partner,
        costs={PERSONNEL: Decimal(amount)},
        begins_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        key=uuid4(),
        by=by,
    )
    taken = Decimal(amount if accepted is None else accepted)
    judged = {held.costs.get().pk: Judgement(taken, "" if taken == amount else "No proof.")}
    return judge_claim(claim=held, judgements=judged, by=person_of(agreement.decision.funder))


def pay(agreement, partner, amount, **more):
    first, second = (person_of(agreement.decision.funder, *FunderDuty) for _ in range(2))
    order = prepare_payment(agreement=agreement, partner=partner, amount=Decimal(amount), key=uuid4(), by=first, **more)
    return approve_payment(order=order_payment(order=order, by=first), by=second)


def test_a_signed_agreement_makes_the_public_project_with_its_funding_lines(agreed):
    agreement, partner, _by = agreed
    assert agreement.state == AgreementState.SIGNED
    project = Project.objects.get(reference=agreement.decision.proposal.reference)
    assert (project.public_aid, project.starts_on) == (40_000, agreement.starts_on)
    line = FundingLine.objects.get(participation__project=project)
    assert (line.funder, line.amount, line.participation.organisation) == (
        agreement.decision.funder,
        40_000,
        partner.organisation,
    )


def test_a_second_funder_adds_its_line_to_the_same_project(agreed):
    agreement, _partner, _by = agreed
    make_agreement(make_granted(make_decision(agreement.decision.proposal, make_funder()), 10_000))
    project = Project.objects.get(reference=agreement.decision.proposal.reference)
    assert (project.public_aid, FundingLine.objects.filter(participation__project=project).count()) == (50_000, 2)


def test_an_agreement_is_prepared_once_and_after_a_grant_only():
    granted = make_granted()
    by, days = person_of(granted.funder), {"starts_on": date(2027, 1, 1), "ends_on": date(2028, 1, 1)}
    first = prepare_agreement(decision=granted, by=by, **days)
    assert prepare_agreement(decision=granted, by=by, **days) == first
    with pytest.raises(AgreementRefusedError, match="signed decision"):
        prepare_agreement(decision=make_decision(), by=by, **days)


def test_an_amendment_stays_under_the_ceiling_and_the_next_funder_counts_with_it(agreed):
    agreement, partner, by = agreed

    def amend(amount):
        return amend_agreement(
            agreement=agreement,
            number=1,
            wishes={partner.pk: Wish(Decimal(amount))},
            ends_on=agreement.ends_on,
            reasons="More work.",
            signed_on=date(2027, 6, 1),
            by=by,
        )

    with pytest.raises(AboveCeilingError):
        amend(50_001)
    first = amend(48_000)
    assert amend(48_000) == first
    assert agreement.lines.get().aid == 48_000
    with pytest.raises(AboveCeilingError):
        make_granted(make_decision(agreement.decision.proposal, make_funder()), 2_001)


def test_a_payment_needs_two_people(agreed):
    agreement, partner, by = agreed
    order = prepare_payment(
        agreement=agreement, partner=partner, amount=Decimal(1000), key=uuid4(), is_advance=True, by=by
    )
    with pytest.raises(PaymentRefusedError, match="after a first"):
        approve_payment(order=order, by=by)
    order = order_payment(order=order, by=by)
    with pytest.raises(PaymentRefusedError, match="somebody else"):
        approve_payment(order=order, by=by)
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(state="approved", approved_by=by, approved_at=order.ordered_at)
    other = person_of(agreement.decision.funder, FunderDuty.PAYER)
    paid = approve_payment(order=order, by=other)
    assert approve_payment(order=order, by=other).approved_at == paid.approved_at
    with pytest.raises(PaymentRefusedError, match="has left"):
        cancel_payment(order=paid, reason="x", by=by)


def test_an_advance_then_what_accepted_costs_make_due(agreed):
    agreement, partner, _by = agreed
    with pytest.raises(PaymentRefusedError, match="12,000"):
        pay(agreement, partner, 12_001, is_advance=True)
    pay(agreement, partner, 12_000, is_advance=True)
    with pytest.raises(PaymentRefusedError):
        pay(agreement, partner, 1)
    claim(agreement, partner, 50_000)
    assert account_of(agreement, partner).payable == 8_000
    pay(agreement, partner, 8_000)
    claim(agreement, partner, 500_000, year=2028)
    assert account_of(agreement, partner).due == 40_000


def test_the_same_form_sent_twice_is_one_order(agreed):
    agreement, partner, by = agreed
    key = uuid4()
    orders = {
        prepare_payment(agreement=agreement, partner=partner, amount=Decimal(10), key=key, is_advance=True, by=by).pk
        for _ in range(2)
    }
    assert len(orders) == 1


def test_the_database_refuses_more_than_was_agreed_whatever_the_code(agreed):
    agreement, partner, by = agreed
    with pytest.raises(IntegrityError, match="payments_within_the_agreement"), transaction.atomic():
        PaymentOrder.objects.create(
            agreement=agreement,
            partner=partner,
            key=uuid4(),
            amount=40_001,
            prepared_by=by,
        )


def test_a_refused_cost_has_its_reason_and_days_are_claimed_once(agreed):
    agreement, partner, by = agreed
    held = submit_claim(
        agreement=agreement,
        partner=partner,
        costs={PERSONNEL: Decimal(10)},
        begins_on=date(2027, 1, 1),
        ends_on=date(2027, 1, 31),
        key=uuid4(),
        by=by,
    )
    judged = {held.costs.get().pk: Judgement(Decimal(5))}
    with pytest.raises(CostClaimRefusedError, match="why"):
        judge_claim(claim=held, judgements=judged, by=by)
    with pytest.raises(CostClaimRefusedError, match="claimed already"):
        claim(agreement, partner, 10)


def test_money_paid_in_excess_is_asked_back_and_the_agreement_closes_to_the_cent(agreed):
    agreement, partner, by = agreed
    pay(agreement, partner, 12_000, is_advance=True)
    claim(agreement, partner, 25_000)
    with pytest.raises(AgreementRefusedError, match="2,000 € were paid in excess"):
        close_agreement(agreement=agreement, by=by)
    with pytest.raises(RecoveryRefusedError, match="12,000"):
        ask_recovery(agreement=agreement, partner=partner, amount=Decimal(12_001), reasons="x", key=uuid4(), by=by)
    asked = ask_recovery(agreement=agreement, partner=partner, amount=Decimal(2000), reasons="x", key=uuid4(), by=by)
    with pytest.raises(AgreementRefusedError, match="not settled"):
        close_agreement(agreement=agreement, by=by)
    settle_recovery(recovery=asked, state=RecoveryState.REPAID, by=by)
    assert close_agreement(agreement=agreement, by=by).state == AgreementState.CLOSED
    with pytest.raises(PaymentRefusedError):
        pay(agreement, partner, 1)
