"""A partner's aid never exceeds any ceiling, whatever the input; what is due follows the same intensity."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.call_rows import make_firm
from tests.funding_rows import lead_part, make_decision, make_funder, make_received, person_of, spend_plainly

from grappe.apps.calls.enums import AidForm
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.directory.enums import OrganisationKind
from grappe.apps.directory.models import Organisation, Shareholding
from grappe.apps.funding.bridge.ceilings import Table, Wish
from grappe.apps.funding.domain.decisions import decide
from grappe.apps.funding.domain.instruction import draft_decision
from grappe.apps.funding.enums import FunderDuty, Outcome
from grappe.apps.funding.errors import DecisionRefusedError
from grappe.apps.funding.models import AgreementLine
from grappe.apps.funding.queries.accounts import aid_due
from grappe.apps.funding.queries.granted import granted_rows

COSTS = st.fixed_dictionaries(
    dict.fromkeys(("fundamental", "industrial", "experimental", "feasibility"), st.integers(0, 2_000_000))
)
PARTNER = st.tuples(COSTS, st.sampled_from([OrganisationKind.FIRM, OrganisationKind.LABORATORY]), st.booleans())
WISH = st.tuples(st.integers(0, 1), st.decimals(0, 3_000_000, places=2), st.sampled_from(AidForm.values))


@pytest.mark.django_db
@settings(max_examples=12)
@given(st.lists(PARTNER, min_size=2, max_size=2), st.lists(st.lists(WISH, max_size=3), min_size=1, max_size=3))
def test_no_ceiling_is_ever_passed_whatever_is_asked(partners, wishes):
    with transaction.atomic():
        proposal = make_received(partners=2)
        rows = list(proposal.partners.all())
        for row, (costs, kind, is_economic) in zip(rows, partners, strict=True):
            Organisation.objects.filter(pk=row.organisation_id).update(kind=kind)
            ProposalPartner.objects.filter(pk=row.pk).update(is_economic=is_economic)
            spend_plainly(row, costs)
        for asked in wishes:
            ask(proposal, {rows[index].pk: Wish(amount, form) for index, amount, form in asked})
        table = Table(proposal, proposal.submitted_at.date())
        assert table.answer().within
        for row in granted_rows(partner__proposal=proposal):
            assert row.amount <= table.costs[row.partner, row.nature]
        transaction.set_rollback(True)


def ask(proposal, wishes):
    """A funder asks for anything; what passes a ceiling is refused."""
    decision = make_decision(proposal, make_funder())
    by = person_of(decision.funder)
    try:
        with transaction.atomic():
            held = draft_decision(decision=decision, wishes=wishes, seen=0, by=by)
            decide(decision=held, outcome=Outcome.GRANTED, by=by)
    except DecisionRefusedError:
        decision.refresh_from_db()
        assert (decision.outcome, decision.amounts.count()) == ("", 0)


@pytest.mark.django_db
def test_de_minimis_given_to_a_sister_firm_counts_and_only_once():
    parent, *firms = (make_firm() for _ in range(3))
    for firm in firms:
        Shareholding.objects.create(owner=parent, owned=firm, capital_share=60, voting_share=60, provenance={})
    elsewhere = make_decision(make_received(lead=firms[0]))
    by, wish = person_of(elsewhere.funder, *FunderDuty), Wish(Decimal(50_000), AidForm.DE_MINIMIS)
    spend_plainly(lead_part(elsewhere), {"industrial": 900_000})
    drafted = draft_decision(decision=elsewhere, wishes={lead_part(elsewhere).pk: wish}, seen=0, by=by)
    decide(decision=drafted, outcome=Outcome.GRANTED, by=by)
    other = make_decision(make_received(lead=firms[1]))
    spend_plainly(lead_part(other), {"industrial": 900_000})
    by, part = person_of(other.funder), lead_part(other).pk
    with pytest.raises(DecisionRefusedError, match="at most 250,000"):
        draft_decision(decision=other, wishes={part: Wish(Decimal(250_001), AidForm.DE_MINIMIS)}, seen=0, by=by)
    assert draft_decision(decision=other, wishes={part: Wish(Decimal(250_000), AidForm.DE_MINIMIS)}, seen=0, by=by)


@given(
    st.decimals(1, 5_000_000, places=2),
    st.lists(st.decimals(0, 1, places=4), min_size=1, max_size=4),
    st.decimals(0, 9_000_000, places=2),
)
def test_what_is_due_keeps_the_agreed_share_of_accepted_costs(cost, shares, accepted):
    """Funders who together stay within the costs stay within the accepted costs too."""
    total = max(Decimal(1), sum(shares, Decimal(0)))
    agreed = [(cost * share / total).quantize(Decimal("0.01"), "ROUND_DOWN") for share in shares]
    lines = [AgreementLine(cost=cost, aid=aid) for aid in agreed]
    due = [aid_due(line, accepted) for line in lines]
    assert all(0 <= one <= line.aid for one, line in zip(due, lines, strict=True))
    assert sum(due) * cost <= sum(line.aid for line in lines) * min(accepted, cost)
