from datetime import date

import pytest
from tests.factories import (
    make_cluster,
    make_membership,
    make_organisation,
    make_participation,
    make_project,
    make_user,
)

from grappe.apps.directory.domain.corrections import AlreadyDecidedError
from grappe.apps.directory.domain.merges import keep_distinct, merge_organisations, swap_kept, undo_merge
from grappe.apps.directory.models import Identifier, MergeProposal, Organisation
from grappe.apps.projects.models import Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    kept, merged = make_organisation("Thales Research"), make_organisation("THALES RES. & TECH.")
    return kept, merged, MergeProposal.objects.create(kept=kept, merged=merged, score=0.97)


def test_a_merge_moves_everything_and_keeps_the_spelling(pair):
    kept, merged, proposal = pair
    Identifier.objects.create(organisation=merged, scheme="pic", value="999")
    membership = make_membership(merged, make_cluster())
    part = make_participation(make_project(), merged)
    merge_organisations(proposal=proposal, by=make_user())
    for row in (kept, merged, membership, part):
        row.refresh_from_db()
    assert merged.merged_into == kept
    assert kept.other_names == ["THALES RES. & TECH."]
    assert (membership.organisation, part.organisation) == (kept, kept)
    assert kept.identifiers.get().value == "999"


def test_what_the_kept_record_has_already_stays_behind(pair):
    kept, merged, proposal = pair
    cluster, project = make_cluster(), make_project()
    for organisation in (kept, merged):
        make_membership(organisation, cluster, date(2010, 1, 1))
        make_participation(project, organisation)
    merge_organisations(proposal=proposal, by=make_user())
    assert kept.memberships.count() == merged.memberships.count() == 1
    assert Participation.objects.filter(organisation=kept).count() == 1


def test_an_undone_merge_puts_back_what_it_moved_and_no_more(pair):
    kept, merged, proposal = pair
    own, moved = make_membership(kept, make_cluster()), make_membership(merged, make_cluster())
    person = make_user()
    merge_organisations(proposal=proposal, by=person)
    undo_merge(proposal=proposal, by=person)
    for row in (kept, merged, own, moved, proposal):
        row.refresh_from_db()
    assert merged.merged_into is None
    assert (own.organisation, moved.organisation) == (kept, merged)
    assert kept.other_names == []
    assert proposal.status == "proposed"


def test_children_follow_their_parent(pair):
    kept, merged, proposal = pair
    child = make_organisation(parent=merged)
    merge_organisations(proposal=proposal, by=make_user())
    child.refresh_from_db()
    assert child.parent == kept


def test_a_pair_is_decided_once(pair):
    _kept, _merged, proposal = pair
    keep_distinct(proposal=proposal, by=make_user())
    with pytest.raises(AlreadyDecidedError):
        merge_organisations(proposal=proposal, by=make_user())


def test_the_other_record_may_be_kept(pair):
    kept, merged, proposal = pair
    swap_kept(proposal=proposal, by=make_user())
    proposal.refresh_from_db()
    assert (proposal.kept, proposal.merged) == (merged, kept)


def test_a_merged_record_keeps_its_row(pair):
    _kept, merged, proposal = pair
    merge_organisations(proposal=proposal, by=make_user())
    assert Organisation.objects.filter(pk=merged.pk).exists()
