"""Asked to join a proposal: declining, leaving, coming back, and a second click on each."""

import re

import pytest
from allauth.account.models import EmailAddress
from procrastinate.contrib.django.models import ProcrastinateJob

from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.invitations import invite_author
from grappe.apps.calls.domain.notices import authors_of
from grappe.apps.calls.domain.partners import add_partner
from grappe.apps.calls.enums import PartnerState
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.calls.rules import is_tied_to
from tests.call_rows import author_of, lead_of, make_editor, make_firm, make_partner, make_proposal
from tests.factories import make_user

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


def invited_by_letter(partner: ProposalPartner, user: User) -> str:
    """The address that the letter to this person gives."""
    invite_author(partner=partner, email=user.email, by=lead_of(partner.proposal))
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True})
    body = letters_to(user)[-1]["body"]
    return f"{DESK}{re.search(r'invitations/[^/]+/', body)[0]}"


def letters_to(user: User) -> list[dict[str, str]]:
    rows = ProcrastinateJob.objects.filter(task_name="accounts.send_letter", args__address=user.email)
    return [one.args for one in rows.order_by("pk")]


def test_the_page_of_an_invitation_says_what_it_is_about_and_then_that_it_is_answered(client):
    proposal = make_proposal(acronym="TANKS", title_en="Hydrogen tanks")
    partner = add_partner(proposal=proposal, organisation=make_firm("Cordelane"), by=lead_of(proposal))
    invited, other = make_user(), make_user()
    at = invited_by_letter(partner, invited)
    client.force_login(other)
    for answer in ({"decline": "1"}, {}):
        assert "sent to another address" in client.post(at, answer).content.decode()
    client.force_login(invited)
    shown = client.get(at).content.decode()
    for words in ("Hydrogen tanks", proposal.lead.legal_name, "If you decline, Cordelane takes no part"):
        assert words in shown
    answer = client.post(at, {"decline": "1"}, follow=True)
    assert "Declined: those who asked are told." in answer.content.decode()
    assert letters_to(lead_of(proposal))[-1]["subject"] == "[Grappe] Cordelane ne participe pas à TANKS"
    for again in (client.get(at), client.post(at, {"decline": "1"})):
        assert again.status_code == 404
        assert "This invitation is answered, taken back or too old." in again.content.decode()
    assert state_of(partner) == PartnerState.DECLINED


def test_an_invitation_taken_up_leads_to_the_part_and_who_invited_is_told_of_each_author(client):
    partner = make_partner(make_proposal(acronym="TANKS"))
    lead, writing, declining = lead_of(partner.proposal), make_user(), make_user()
    places = {one: invited_by_letter(partner, one) for one in (writing, declining)}
    client.force_login(writing)
    for _click in range(2):
        assert client.post(places[writing]).url == f"{DESK}{partner.proposal_id}/parts/{partner.pk}/"
    assert letters_to(lead)[-1]["subject"] == f"[Grappe] {writing.email} accepte de rédiger dans TANKS"
    client.force_login(declining)
    assert "takes no part in this proposal" not in client.get(places[declining]).content.decode()
    client.post(places[declining], {"decline": "1"})
    assert letters_to(lead)[-1]["subject"] == f"[Grappe] {declining.email} ne souhaite pas rédiger dans TANKS"
    assert state_of(partner) == PartnerState.JOINED
