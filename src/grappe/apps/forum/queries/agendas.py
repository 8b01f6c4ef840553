"""Who meets whom, when and where, as the plan in force says."""

from django.db.models import QuerySet

from grappe.apps.forum.enums import MeetingState, PlanState
from grappe.apps.forum.models import Edition, Meeting, MeetingPlan, MeetingProfile, Registration, Seat
from grappe.apps.forum.models.meeting import PLAN_DOCUMENTS


def seats_in_force(edition: Edition) -> QuerySet[Seat]:
    """Seats of the published plan in the order of the day, with what an agenda shows of each."""
    return (
        Seat.objects.filter(meeting__plan__edition=edition, meeting__plan__state=PlanState.PUBLISHED)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting__table", "meeting__slot", "meeting__plan__edition", "profile")
        .defer(*(f"meeting__plan__{name}" for name in PLAN_DOCUMENTS), "profile__search")
        .prefetch_related("meeting__seats__profile", "meeting__seats__registration")
        .order_by("during", "pk")
    )


def agenda_of(registration: Registration) -> QuerySet[Seat]:
    return seats_in_force(registration.edition).filter(registration=registration)


def agenda_of_profile(profile: MeetingProfile) -> QuerySet[Seat]:
    """Every delegate's meetings of one profile."""
    return seats_in_force(profile.edition).filter(profile=profile).select_related("registration")


def meetings_of_plan(edition: Edition) -> QuerySet[Meeting]:
    """The plan in force, cancelled meetings included, for the organiser and the desk."""
    return (
        Meeting.objects.filter(plan__edition=edition, plan__state=PlanState.PUBLISHED)
        .select_related("slot", "table", "request__sender", "request__recipient")
        .prefetch_related("seats__profile", "seats__registration")
        .order_by("during", "table__rank", "pk")
    )


def is_plan_in_force(edition: Edition) -> bool:
    """Whether a plan is published, so that what is agreed now takes its place at once."""
    return MeetingPlan.objects.filter(edition=edition, state=PlanState.PUBLISHED).exists()
