"""Readings: accepted, declined, reminded of."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.reviews.domain.experts import declare_conflict
from grappe.apps.reviews.domain.review_letters import remind_reader
from grappe.apps.reviews.domain.runs import ask_run
from grappe.apps.reviews.enums import STANDING, PanelPhase, ReadingState
from grappe.apps.reviews.errors import ReviewRefusedError
from grappe.apps.reviews.models import AssignmentRun, Reading

REMIND_BEFORE = timedelta(days=3)
REMIND_AGAIN = timedelta(days=3)


def accept_reading(*, reading: Reading, by: User) -> Reading:
    with recorded(by=by, verb="accept_reading"):
        held = lock_reading(reading)
        held.state, held.answered_at = ReadingState.ACCEPTED, timezone.now()
        held.save(update_fields=["state", "answered_at"])
        record_action(by=by, verb="accept_reading", target=held)
    return held


def decline_reading(*, reading: Reading, reason: str, is_conflict: bool = False, by: User) -> AssignmentRun:
    """Give a proposal back, tied to it or not; returns the repair asked for, to be deferred by the caller."""
    with recorded(by=by, verb="decline_reading"):
        held = lock_reading(reading)
        if hasattr(held, "review") and held.review.sent_at is not None:
            raise ReviewRefusedError(_("Your review is sent in: ask the office to take it back."))
        held.state, held.answered_at, held.decline_reason = ReadingState.DECLINED, timezone.now(), reason
        held.save(update_fields=["state", "answered_at", "decline_reason"])
        record_action(by=by, verb="decline_reading", target=held)
        if is_conflict:
            declare_conflict(proposal=held.proposal, reason=reason, by=by)
        return ask_run(panel=held.panel, is_repair=True, by=None)


def lock_reading(reading: Reading) -> Reading:
    rows = Reading.objects.select_for_update(of=("self",)).select_related("proposal", "panel__round__call")
    held = rows.get(pk=reading.pk)
    if held.state not in STANDING:
        raise ReviewRefusedError(_("This proposal is no longer yours to read."))
    return held


def send_reminders() -> int:
    """Remind the experts whose review is due within three days, or late; each every three days at most."""
    now = timezone.now()
    rows = Reading.objects.filter(
        state__in=STANDING, panel__phase=PanelPhase.REVIEWS, panel__reviews_due_at__lte=now + REMIND_BEFORE
    ).exclude(review__sent_at__isnull=False)
    sent = 0
    for reading in rows.select_related("panel", "proposal", "expert"):
        due = reading.panel.reviews_due_at
        if due is None or (reading.reminded_at and reading.reminded_at > now - REMIND_AGAIN):
            continue
        remind_reader(reading, due)
        Reading.objects.filter(pk=reading.pk).update(reminded_at=now)
        sent += 1
    return sent
