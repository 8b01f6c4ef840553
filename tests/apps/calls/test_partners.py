"""Each partner writes and signs its own part."""

from datetime import date
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.call_rows import PERSONNEL, author_of, lead_of, make_editor, make_firm, make_partner, make_proposal, spend
from tests.factories import make_user

from grappe.apps.calls.domain.invitations import decline_partner_invitation, digest_of, invite_author
from grappe.apps.calls.domain.partners import (
    add_other_aid,
    add_partner,
    change_part,
    decline_part,
    join_proposal,
    remove_other_aid,
    remove_partner,
)
from grappe.apps.calls.domain.proposals import ChangedMeanwhileError
from grappe.apps.calls.domain.signatures import sign_part
from grappe.apps.calls.enums import AidForm, PartnerState
from grappe.apps.calls.errors import ProposalRefusedError, SignatureRefusedError
from grappe.apps.calls.models import PartnerInvitation

pytestmark = pytest.mark.django_db


def test_a_partner_joins_once_and_writes_its_own_part_only():
    proposal = make_proposal()
    partner = make_partner(proposal)
    author, lead = author_of(partner), lead_of(proposal)

    assert partner.state == PartnerState.JOINED
    assert author.has_perm("calls.change_part", partner)
    assert not lead.has_perm("calls.change_part", partner)
    assert author.has_perm("calls.see_proposal", proposal)
    assert not author.has_perm("calls.submit_proposal", proposal)
    with pytest.raises(ProposalRefusedError, match="already"):
        add_partner(proposal=proposal, organisation=partner.organisation, by=lead)


def test_the_lead_stays_and_others_may_leave():
    proposal = make_proposal()
    lead, partner = proposal.partners.get(), make_partner(proposal)
    for leave in (remove_partner, decline_part):
        with pytest.raises(ProposalRefusedError, match="lead stays"):
            leave(partner=lead, by=lead_of(proposal))
    assert decline_part(partner=partner, by=author_of(partner)).state == PartnerState.DECLINED
    remove_partner(partner=partner, by=lead_of(proposal))
    assert proposal.partners.get() == lead


def test_who_is_asked_may_decline_before_joining_and_who_asked_is_told():
    proposal, asked = make_proposal(), make_firm("Asked")
    lead, editor = lead_of(proposal), make_editor(asked)
    partner = add_partner(proposal=proposal, organisation=asked, by=lead)
    assert decline_part(partner=partner, by=editor).state == PartnerState.DECLINED
    decline_part(partner=partner, by=editor)
    with pytest.raises(ProposalRefusedError, match="may join after all"):
        add_partner(proposal=proposal, organisation=asked, by=lead)
    (letter,) = [one.args for one in ProcrastinateJob.objects.filter(args__address=lead.email)]
    assert "Asked" in letter["subject"]
    assert f"/proposals/{proposal.pk}/" in letter["body"]
    assert join_proposal(partner=partner, by=editor).state == PartnerState.JOINED


def test_who_is_invited_by_mail_may_decline_once_and_only_the_person_invited():
    proposal = make_proposal()
    lead = lead_of(proposal)
    partner = add_partner(proposal=proposal, organisation=make_firm(), by=lead)
    invited = make_user()
    invitation = invite_author(partner=partner, email=invited.email, by=lead)
    code = "a-code-of-the-letter"
    PartnerInvitation.objects.filter(pk=invitation.pk).update(digest=digest_of(code))
    with pytest.raises(ProposalRefusedError, match="another address"):
        decline_partner_invitation(code=code, by=make_user())
    EmailAddress.objects.update_or_create(user=invited, email=invited.email, defaults={"verified": True})
    assert decline_partner_invitation(code=code, by=invited).state == PartnerState.DECLINED
    with pytest.raises(ProposalRefusedError, match="used or too old"):
        decline_partner_invitation(code=code, by=invited)


def test_costs_are_replaced_as_a_whole_and_nothing_is_no_row():
    partner = make_partner(make_proposal())
    spend(partner, 1000)
    held = change_part(partner=partner, values={}, costs={PERSONNEL: Decimal(0)}, seen=1, by=author_of(partner))
    assert (held.revision, held.costs.count()) == (2, 0)


def test_who_writes_from_an_older_reading_is_shown_what_stands():
    partner = make_partner(make_proposal())
    spend(partner, 1000)
    with pytest.raises(ChangedMeanwhileError) as refusal:
        change_part(
            partner=partner, values={"people": 3}, costs={PERSONNEL: Decimal(2000)}, seen=0, by=author_of(partner)
        )
    assert refusal.value.held == {"people": None, "personnel-industrial": Decimal(1000)}


def test_a_part_is_signed_as_it_was_read():
    partner = make_partner(make_proposal())
    by = author_of(partner)
    with pytest.raises(SignatureRefusedError, match="costs"):
        sign_part(partner=partner, seen=0, by=by)
    spend(partner)
    with pytest.raises(SignatureRefusedError, match="read it again"):
        sign_part(partner=partner, seen=0, by=by)
    signed = sign_part(partner=partner, seen=1, by=by)
    assert (signed.state, len(signed.signed_digest)) == (PartnerState.SIGNED, 64)


def test_any_change_takes_the_signature_away():
    partner = make_partner(make_proposal())
    by = author_of(partner)
    spend(partner)
    sign_part(partner=partner, seen=1, by=by)
    aid = add_other_aid(
        partner=partner,
        values={"giver": "Région", "form": AidForm.DE_MINIMIS, "granted_on": date(2026, 1, 1), "amount": Decimal(1000)},
        by=by,
    )
    partner.refresh_from_db()
    assert (partner.state, partner.signed_digest) == (PartnerState.JOINED, "")
    sign_part(partner=partner, seen=2, by=by)
    remove_other_aid(aid=aid, by=by)
    partner.refresh_from_db()
    assert partner.state == PartnerState.JOINED


def test_who_has_not_joined_does_not_sign():
    proposal = make_proposal()
    partner = add_partner(proposal=proposal, organisation=make_firm(), by=lead_of(proposal))
    with pytest.raises(SignatureRefusedError, match="not joined"):
        sign_part(partner=partner, seen=0, by=lead_of(proposal))
