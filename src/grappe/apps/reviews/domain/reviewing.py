"""A review: saved as it is written, sent in whole."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import Criterion
from grappe.apps.reviews.domain.readings import lock_reading
from grappe.apps.reviews.enums import PanelPhase, ReadingState
from grappe.apps.reviews.errors import InConflictError, ReviewRefusedError, StaleReviewError
from grappe.apps.reviews.models import Reading, Review, Score
from grappe.apps.reviews.queries.criteria import criteria_of
from grappe.apps.reviews.rules import shut_out

TEXTS = ("strengths", "weaknesses", "to_the_panel")


def save_review(
    *, reading: Reading, values: Mapping[str, Any], scores: Mapping[int, Decimal | None], seen: int, by: User
) -> Review:
    """Keep a review under way. ``seen`` is the revision the page was opened with: an older page overwrites nothing."""
    with recorded(by=by, verb="save_review"):
        held = writable(reading, by)
        review, _made = Review.objects.select_for_update().get_or_create(reading=held)
        refuse_stale(review, seen)
        for name, value in values.items():
            setattr(review, name, value)
        review.revision += 1
        review.save()
        for criterion in criteria_of(held.panel.round):
            keep_score(review, criterion.pk, scores.get(criterion.pk))
    return review


def refuse_stale(review: Review, seen: int) -> None:
    if review.sent_at is not None:
        raise ReviewRefusedError(_("Your review is sent in and changes no more."))
    if review.revision != seen:
        raise StaleReviewError(_("This review was saved from another window meanwhile: reload the page."))


def keep_score(review: Review, criterion: int, value: Decimal | None) -> None:
    if value is None:
        Score.objects.filter(review=review, criterion=criterion).delete()
    else:
        Score.objects.update_or_create(review=review, criterion_id=criterion, defaults={"value": value})


def send_review(*, reading: Reading, by: User) -> Review:
    """Send a review in: every criterion scored, something said, a confidence."""
    with recorded(by=by, verb="send_review"):
        held = writable(reading, by)
        review = Review.objects.select_for_update().filter(reading=held, sent_at=None).first()
        lacking = lacking_in(review, held)
        if review is None or lacking:
            raise ReviewRefusedError(
                _("Before it is sent in, the review needs: %(what)s.") % {"what": ", ".join(lacking)}
            )
        review.sent_at = timezone.now()
        review.save(update_fields=["sent_at"])
        Reading.objects.filter(pk=held.pk).update(state=ReadingState.ACCEPTED)
        record_action(by=by, verb="send_review", target=held)
    return review


def lacking_in(review: Review | None, reading: Reading) -> list[str]:
    """What a review lacks, in words."""
    if review is None:
        return [_("a text that was saved")]
    scored = set(review.scores.values_list("criterion_id", flat=True))
    lacking = [named(one) for one in criteria_of(reading.panel.round) if one.pk not in scored]
    if review.confidence is None:
        lacking.append(_("your confidence"))
    if not (review.strengths.strip() or review.weaknesses.strip()):
        lacking.append(_("strengths or weaknesses"))
    return lacking


def named(criterion: Criterion) -> str:
    return criterion.name_fr if get_language() == "fr" else criterion.name_en


def writable(reading: Reading, by: User) -> Reading:
    held = lock_reading(reading)
    if held.expert_id != by.pk:
        raise ReviewRefusedError(_("Only the expert who reads a proposal writes its review."))
    if held.panel.phase != PanelPhase.REVIEWS:
        raise ReviewRefusedError(_("Reviews are not open: see the phase of the panel."))
    if held.proposal_id in shut_out(by, held.panel):
        raise InConflictError(_("You are tied to this proposal: give it back."))
    return held
