"""Reviews are saved as they are written, sent in whole, and open to the others once one's own is in."""

from decimal import Decimal

import pytest
from tests.call_rows import lead_of
from tests.factories import make_user
from tests.review_rows import make_expert, make_panel, make_reading, make_received, make_review

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Criterion
from grappe.apps.reviews.domain.panel_talk import answer_reviews, invite_answers, speak, vote
from grappe.apps.reviews.domain.panels import change_panel, seat_expert, set_phase, unseat_expert
from grappe.apps.reviews.domain.readings import decline_reading
from grappe.apps.reviews.domain.reviewing import save_review, send_review
from grappe.apps.reviews.errors import ReviewRefusedError, StaleReviewError
from grappe.apps.reviews.models import Review
from grappe.apps.reviews.queries.criteria import mark_of
from grappe.apps.reviews.queries.readable import readable_reviews

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    panel = make_panel()
    make_received(panel.round)
    panel.round.refresh_from_db()
    return panel


@pytest.fixture
def reading(panel):
    return make_reading(panel, panel.round.proposals.get(), make_expert(panel))


def fresh(user):
    return User.objects.get(pk=user.pk)


def scores(panel, science="4", market="8"):
    held = {one.code: one.pk for one in Criterion.objects.filter(call=panel.round.call)}
    return {held["science"]: Decimal(science), held["market"]: Decimal(market)}


def save(reading, seen=0, **values):
    texts = {"strengths": "Good", "weaknesses": "", "to_the_panel": "", "confidence": 3} | values
    return save_review(reading=reading, values=texts, scores=scores(reading.panel), seen=seen, by=reading.expert)


def test_a_mark_weighs_the_criteria_by_their_scales(reading):
    save(reading)
    assert mark_of(Review.objects.get()) == pytest.approx(100 * (2 * 4 / 5 + 8 / 10) / 3)


def test_a_text_from_an_older_page_overwrites_nothing(reading):
    save(reading)
    save(reading, seen=1, strengths="Better")
    with pytest.raises(StaleReviewError):
        save(reading, seen=1, strengths="Old")
    assert Review.objects.get().strengths == "Better"


def test_what_is_lacking_is_named_before_it_is_sent_in(reading):
    with pytest.raises(ReviewRefusedError, match="text that was saved"):
        send_review(reading=reading, by=reading.expert)
    save(reading, strengths=" ", confidence=None)
    Review.objects.get().scores.first().delete()
    with pytest.raises(ReviewRefusedError, match=r"Science, your confidence, strengths"):
        send_review(reading=reading, by=reading.expert)


def test_a_review_sent_in_changes_no_more(reading):
    save(reading)
    send_review(reading=reading, by=reading.expert)
    with pytest.raises(ReviewRefusedError, match="changes no more"):
        save(reading, seen=1)
    with pytest.raises(ReviewRefusedError, match="sent in"):
        decline_reading(reading=reading, reason="", by=reading.expert)


def test_nobody_writes_anothers_review_nor_out_of_phase(panel, reading):
    with pytest.raises(ReviewRefusedError, match="Only the expert"):
        save_review(reading=reading, values={}, scores={}, seen=0, by=make_expert(panel))
    set_phase(panel=panel, phase="hearing", by=reading.expert)
    with pytest.raises(ReviewRefusedError, match="not open"):
        save(reading)


def test_peers_reviews_open_when_ones_own_is_in_the_chairs_included(panel, reading):
    proposal = reading.proposal
    make_review(make_reading(panel, proposal, make_expert(panel)))
    chair = make_expert(panel, is_chair=True)
    assert readable_reviews(fresh(chair), panel).count() == 1
    own = make_reading(panel, proposal, chair)
    for user, held in ((reading.expert, reading), (chair, own)):
        assert not readable_reviews(fresh(user), panel).exists()
        make_review(held)
    assert {readable_reviews(fresh(user), panel).count() for user in (reading.expert, chair)} == {3}


def test_a_member_who_reads_another_file_sees_it_only_once_the_panel_talks(panel, reading):
    make_review(reading)
    other = make_expert(panel)
    assert not readable_reviews(other, panel).exists()
    panel = set_phase(panel=panel, phase="discussion", by=other)
    assert readable_reviews(fresh(other), panel).count() == 1
    assert not readable_reviews(make_user(), panel).exists()


def test_the_lead_is_heard_in_its_time(panel, reading):
    make_review(reading)
    lead = lead_of(reading.proposal)
    with pytest.raises(ReviewRefusedError, match="not open to answers"):
        answer_reviews(proposal=reading.proposal, text="But", by=lead)
    set_phase(panel=panel, phase="hearing", by=lead)
    assert invite_answers(panel=panel, by=reading.expert) == 1
    assert answer_reviews(proposal=reading.proposal, text="But", by=lead).given_by == lead


def test_the_panel_speaks_then_votes_and_a_changed_vote_leaves_its_trace(panel, reading):
    with pytest.raises(ReviewRefusedError):
        speak(proposal=reading.proposal, text="Yes", by=reading.expert)
    set_phase(panel=panel, phase="discussion", by=reading.expert)
    speak(proposal=reading.proposal, text="Yes", by=reading.expert)
    with pytest.raises(ReviewRefusedError, match="at its meeting"):
        vote(proposal=reading.proposal, value="fund", by=reading.expert)
    set_phase(panel=panel, phase="meeting", by=reading.expert)
    vote(proposal=reading.proposal, value="fund", by=reading.expert)
    held = vote(proposal=reading.proposal, value="refuse", by=reading.expert)
    assert [one.value for one in held.events.all()] == ["fund"]


def test_a_seat_needs_a_profile_and_stays_while_something_is_read(panel, reading):
    with pytest.raises(ReviewRefusedError, match="profile"):
        seat_expert(panel=panel, user=make_user(), by=reading.expert)
    with pytest.raises(ReviewRefusedError, match="to read"):
        unseat_expert(seat=panel.seats.get(user=reading.expert), by=reading.expert)


def test_a_panel_asks_no_more_seniors_than_experts(panel, reading):
    with pytest.raises(ReviewRefusedError):
        change_panel(panel=panel, values={"readings": 2, "seniors": 3}, by=reading.expert)
