"""Versions, what two of them say differently, the receipt as PDF, invitations and comments."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.call_rows import lead_of, make_firm, make_proposal, submitted
from tests.factories import make_user

from grappe.apps.calls.documents.receipt import receipt_pdf, words_of
from grappe.apps.calls.domain.comments import comment_proposal, settle_comment
from grappe.apps.calls.domain.invitations import accept_partner_invitation, invite_author
from grappe.apps.calls.domain.partners import add_partner
from grappe.apps.calls.domain.versions import keep_version
from grappe.apps.calls.errors import ProposalRefusedError
from grappe.apps.calls.models import Proposal
from grappe.apps.calls.queries.differences import differences, pieces

plain = st.text(alphabet="abc ", max_size=12)


@given(plain, plain)
def test_pieces_tell_both_texts(before, after):
    found = list(pieces(before, after))
    assert " ".join(one.text for one in found if one.kind != "in").split() == before.split()
    assert " ".join(one.text for one in found if one.kind != "out").split() == after.split()


@pytest.mark.django_db
def test_the_same_content_is_one_version_and_a_change_is_told():
    proposal = make_proposal(title_fr="Un titre")
    by = lead_of(proposal)
    first = keep_version(proposal=proposal, by=by)
    assert keep_version(proposal=proposal, by=by) == first
    Proposal.objects.filter(pk=proposal.pk).update(title_fr="Un autre titre")
    second = keep_version(proposal=proposal, by=by)
    (change,) = differences(first.content, second.content)
    assert change.where == "title › fr"
    assert [(one.kind, one.text) for one in change.pieces] == [("kept", "Un"), ("in", "autre"), ("kept", "titre")]


@pytest.mark.django_db
def test_the_receipt_is_a_pdf_that_says_what_was_received():
    receipt = submitted(make_proposal())
    assert receipt_pdf(receipt).startswith(b"%PDF-")
    words = words_of(receipt)
    assert words["digest"] == receipt.digest
    assert receipt.code in words["rows"][0]


@pytest.mark.django_db
def test_an_invitation_holds_once_for_its_address():
    proposal = make_proposal()
    partner = add_partner(proposal=proposal, organisation=make_firm(), by=lead_of(proposal))
    invited, stranger = make_user("invited@x.example"), make_user()
    invite_author(partner=partner, email="Invited@x.example", by=lead_of(proposal))
    letter = ProcrastinateJob.objects.get(task_name="accounts.send_letter").args
    code = re.search(r"invitations/([\w-]+)/", letter["body"])[1]

    with pytest.raises(ProposalRefusedError, match="another address"):
        accept_partner_invitation(code=code, by=stranger)
    assert accept_partner_invitation(code=code, by=invited) == partner
    assert invited.has_perm("calls.change_part", partner)
    with pytest.raises(ProposalRefusedError, match="used or too old"):
        accept_partner_invitation(code=code, by=invited)


@pytest.mark.django_db
def test_a_comment_is_settled_and_no_part_of_the_proposal():
    proposal = make_proposal()
    by = lead_of(proposal)
    version = keep_version(proposal=proposal, by=by)
    comment = comment_proposal(proposal=proposal, text="À revoir", by=by)
    assert settle_comment(comment=comment, by=by).settled_by == by
    assert keep_version(proposal=proposal, by=by) == version
