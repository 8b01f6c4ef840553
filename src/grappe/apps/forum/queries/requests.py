"""Requests for meetings: one's own, and those of an edition for its organiser."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from grappe.apps.forum.enums import OPEN_MEETING_REQUESTS, MeetingRequestState, MeetingState, PlanState
from grappe.apps.forum.models import Edition, Meeting, MeetingPlan, MeetingProfile, MeetingRequest

# Profiles carry long texts and their index of words: none of it is shown in a list.
SHOWN_OF_A_REQUEST = (
    *("edition", "state", "priority", "is_mutual", "message", "answer", "asked_at", "answered_at", "expires_at"),
    *(f"{side}__{name}" for side in ("sender", "recipient") for name in ("name", "country")),
)


@dataclass(frozen=True)
class Box:
    """The requests of one profile, as its delegates look at them."""

    to_answer: tuple[MeetingRequest, ...]
    waiting: tuple[MeetingRequest, ...]
    accepted: tuple[MeetingRequest, ...]
    closed: QuerySet[MeetingRequest]


def box_of(profile: MeetingProfile) -> Box:
    mine = MeetingRequest.objects.filter(Q(sender=profile) | Q(recipient=profile))
    every = mine.select_related("sender", "recipient").only(*SHOWN_OF_A_REQUEST)
    standing = list(every.filter(state__in=OPEN_MEETING_REQUESTS).order_by("expires_at", "pk"))
    pending = [one for one in standing if one.state == MeetingRequestState.PENDING]
    accepted = (one for one in standing if one.state == MeetingRequestState.ACCEPTED)
    return Box(
        to_answer=tuple(one for one in pending if one.recipient_id == profile.pk),
        waiting=tuple(one for one in pending if one.sender_id == profile.pk),
        accepted=tuple(sorted(accepted, key=lambda one: (-one.priority, one.pk))),
        closed=every.exclude(state__in=OPEN_MEETING_REQUESTS).order_by("-answered_at", "-pk"),
    )


def request_numbers(profile: MeetingProfile) -> dict[str, int]:
    """How many requests of a profile wait for its answer, for the others', and are accepted."""
    mine = MeetingRequest.objects.filter(Q(sender=profile) | Q(recipient=profile))
    pending = Q(state=MeetingRequestState.PENDING)
    return mine.aggregate(
        to_answer=Count("pk", filter=pending & Q(recipient=profile)),
        waiting=Count("pk", filter=pending & Q(sender=profile)),
        accepted=Count("pk", filter=Q(state=MeetingRequestState.ACCEPTED)),
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
