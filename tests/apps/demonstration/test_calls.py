"""Three simulated rounds on whatever clusters there are."""

import pytest
from django.db.models import F
from tests.factories import make_cluster, make_membership, make_organisation, make_user

from grappe.apps.accounts.domain.roles import grant_role
from grappe.apps.accounts.enums import Role
from grappe.apps.calls.enums import RoundStage
from grappe.apps.calls.models import Call, CallRound, Proposal, Submission
from grappe.apps.calls.queries.stages import moment_of
from grappe.apps.demonstration.calls import add_calls
from grappe.apps.demonstration.people import EXPERT, MEMBER, NAMES, PROGRAMME
from grappe.apps.directory.domain.mandates import appoint_editor
from grappe.apps.directory.enums import TerritoryKind
from grappe.apps.directory.models import Territory
from grappe.apps.funding.models import Agreement, Amendment, FunderDecision, PaymentOrder
from grappe.apps.funding.queries.published import published_grants
from grappe.apps.reviews.models import Reading, Review

pytestmark = pytest.mark.django_db
KINDS = ("firm", "firm", "laboratory", "firm", "firm")


def clusters_with_members():
    department = Territory.objects.create(kind=TerritoryKind.DEPARTMENT, code="06", name_fr="A", name_en="A")
    found = []
    for _number in range(3):
        cluster = make_cluster(country="FR")
        cluster.territories.add(department)
        for kind in KINDS:
            member = make_organisation(kind=kind, is_simulated=True, country="FR", department=department)
            make_membership(member, cluster, is_simulated=True)
        found.append(cluster)
    return found


def test_one_round_is_open_one_in_review_one_decided_and_all_of_it_is_simulated():
    people = {email: make_user(email) for email in NAMES}
    grant_role(user=people[PROGRAMME], role=Role.PROGRAMME_OFFICER, by=None)
    clusters = clusters_with_members()
    shown = clusters[0].memberships.first().organisation
    appoint_editor(user=people[MEMBER], organisation=shown, by=None)

    add_calls(people, clusters=clusters, cluster=clusters[0], shown=shown)

    assert Call.objects.get().is_simulated
    assert {moment_of(one.pk).stage for one in CallRound.objects.all()} == {
        RoundStage.OPEN,
        RoundStage.IN_REVIEW,
        RoundStage.DECIDED,
    }
    assert not Proposal.objects.filter(is_simulated=False).exists()
    states = sorted(Proposal.objects.values_list("state", flat=True))
    assert states == sorted(["draft"] * 3 + ["submitted"] * 4 + ["selected"] * 2 + ["refused", "reserve"])
    closes = Submission.objects.select_related("proposal__round")
    assert all(one.received_at < one.proposal.round.closes_at == one.closes_at for one in closes)
    reviewed, decided = CallRound.objects.get(slug="fui-101"), CallRound.objects.get(slug="fui-100")
    assert (reviewed.review_panel.phase, decided.review_panel.phase) == ("reviews", "closed")
    assert Reading.objects.filter(panel__round=reviewed, expert=people[EXPERT], review=None).exists()
    assert Review.objects.exclude(sent_at=None).filter(reading__panel__round=decided).count() == 8
    outcomes = FunderDecision.objects.filter(proposal__round=decided, state="signed").values_list("outcome", flat=True)
    assert sorted(outcomes) == ["granted"] * 4 + ["refused"] * 4
    silent = FunderDecision.objects.filter(is_by_silence=True)
    assert {one.proposal.state for one in silent} == {"reserve"}
    assert {one.rule.months for one in FunderDecision.objects.filter(proposal__round=reviewed)} == {2, 8}
    assert Agreement.objects.filter(state="signed").count() == 4
    assert Amendment.objects.count() == 1
    paid = PaymentOrder.objects.filter(state="approved")
    assert paid.exists()
    assert not paid.filter(approved_by=F("ordered_by")).exists()
    assert list(published_grants()) == []
