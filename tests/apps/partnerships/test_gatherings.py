"""The consortium builder carries a group into a proposal, whole and once."""

import pytest
from tests.call_rows import make_firm, make_round
from tests.factories import make_organisation, make_user
from tests.forum_rows import make_edition, make_profile

from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.forum.domain.group_requests import request_group
from grappe.apps.partnerships.domain.gatherings import begin_gathering, carry_into_proposal, gather, leave_out
from grappe.apps.partnerships.errors import GatheringRefusedError

pytestmark = pytest.mark.django_db


def test_a_group_becomes_a_proposal_whose_partners_are_asked():
    author, lead = make_user(), make_firm()
    appoint_editor(user=author, organisation=lead, by=None)
    gathering = begin_gathering(lead=lead, name="TANKS", by=author)
    others = [make_organisation(), make_organisation()]
    rows = [gather(gathering=gathering, organisation=one, by=author) for one in others]
    leave_out(row=rows[1], by=author)
    held = make_round()
    proposal = carry_into_proposal(gathering=gathering, round=held, language="fr", by=author)
    assert [part.organisation for part in proposal.partners.order_by("pk")] == [lead, others[0]]
    with pytest.raises(GatheringRefusedError):
        carry_into_proposal(gathering=gathering, round=held, language="fr", by=author)


def test_nobody_is_collected_twice_nor_the_lead():
    lead, other = make_firm(), make_organisation()
    gathering = begin_gathering(lead=lead, name="TANKS", by=make_user())
    gather(gathering=gathering, organisation=other, by=make_user())
    for one in (other, lead):
        with pytest.raises(GatheringRefusedError):
            gather(gathering=gathering, organisation=one, by=make_user())


def test_a_group_is_asked_to_meet_at_the_forum_and_one_refusal_stops_nobody():
    edition = make_edition()
    sender, willing, hidden = (make_profile(edition) for _number in range(3))
    hidden.is_listed = False
    hidden.save()
    outcome = request_group(sender=sender, recipients=[hidden, willing], message="A consortium", by=make_user())
    assert [one.recipient for one in outcome.made] == [willing]
    assert [profile for profile, _reason in outcome.refused] == [hidden]
    again = request_group(sender=sender, recipients=[willing], message="A consortium", by=make_user())
    assert again.made == ()
