"""Conflicts found across roles and records, each with its evidence; and none where there is none."""

from datetime import date

import pytest
from django.utils import timezone
from tests.call_rows import lead_of, make_firm
from tests.factories import make_cluster, make_organisation, make_participation, make_project, make_user
from tests.review_rows import make_expert, make_panel, make_received

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import LabelState
from grappe.apps.calls.models import CommitteeSeat, LabelRequest, ProposalPartner
from grappe.apps.directory.models import EditorMandate, OfficerMandate, Shareholding
from grappe.apps.reviews.domain.experts import declare_conflict, declare_tie, withdraw_tie
from grappe.apps.reviews.domain.large_bodies import record_large_body, withdraw_large_body
from grappe.apps.reviews.enums import ConflictKind
from grappe.apps.reviews.errors import ReviewRefusedError
from grappe.apps.reviews.models import ExpertProfile
from grappe.apps.reviews.queries.conflicts import conflicts_between

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal():
    held = make_received(make_panel().round)
    ProposalPartner.objects.create(proposal=held, organisation=make_firm("Partner"), state="joined")
    return held


@pytest.fixture
def partner(proposal):
    return proposal.partners.get(is_lead=False).organisation


@pytest.fixture
def expert():
    return make_expert()


def found(user, proposal):
    return conflicts_between([user], [proposal]).get((user.pk, proposal.pk), ())


def kinds(user, proposal):
    return {one.kind for one in found(user, proposal)}


def employ(user, organisation):
    ExpertProfile.objects.filter(user=user).update(organisation=organisation)


def test_a_stranger_has_none(expert, proposal):
    assert found(expert, proposal) == ()


def test_the_employer_is_a_partner(expert, proposal, partner):
    employ(expert, partner)
    (one,) = found(expert, proposal)
    assert (one.kind, one.own, one.partner) == (ConflictKind.SAME, partner.pk, partner.pk)


def test_the_employer_was_merged_into_a_partner(expert, proposal, partner):
    employ(expert, make_organisation("Old name", merged_into=make_organisation("Between", merged_into=partner)))
    assert kinds(expert, proposal) == {ConflictKind.SAME}


@pytest.mark.parametrize("where", ["parent", "child", "sister", "merged parent"])
def test_the_employer_belongs_to_the_group_of_a_partner(expert, proposal, partner, where):
    top = make_organisation("Top")
    if where == "parent":
        partner.parent = top
        partner.save()
        employ(expert, top)
    elif where == "child":
        employ(expert, make_organisation(parent=partner))
    elif where == "sister":
        partner.parent = top
        partner.save()
        employ(expert, make_organisation(parent=make_organisation(parent=top)))
    else:
        partner.parent = make_organisation("Former", merged_into=top)
        partner.save()
        employ(expert, make_organisation(parent=top))
    assert kinds(expert, proposal) == {ConflictKind.LINKED}


def test_a_ring_of_parents_ends(expert, proposal, partner):
    one = make_organisation(parent=partner)
    partner.parent = one
    partner.save()
    employ(expert, one)
    assert kinds(expert, proposal) == {ConflictKind.LINKED}


def test_a_mandate_over_a_partners_data_counts_without_any_profile(proposal, partner):
    user = make_user()
    EditorMandate.objects.create(user=user, organisation=partner)
    assert kinds(user, proposal) == {ConflictKind.SAME}


def test_an_author_and_a_contact_person_are_found(expert, proposal):
    assert ConflictKind.AUTHOR in kinds(lead_of(proposal), proposal)
    proposal.partners.filter(is_lead=False).update(contact_email=expert.email.upper())
    assert kinds(expert, proposal) == {ConflictKind.CONTACT}


def test_another_address_of_the_person_counts_even_unconfirmed(expert, proposal):
    expert.emailaddress_set.create(email="second@lab.example", verified=False)
    proposal.partners.filter(is_lead=False).update(contact_email="Second@lab.example")
    assert kinds(expert, proposal) == {ConflictKind.CONTACT}


@pytest.mark.parametrize("role", ["officer", "committee", "body"])
def test_who_works_for_a_cluster_that_is_asked_for_its_label(expert, proposal, role):
    cluster = make_cluster()
    if role == "officer":
        OfficerMandate.objects.create(user=expert, cluster=cluster)
    elif role == "committee":
        CommitteeSeat.objects.create(user=expert, cluster=cluster)
    else:
        cluster.body = make_organisation("Body")
        cluster.save()
        employ(expert, cluster.body)
    assert found(expert, proposal) == ()
    request = LabelRequest.objects.create(proposal=proposal, cluster=cluster)
    (one,) = found(expert, proposal)
    assert (one.kind, one.through) == (ConflictKind.CLUSTER, cluster.pk)
    request.state = LabelState.WITHDRAWN
    request.save()
    assert found(expert, proposal) == ()


@pytest.mark.parametrize(
    ("starts", "ends", "tied"),
    [
        (date(2024, 1, 1), None, True),
        (date(2015, 1, 1), date(2023, 1, 1), True),
        (date(2015, 1, 1), date(2018, 1, 1), False),
    ],
)
def test_a_common_project_counts_for_five_years(expert, proposal, partner, starts, ends, tied):
    project = make_project(starts_on=starts, ends_on=ends)
    make_participation(project, partner)
    make_participation(project, ExpertProfile.objects.get(user=expert).organisation)
    conflicts = conflicts_between([expert], [proposal], on=date(2026, 6, 1)).get((expert.pk, proposal.pk), ())
    assert [(one.kind, one.through) for one in conflicts] == ([(ConflictKind.CO_APPLICANT, project.pk)] if tied else [])


def test_a_common_proposal_counts(expert, proposal, partner):
    other = make_received(make_panel().round, lead=ExpertProfile.objects.get(user=expert).organisation)
    ProposalPartner.objects.create(proposal=other, organisation=partner, state="joined")
    assert kinds(expert, proposal) == {ConflictKind.CO_APPLICANT}
    type(other).objects.filter(pk=other.pk).update(submitted_at=timezone.now().replace(year=2015))
    assert kinds(expert, proposal) == set()


@pytest.mark.parametrize("is_owner", [True, False])
def test_a_share_ties_both_ways(expert, proposal, partner, is_owner):
    own = ExpertProfile.objects.get(user=expert).organisation
    owner, owned = (own, partner) if is_owner else (partner, own)
    share = Shareholding.objects.create(owner=owner, owned=owned, capital_share=3, voting_share=3)
    (one,) = found(expert, proposal)
    assert (one.kind, one.through) == (ConflictKind.INVESTOR, share.pk)


def test_a_declared_tie_to_a_group_counts_until_it_is_taken_back(expert, proposal, partner):
    values = {"kind": "advises", "organisation": make_organisation(parent=partner)}
    tie = declare_tie(user=expert, values=values, by=expert)
    assert kinds(expert, proposal) == {ConflictKind.TIE}
    withdraw_tie(tie=tie, by=expert)
    assert kinds(expert, proposal) == set()


def test_a_tie_to_a_person_counts_by_any_of_her_addresses(expert, proposal):
    author = lead_of(proposal)
    author.emailaddress_set.create(email="private@home.example", verified=True)
    declare_tie(user=expert, values={"kind": "family", "person_email": "Private@home.example"}, by=expert)
    assert kinds(expert, proposal) == {ConflictKind.TIE}


def test_a_conflict_is_declared_without_saying_with_whom(expert, proposal):
    declare_conflict(proposal=proposal, by=expert)
    assert kinds(expert, proposal) == {ConflictKind.DECLARED}


def test_a_partner_that_declined_ties_nobody(expert, proposal, partner):
    employ(expert, partner)
    proposal.partners.filter(organisation=partner).update(state="declined")
    assert found(expert, proposal) == ()


def test_queries_do_not_grow_with_people_and_proposals(proposal, django_assert_max_num_queries):
    for _ in range(4):
        make_received(proposal.round)
        make_expert()
    people = list(User.objects.all())
    with django_assert_max_num_queries(30):
        conflicts_between(people, proposal.round.proposals.all())


def test_two_laboratories_that_only_a_very_large_body_links_are_strangers(expert, proposal, partner):
    """The same laboratory, or none that is known, stays a conflict; so does all once the decision is taken back."""
    body = make_organisation("Very large body")
    partner.parent = body
    partner.save()
    employ(expert, make_organisation("Another laboratory", parent=body))
    assert kinds(expert, proposal) == {ConflictKind.LINKED}
    with pytest.raises(ReviewRefusedError):
        record_large_body(organisation=body, reason=" ", by=make_user())
    held = record_large_body(organisation=body, reason="Thousands of laboratories", by=make_user())
    assert found(expert, proposal) == ()
    for employer, kind in ((partner, ConflictKind.SAME), (body, ConflictKind.LINKED)):
        employ(expert, employer)
        assert kinds(expert, proposal) == {kind}
    withdraw_large_body(body=held, by=make_user())
    employ(expert, make_organisation(parent=body))
    assert kinds(expert, proposal) == {ConflictKind.LINKED}


def test_projects_of_the_whole_of_a_very_large_body_tie_none_of_its_people(expert, proposal, partner):
    body, laboratory = make_organisation("Very large body"), make_organisation("Laboratory")
    project = make_project(starts_on=timezone.localdate())
    for organisation in (body, partner):
        make_participation(project, organisation)
    employ(expert, body)
    assert kinds(expert, proposal) == {ConflictKind.CO_APPLICANT}
    record_large_body(organisation=make_organisation(merged_into=body), reason="Thousands", by=make_user())
    assert found(expert, proposal) == ()
    make_participation(project, laboratory)
    employ(expert, laboratory)
    assert kinds(expert, proposal) == {ConflictKind.CO_APPLICANT}
