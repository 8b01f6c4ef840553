"""The life of a proposal: opened, described by two people, withdrawn, decided."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.call_rows import lead_of, make_call, make_editor, make_firm, make_proposal, make_round, submitted

from grappe.apps.calls.domain.proposals import (
    ChangedMeanwhileError,
    describe_proposal,
    open_proposal,
    record_outcome,
    withdraw_proposal,
)
from grappe.apps.calls.enums import PartnerState, ProposalState
from grappe.apps.calls.errors import (
    AlreadyDecidedError,
    ProposalLockedError,
    ProposalRefusedError,
    RoundNotOpenError,
)
from grappe.apps.calls.models import Proposal

pytestmark = pytest.mark.django_db


def test_the_lead_opens_a_draft_of_its_own():
    firm = make_firm()
    editor = make_editor(firm)
    held = make_round(slug="fui-30")
    first = make_proposal(held, by=editor, lead=firm)
    second = make_proposal(held, by=editor, lead=firm)

    assert (first.reference, second.reference) == ("FUI-30-0001", "FUI-30-0002")
    partner = first.partners.get()
    assert (partner.organisation, partner.is_lead, partner.state) == (firm, True, PartnerState.JOINED)
    assert editor.has_perm("calls.see_proposal", first)
    assert not make_editor(make_firm()).has_perm("calls.see_proposal", first)


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-2, -1)])
def test_no_proposal_is_opened_outside_the_round(opens, closes):
    now = timezone.now()
    held = make_round(opens_at=now + timedelta(hours=opens), closes_at=now + timedelta(hours=closes))
    with pytest.raises(RoundNotOpenError):
        make_proposal(held)
    assert not Proposal.objects.exists()


def test_a_call_takes_the_languages_it_names():
    firm, held = make_firm(), make_round(make_call(languages=["fr"]))
    with pytest.raises(ProposalRefusedError, match="language"):
        open_proposal(round=held, lead=firm, acronym="A", language="en", by=make_editor(firm))


def test_who_writes_from_an_older_reading_is_shown_what_stands():
    proposal = make_proposal()
    by = lead_of(proposal)
    describe_proposal(proposal=proposal, values={"title_fr": "Un"}, seen=0, by=by)

    with pytest.raises(ChangedMeanwhileError) as refusal:
        describe_proposal(proposal=proposal, values={"title_fr": "Deux"}, seen=0, by=by)

    assert refusal.value.held == {"title_fr": "Un"}
    again = describe_proposal(proposal=proposal, values={"title_fr": "Deux"}, seen=refusal.value.revision, by=by)
    assert again.title_fr == "Deux"


def test_a_submitted_proposal_is_not_written_in():
    proposal = make_proposal()
    submitted(proposal)
    with pytest.raises(ProposalLockedError):
        describe_proposal(proposal=proposal, values={"title_fr": "Deux"}, seen=0, by=lead_of(proposal))


def test_a_proposal_is_withdrawn_once():
    proposal = make_proposal()
    by = lead_of(proposal)
    assert withdraw_proposal(proposal=proposal, reason="sans suite", by=by).state == ProposalState.WITHDRAWN
    with pytest.raises(AlreadyDecidedError):
        withdraw_proposal(proposal=proposal, reason="encore", by=by)


def test_only_a_received_proposal_is_decided_on_and_a_refusal_says_why():
    proposal = make_proposal()
    with pytest.raises(ProposalRefusedError, match="received"):
        record_outcome(proposal=proposal, state=ProposalState.SELECTED, by=None)
    submitted(proposal)
    with pytest.raises(ProposalRefusedError, match="Say why"):
        record_outcome(proposal=proposal, state=ProposalState.REFUSED, by=None)
    assert record_outcome(proposal=proposal, state=ProposalState.SELECTED, by=None).state == ProposalState.SELECTED
