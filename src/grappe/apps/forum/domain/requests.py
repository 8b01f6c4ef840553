"""Asking to meet, answering, letting requests expire."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.booking import book_in, cancel_meetings_of, lock_published_plan
from grappe.apps.forum.domain.request_letters import (
    tell_of_answer,
    tell_of_expiry,
    tell_of_request,
    tell_of_withdrawal,
)
from grappe.apps.forum.enums import (
    OPEN_MEETING_REQUESTS,
    EditionState,
    ForumSide,
    MeetingPriority,
    MeetingRequestState,
)
from grappe.apps.forum.errors import AlreadyDecidedError, MeetingRefusedError
from grappe.apps.forum.models import Edition, Meeting, MeetingPlan, MeetingProfile, MeetingRequest

EXPIRED_AT_ONCE = 500


@dataclass(frozen=True)
class Answered:
    """An answered request, and its place where a plan is in force and had one free."""

    request: MeetingRequest
    meeting: Meeting | None = None


def request_meeting(
    *,
    sender: MeetingProfile,
    recipient: MeetingProfile,
    message: str = "",
    priority: MeetingPriority = MeetingPriority.USEFUL,
    length: int = 1,
    by: User | None,
    is_office: bool = False,
) -> MeetingRequest:
    """Ask to meet. If the other side has asked already, that request becomes mutual and is accepted."""
    check_pair(sender, recipient, is_office=is_office)
    standing = open_request_between(sender, recipient)
    if standing is not None:
        return met_halfway(standing, sender, message, priority, by)
    try:
        with recorded(by=by, verb="request_meeting"):
            request = MeetingRequest.objects.create(
                edition=sender.edition,
                sender=sender,
                recipient=recipient,
                message=message,
                priority=priority,
                length=length,
                asked_by=by,
                expires_at=timezone.now() + timedelta(days=sender.edition.answer_days),
            )
            record_action(by=by, verb="request_meeting", target=request, to=recipient.pk)
            tell_of_request(request)
    except IntegrityError as error:
        # The other side asked at the same moment, or the form was sent twice.
        standing = open_request_between(sender, recipient)
        if standing is None:
            raise MeetingRefusedError(_("This request could not be kept: try again.")) from error
        return met_halfway(standing, sender, message, priority, by)
    return request


def check_pair(sender: MeetingProfile, recipient: MeetingProfile, *, is_office: bool) -> None:
    if sender.pk == recipient.pk:
        raise MeetingRefusedError(_("Nobody meets themselves: choose another participant."))
    if sender.edition_id != recipient.edition_id:
        raise MeetingRefusedError(_("The two take part in different editions."))
    if not is_office and not are_requests_open(sender.edition):
        raise MeetingRefusedError(_("Meeting requests are not open: see the edition's page for their dates."))
    if not recipient.is_listed and not is_office:
        raise MeetingRefusedError(_("This participant does not wish to be asked."))
    if sender.side != ForumSide.ANY and sender.side == recipient.side:
        raise MeetingRefusedError(_("Buyers meet sellers at this edition: choose somebody of the other side."))


def are_requests_open(edition: Edition) -> bool:
    now = timezone.now()
    opens, closes = edition.requests_open_at, edition.requests_close_at
    return (
        edition.state == EditionState.ANNOUNCED
        and opens is not None
        and opens <= now
        and (closes is None or now < closes)
    )


def open_request_between(one: MeetingProfile, other: MeetingProfile) -> MeetingRequest | None:
    pair = Q(sender=one, recipient=other) | Q(sender=other, recipient=one)
    return MeetingRequest.objects.filter(pair, state__in=OPEN_MEETING_REQUESTS).first()


def met_halfway(
    standing: MeetingRequest, sender: MeetingProfile, message: str, priority: MeetingPriority, by: User | None
) -> MeetingRequest:
    if standing.sender_id == sender.pk or standing.state == MeetingRequestState.ACCEPTED:
        raise MeetingRefusedError(_("A request between the two of you is open already: see your requests."))
    return accept_request(request=standing, answer=message, priority=priority, is_mutual=True, by=by).request


def accept_request(
    *,
    request: MeetingRequest,
    answer: str = "",
    priority: MeetingPriority | None = None,
    is_mutual: bool = False,
    by: User | None,
) -> Answered:
    """Agree to meet. Where a plan is published the meeting takes the first place that is free for both."""
    with recorded(by=by, verb="accept_request"):
        plan, held = held_for_answer(request)
        held.state, held.is_mutual = MeetingRequestState.ACCEPTED, is_mutual or held.is_mutual
        if priority is not None:
            held.priority = max(held.priority, priority)
        close(held, answer, by)
        record_action(by=by, verb="accept_request", target=held, mutual=held.is_mutual)
        meeting = book_in(plan, held, by=by) if plan is not None else None
        tell_of_answer(held, meeting)
    return Answered(held, meeting)


def refuse_request(*, request: MeetingRequest, answer: str = "", by: User | None) -> Answered:
    with recorded(by=by, verb="refuse_request"):
        _plan, held = held_for_answer(request)
        held.state = MeetingRequestState.REFUSED
        close(held, answer, by)
        record_action(by=by, verb="refuse_request", target=held)
        tell_of_answer(held, None)
    return Answered(held)


def answer_request(*, request: MeetingRequest, accepts: bool, answer: str = "", by: User | None) -> Answered:
    """Accept or refuse a request; exactly one answer holds, however many arrive at once."""
    if accepts:
        return accept_request(request=request, answer=answer, by=by)
    return refuse_request(request=request, answer=answer, by=by)


def withdraw_request(*, request: MeetingRequest, reason: str = "", by: User | None) -> MeetingRequest:
    """Take a request back, accepted or not; its meeting, if it has one, is cancelled and its place is free."""
    with recorded(by=by, verb="withdraw_request", reason=reason):
        _plan, held = locked(request)
        if held.state not in OPEN_MEETING_REQUESTS:
            raise AlreadyDecidedError(_("This request does not stand any more."))
        held.state = MeetingRequestState.WITHDRAWN
        close(held, reason, by)
        record_action(by=by, verb="withdraw_request", target=held, reason=reason)
        cancel_meetings_of(held)
        tell_of_withdrawal(held)
    return held


def withdraw_all(*, profile: MeetingProfile, reason: str, by: User | None) -> int:
    """The profile does not come: none of its requests stands any more."""
    mine = MeetingRequest.objects.filter(Q(sender=profile) | Q(recipient=profile), state__in=OPEN_MEETING_REQUESTS)
    found = list(mine.order_by("pk"))
    for request in found:
        withdraw_request(request=request, reason=reason, by=by)
    return len(found)


def held_for_answer(request: MeetingRequest) -> tuple[MeetingPlan | None, MeetingRequest]:
    plan, held = locked(request)
    if held.state != MeetingRequestState.PENDING:
        raise AlreadyDecidedError(_("This request was answered or taken back in the meantime."))
    if held.expires_at is not None and held.expires_at <= timezone.now():
        raise AlreadyDecidedError(_("This request has expired: ask for the meeting yourself."))
    return plan, held


def locked(request: MeetingRequest) -> tuple[MeetingPlan | None, MeetingRequest]:
    """Hold the plan in force, if there is one, then a request: everybody who changes both does so in this order."""
    plan = lock_published_plan(request.edition_id)
    rows = MeetingRequest.objects.select_for_update(of=("self",)).select_related("edition", "sender", "recipient")
    return plan, rows.defer("sender__search", "recipient__search").get(pk=request.pk)


def close(held: MeetingRequest, answer: str, by: User | None) -> None:
    held.answer, held.answered_at, held.answered_by = answer, timezone.now(), by
    held.save(update_fields=["state", "is_mutual", "priority", "answer", "answered_at", "answered_by"])


def expire_requests(*, now: datetime | None = None) -> int:
    """Close the requests that nobody answered in time; returns how many. Run every quarter of an hour."""
    moment = now or timezone.now()
    with transaction.atomic():
        due = MeetingRequest.objects.select_for_update(of=("self",), skip_locked=True).filter(
            state=MeetingRequestState.PENDING, expires_at__lte=moment
        )
        found = list(due.select_related("edition", "sender", "recipient").order_by("pk")[:EXPIRED_AT_ONCE])
        close_expired(found)
    return len(found)


def close_expired(found: Iterable[MeetingRequest]) -> None:
    for request in found:
        with recorded(by=None, verb="expire_request"):
            request.state = MeetingRequestState.EXPIRED
            request.save(update_fields=["state"])
            record_action(by=None, verb="expire_request", target=request)
            tell_of_expiry(request)
