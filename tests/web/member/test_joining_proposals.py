"""Asked to join a proposal: declining, leaving, coming back, and a second click on each."""

import pytest

from grappe.apps.calls.domain.notices import authors_of
from grappe.apps.calls.domain.partners import add_partner
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.calls.rules import is_tied_to
from tests.call_rows import author_of, lead_of, make_editor, make_firm, make_partner, make_proposal

pytestmark = pytest.mark.django_db

DESK = "/en/workspace/proposals/"


def state_of(partner: ProposalPartner) -> str:
    return ProposalPartner.objects.get(pk=partner.pk).state


def test_whoever_has_left_reads_the_proposal_no_more_and_is_told_so_twice(client):
    partner = make_partner(make_proposal())
    author, proposal = author_of(partner), partner.proposal
    at = f"{DESK}{proposal.pk}/"
    client.force_login(author)
    assert client.get(at).status_code == 200
    for _click in range(2):
        answer = client.post(f"{at}parts/{partner.pk}/decline/", follow=True)
        assert "takes no part any more: those who lead are told." in answer.content.decode()
    assert state_of(partner) == PartnerState.DECLINED
    for page in (at, f"{at}comments/", f"{at}parts/{partner.pk}/"):
        assert client.get(page).status_code == 404
    assert author not in authors_of(proposal)
    # What was read while writing is not unread: no seat on a committee that judges it.
    assert is_tied_to(type(author).objects.get(pk=author.pk), proposal)


def test_an_organisation_that_declined_may_join_after_all(client):
    proposal, asked = make_proposal(acronym="TANKS"), make_firm()
    partner = add_partner(proposal=proposal, organisation=asked, by=lead_of(proposal))
    client.force_login(make_editor(asked))
    assert "Join TANKS after all" not in client.get(DESK).content.decode()
    for _click in range(2):
        answer = client.post(f"{DESK}decline/{partner.pk}/", follow=True)
        assert "Declined: those who asked are told." in answer.content.decode()
    assert "Join TANKS after all" in client.get(DESK).content.decode()
    client.post(f"{DESK}join/{partner.pk}/")
    assert state_of(partner) == PartnerState.JOINED
    assert client.get(f"{DESK}{proposal.pk}/").status_code == 200


def test_a_page_left_open_declines_nothing_that_was_joined_since(client):
    proposal, asked = make_proposal(), make_firm()
    partner = add_partner(proposal=proposal, organisation=asked, by=lead_of(proposal))
    client.force_login(make_editor(asked))
    client.post(f"{DESK}join/{partner.pk}/")
    answer = client.post(f"{DESK}decline/{partner.pk}/", follow=True)
    assert "it leaves from the page of its part" in answer.content.decode()
    assert state_of(partner) == PartnerState.JOINED
