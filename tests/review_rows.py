"""Rows of the reviews for tests: a closed round with its panel, experts, reviews sent in."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import CallRound, Criterion, Proposal
from grappe.apps.reviews.enums import PanelPhase, ReadingState
from grappe.apps.reviews.models import ExpertProfile, PanelSeat, Reading, Review, ReviewPanel, Score
from tests.call_rows import make_proposal, make_round
from tests.factories import NUMBERS, make_organisation, make_user


def make_received(held: CallRound, **values: Any) -> Proposal:
    """A proposal that was received; the round is opened for it a moment."""
    CallRound.objects.filter(pk=held.pk).update(closes_at=timezone.now() + timedelta(days=1))
    proposal = make_proposal(held, **values)
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.SUBMITTED, submitted_at=timezone.now())
    CallRound.objects.filter(pk=held.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    proposal.refresh_from_db()
    return proposal


def make_panel(phase: str = PanelPhase.REVIEWS, **values: Any) -> ReviewPanel:
    held = make_round(closes_at=timezone.now() - timedelta(hours=1))
    Criterion.objects.create(call=held.call, code="science", name_fr="Science", name_en="Science", weight=Decimal(2))
    Criterion.objects.create(call=held.call, code="market", name_fr="Marché", name_en="Market", highest=10)
    return ReviewPanel.objects.create(round=held, phase=phase, **({"readings": 2, "seniors": 0} | values))


def make_expert(panel: ReviewPanel | None = None, *, is_chair: bool = False, **values: Any) -> User:
    user = make_user(full_name=f"Expert {next(NUMBERS)}")
    values = {"languages": ["fr", "en"], "organisation": make_organisation()} | values
    ExpertProfile.objects.create(user=user, **values)
    if panel is not None:
        PanelSeat.objects.create(panel=panel, user=user, is_chair=is_chair)
    return user


def make_reading(panel: ReviewPanel, proposal: Proposal, expert: User, state: str = ReadingState.ACCEPTED) -> Reading:
    return Reading.objects.create(panel=panel, proposal=proposal, expert=expert, state=state)


def make_review(reading: Reading, science: float = 3, market: float = 5, *, is_sent: bool = True) -> Review:
    review = Review.objects.create(
        reading=reading,
        confidence=3,
        strengths=f"Strong {reading.pk}",
        weaknesses="Weak",
        to_the_panel="Between us",
        sent_at=timezone.now() if is_sent else None,
    )
    for code, value in (("science", science), ("market", market)):
        criterion = Criterion.objects.get(call=reading.panel.round.call, code=code)
        Score.objects.create(review=review, criterion=criterion, value=Decimal(str(value)))
    return review
