"""Requests for meetings: one's own, and those of an edition for its organiser."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from grappe.apps.forum.enums import OPEN_MEETING_REQUESTS, MeetingRequestState, MeetingState, PlanState
from grappe.apps.forum.models import Edition, Meeting, MeetingPlan, MeetingProfile, MeetingRequest


@dataclass(frozen=True)
class Box:
    """The requests of one profile, as its delegates look at them."""

    to_answer: QuerySet[MeetingRequest]
    waiting: QuerySet[MeetingRequest]
    accepted: QuerySet[MeetingRequest]
    closed: QuerySet[MeetingRequest]


def box_of(profile: MeetingProfile) -> Box:
    every = MeetingRequest.objects.filter(Q(sender=profile) | Q(recipient=profile)).select_related(
        "sender", "recipient", "asked_by", "answered_by"
    )
    pending = every.filter(state=MeetingRequestState.PENDING)
    return Box(
        to_answer=pending.filter(recipient=profile).order_by("expires_at", "pk"),
        waiting=pending.filter(sender=profile).order_by("expires_at", "pk"),
        accepted=every.filter(state=MeetingRequestState.ACCEPTED).order_by("-priority", "pk"),
        closed=every.exclude(state__in=OPEN_MEETING_REQUESTS).order_by("-answered_at", "-pk"),
    )


def to_answer_count(profile: MeetingProfile) -> int:
    return MeetingRequest.objects.filter(recipient=profile, state=MeetingRequestState.PENDING).count()


def requests_of_edition(
    edition: Edition, *, words: str = "", state: str = "", placed: str = ""
) -> QuerySet[MeetingRequest]:
    """Requests with ``is_placed``: whether the plan in force holds a meeting for them."""
    standing = Meeting.objects.filter(request=OuterRef("pk"), plan__state=PlanState.PUBLISHED).exclude(
        state=MeetingState.CANCELLED
    )
    found = (
        edition.meeting_requests.select_related("sender", "recipient")
        .annotate(is_placed=Exists(standing))
        .order_by("-asked_at", "-pk")
    )
    if words.strip():
        found = found.filter(Q(sender__name__icontains=words.strip()) | Q(recipient__name__icontains=words.strip()))
    if state:
        found = found.filter(state=state)
    if placed:
        found = found.filter(is_placed=placed == "yes")
    return found


def request_counts(edition: Edition) -> dict[str, int]:
    """How many requests stand in each state; a state without any counts zero."""
    found = dict(edition.meeting_requests.order_by().values_list("state").annotate(count=Count("pk")))
    return {state: found.get(state, 0) for state in MeetingRequestState.values}


def left_out_of(plan: MeetingPlan) -> QuerySet[MeetingRequest]:
    """Accepted requests that a plan has no meeting for, the weightiest first."""
    standing = Meeting.objects.filter(request=OuterRef("pk"), plan=plan).exclude(state=MeetingState.CANCELLED)
    accepted = plan.edition.meeting_requests.filter(state=MeetingRequestState.ACCEPTED)
    return accepted.exclude(Exists(standing)).select_related("sender", "recipient").order_by("-priority", "pk")
