"""Experts are assigned by the engine, asked, and replaced when they give a proposal back."""

import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests.factories import make_organisation
from tests.review_rows import make_expert, make_panel, make_received

from grappe.apps.reviews.bridge.affinities import affinity_matrix, encoder_here
from grappe.apps.reviews.bridge.assignment import close_interrupted_runs, compute_run, problem_of
from grappe.apps.reviews.domain.experts import declare_conflict
from grappe.apps.reviews.domain.panels import place_bid, set_phase
from grappe.apps.reviews.domain.readings import accept_reading, decline_reading, send_reminders
from grappe.apps.reviews.domain.runs import adopt_run, ask_run, standing_pairs
from grappe.apps.reviews.errors import ReviewRefusedError, RunRefusedError
from grappe.apps.reviews.models import AssignmentRun, ExpertProfile, Reading
from grappe.apps.reviews.phrases import told_infeasibility
from grappe.engines.texts.encoder import PACKAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    panel = make_panel(readings=2, seniors=1)
    texts = {"optics": "Capteurs optiques et photonique", "plants": "Chimie du végétal et bioraffinerie"}
    for acronym, text in texts.items():
        make_received(panel.round, acronym=acronym, title_fr=text, abstract_fr=text)
    for place, words in enumerate(["photonique", "optique", "végétal", "bioraffinerie", "laser", "chimie"]):
        make_expert(panel, keywords=[words], is_senior=place % 2 == 0, most_readings=2)
    panel.round.refresh_from_db()
    return panel


@pytest.fixture
def without_extra(monkeypatch):
    """A machine where only the packages of `make install` stand."""
    monkeypatch.setitem(sys.modules, PACKAGE, None)
    encoder_here.cache_clear()
    yield
    encoder_here.cache_clear()


def test_without_the_extra_words_alone_say_who_is_near(without_extra):
    near, far = affinity_matrix(["Photonique et laser"], [["laser, photonique"], ["chimie du végétal"]])[0]
    assert near > far


def computed(panel, **values):
    return compute_run(ask_run(panel=panel, by=None, **values).pk)


def readers(panel, acronym):
    return [one.expert for one in Reading.objects.filter(panel=panel, proposal__acronym=acronym, state="asked")]


def test_experts_near_the_proposal_are_chosen_and_one_is_experienced(panel):
    run = computed(panel)
    assert run.state == "computed", run.failure
    adopt_run(run=run, by=panel.seats.first().user)
    for acronym in ("optics", "plants"):
        chosen = readers(panel, acronym)
        assert len(chosen) == 2
        assert any(one.expert_profile.is_senior for one in chosen)
    words = {word for one in readers(panel, "optics") for word in one.expert_profile.keywords}
    assert "photonique" in words
    assert run.problem["content"]["proposals"]
    assert run.engine_version


def test_words_of_both_languages_meet_by_their_stems():
    experts = [["optique"], ["bio-raffinerie; biorefineries"], [""]]
    matrix = affinity_matrix(["Capteurs optiques", "Biorefinery"], experts)
    assert matrix[0, 0] > 10 * matrix[0, 1]
    assert matrix[1, 1] > 0
    assert (matrix[:, 2] == 0).all()
    assert affinity_matrix(["Capteurs"], [[]]).tolist() == [[0]]


def by_length():
    """An encoder of a site's own: texts of one length mean the same."""
    return lambda texts: [[1.0, 0.0] if len(text) > 4 else [0.0, 1.0] for text in texts]


def test_a_site_plugs_its_own_encoder_in(settings):
    texts = ["capteurs"], [["optique"], ["eau"]]
    settings.AFFINITY_ENCODER = f"{__name__}.by_length"
    near, far = affinity_matrix(*texts)[0]
    assert near > far


def test_who_is_tied_is_never_assigned(panel):
    proposal = panel.round.proposals.get(acronym="optics")
    tied = [seat.user for seat in panel.seats.all()[:4]]
    for user in tied:
        declare_conflict(proposal=proposal, by=user)
    run = computed(panel)
    assert {int(expert) for held, expert in run.result["content"]["pairs"] if int(held) == proposal.pk} == {
        seat.user_id for seat in panel.seats.all()[4:]
    }


def test_a_conflict_declared_since_stops_the_adoption(panel):
    run = computed(panel)
    proposal, expert = next(iter(run.result["content"]["pairs"]))
    user = panel.seats.get(user=int(expert)).user
    declare_conflict(proposal=panel.round.proposals.get(pk=int(proposal)), by=user)
    with pytest.raises(RunRefusedError, match="conflict"):
        adopt_run(run=run, by=user)
    assert not Reading.objects.exists()


def test_two_of_one_organisation_do_not_meet_on_one_proposal(panel):
    ExpertProfile.objects.all().update(organisation=make_organisation())
    run = computed(panel)
    assert run.state == "failed"
    assert any("one organisation" in line for line in told_infeasibility(run.result["content"]))


def test_a_wish_counts(panel):
    proposal = panel.round.proposals.get(acronym="optics")
    eager = panel.seats.filter(user__expert_profile__keywords=["chimie"]).get().user
    with pytest.raises(ReviewRefusedError):
        place_bid(panel=panel, proposal=proposal, value="eager", by=eager)
    set_phase(panel=panel, phase="bids", by=eager)
    place_bid(panel=panel, proposal=proposal, value="eager", by=eager)
    assert [str(proposal.pk), str(eager.pk)] in computed(panel).result["content"]["pairs"]


def test_who_declines_is_replaced_and_nothing_else_moves(panel):
    adopt_run(run=computed(panel), by=panel.seats.first().user)
    before = standing_pairs(panel)
    given_back, *others = Reading.objects.filter(panel=panel).order_by("pk")
    for one in others:
        accept_reading(reading=one, by=one.expert)
    run = decline_reading(reading=given_back, reason="no time", is_conflict=True, by=given_back.expert)
    repaired = compute_run(run.pk)
    assert repaired.state == "computed"
    adopt_run(run=repaired, by=panel.seats.first().user)
    after = standing_pairs(panel)
    gone = (given_back.proposal_id, given_back.expert_id)
    assert before - after == {gone}
    assert len(after - before) == 1
    assert gone not in {(int(p), int(u)) for p, u in repaired.result["content"]["pairs"]}


def test_a_run_is_computed_once(panel):
    run = computed(panel)
    assert compute_run(run.pk).finished_at == run.finished_at


def test_an_expert_who_is_away_is_left_out(panel):
    today = timezone.localdate()
    away = ExpertProfile.objects.filter(keywords=["laser"])
    away.update(away_from=today - timedelta(days=1), away_until=today + timedelta(days=9))
    assert str(away.get().user_id) not in {one.id for one in problem_of(panel).reviewers}


def test_a_run_whose_worker_died_is_closed(panel):
    run = ask_run(panel=panel, by=None)
    AssignmentRun.objects.filter(pk=run.pk).update(state="computing", asked_at=timezone.now() - timedelta(hours=2))
    assert close_interrupted_runs() == 1


def test_late_experts_are_reminded_every_three_days(panel):
    adopt_run(run=computed(panel), by=panel.seats.first().user)
    assert send_reminders() == 0
    panel.reviews_due_at = timezone.now() + timedelta(days=2)
    panel.save()
    assert send_reminders() == 4
    assert send_reminders() == 0
    assert mail.outbox == []
