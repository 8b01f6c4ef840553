"""Labelling: asked, examined, decided with reasons by members who are not tied to a partner."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.call_rows import lead_of, make_proposal
from tests.factories import make_cluster, make_user

from grappe.apps.calls.domain.labels import (
    answer_committee,
    ask_consortium,
    ask_label,
    decide_label,
    give_opinion,
    remind_committees,
    step_aside,
    withdraw_label_request,
)
from grappe.apps.calls.enums import LabelState, Opinion
from grappe.apps.calls.errors import AlreadyDecidedError, LabelRefusedError
from grappe.apps.calls.models import CallRound, CommitteeSeat, LabelRequest
from grappe.apps.directory.models import EditorMandate, OfficerMandate

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    proposal, cluster = make_proposal(), make_cluster()
    request = ask_label(proposal=proposal, cluster=cluster, by=lead_of(proposal))
    chair, member = make_user(), make_user()
    CommitteeSeat.objects.create(cluster=cluster, user=chair, is_chair=True)
    CommitteeSeat.objects.create(cluster=cluster, user=member)
    return request, chair, member


def test_the_committee_sees_a_draft_once_asked_and_no_other_cluster_does(asked):
    request, chair, member = asked
    officer, stranger = make_user(), make_user()
    OfficerMandate.objects.create(user=officer, cluster=request.cluster)
    OfficerMandate.objects.create(user=stranger, cluster=make_cluster())

    for user in (chair, member, officer):
        assert user.has_perm("calls.see_proposal", request.proposal)
        assert user.has_perm("calls.examine_label", request)
    assert not stranger.has_perm("calls.see_proposal", request.proposal)
    assert not stranger.has_perm("calls.examine_label", request)
    assert [user.has_perm("calls.decide_label", request) for user in (chair, member, officer)] == [True, False, True]


def letters():
    return list(ProcrastinateJob.objects.order_by("id").values_list("args__address", flat=True))


def test_each_step_is_told_to_whoever_waits_for_it_and_to_nobody_tied():
    proposal, cluster = make_proposal(), make_cluster()
    lead, chair, member, tied = lead_of(proposal), make_user(), make_user(), make_user()
    CommitteeSeat.objects.create(cluster=cluster, user=chair, is_chair=True)
    CommitteeSeat.objects.create(cluster=cluster, user=member)
    OfficerMandate.objects.create(user=tied, cluster=cluster)
    EditorMandate.objects.create(user=tied, organisation=proposal.lead)
    request = ask_label(proposal=proposal, cluster=cluster, by=lead)
    ask_consortium(request=request, text="Quel marché ?", by=member)
    answer_committee(request=request, text="Celui-ci.", by=lead)
    decide_label(request=request, state=LabelState.LABELLED, reasons="Dans la stratégie.", by=chair)
    assert letters() == [chair.email, lead.email, chair.email, lead.email]


def test_a_committee_is_reminded_a_week_and_two_days_before_until_it_decides(asked):
    request, chair, _member = asked
    due = timezone.now().replace(microsecond=0) + timedelta(days=30)
    LabelRequest.objects.filter(pk=request.pk).update(due_at=due)
    day = timezone.localdate(due, request.proposal.round.zone)
    sent = [remind_committees(today=day - timedelta(days=left)) for left in range(10)]
    assert sent == [0, 0, 1, 0, 0, 0, 0, 1, 0, 0]
    assert letters()[-1] == chair.email
    decide_label(request=request, state=LabelState.REFUSED, reasons="Hors du champ.", by=chair)
    assert remind_committees(today=day - timedelta(days=2)) == 0


def test_the_committee_asks_thinks_and_labels(asked):
    request, chair, member = asked
    assert request.is_first
    ask_consortium(request=request, text="Quel marché ?", by=member)
    answer_committee(request=request, text="Celui-ci.", by=lead_of(request.proposal))
    give_opinion(request=request, opinion=Opinion.FAVOURABLE, by=member)
    with pytest.raises(LabelRefusedError, match="reasons"):
        decide_label(request=request, state=LabelState.LABELLED, reasons=" ", by=chair)
    decided = decide_label(request=request, state=LabelState.LABELLED, reasons="Dans la stratégie.", by=chair)
    assert (decided.state, decided.decided_by) == (LabelState.LABELLED, chair)
    with pytest.raises(AlreadyDecidedError):
        decide_label(request=request, state=LabelState.REFUSED, reasons="Non.", by=chair)


def test_who_steps_aside_sees_nothing_more_and_her_opinion_goes(asked):
    request, _chair, member = asked
    give_opinion(request=request, opinion=Opinion.FAVOURABLE, by=member)
    step_aside(request=request, reason="J'ai conseillé un partenaire.", by=member)
    assert not request.opinions.exists()
    assert not member.has_perm("calls.examine_label", request)
    assert not member.has_perm("calls.see_proposal", request.proposal)
    with pytest.raises(LabelRefusedError, match="stepped aside"):
        give_opinion(request=request, opinion=Opinion.FAVOURABLE, by=member)


def test_who_is_tied_to_a_partner_decides_nothing(asked):
    request, chair, _member = asked
    EditorMandate.objects.create(user=chair, organisation=request.proposal.lead)
    assert not chair.has_perm("calls.decide_label", request)
    with pytest.raises(LabelRefusedError, match="tied"):
        decide_label(request=request, state=LabelState.LABELLED, reasons="Oui.", by=chair)


def test_a_cluster_is_asked_once_and_the_next_becomes_the_first(asked):
    request, _chair, _member = asked
    proposal, by = request.proposal, lead_of(request.proposal)
    with pytest.raises(LabelRefusedError, match="already"):
        ask_label(proposal=proposal, cluster=request.cluster, by=by)
    other = ask_label(proposal=proposal, cluster=make_cluster(), by=by)
    assert not other.is_first
    withdraw_label_request(request=request, by=by)
    other.refresh_from_db()
    assert other.is_first
    again = ask_label(proposal=proposal, cluster=request.cluster, by=by)
    assert (again.pk, again.is_first, LabelRequest.objects.count()) == (request.pk, False, 2)


def test_labels_have_their_hour(asked):
    request, chair, _member = asked
    past = timezone.now() - timedelta(minutes=1)
    LabelRequest.objects.filter(pk=request.pk).update(due_at=past)
    with pytest.raises(LabelRefusedError, match="hour"):
        decide_label(request=request, state=LabelState.LABELLED, reasons="Oui.", by=chair)
    CallRound.objects.filter(pk=request.proposal.round_id).update(labels_due_at=past)
    with pytest.raises(LabelRefusedError, match="earlier"):
        ask_label(proposal=request.proposal, cluster=make_cluster(), by=lead_of(request.proposal))
