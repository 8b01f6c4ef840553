"""The records that addresses of the B2B meetings name, for the walk over every address."""

from typing import Any

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.requests import accept_request, request_meeting
from grappe.apps.forum.models import AgendaFeed, Edition, MeetingPlan, MeetingProfile, MeetingRequest
from tests.forum_rows import make_edition, make_profile, make_slot, make_table

OF_A_PLAN = ("plan", "grid", "participants", "left_out", "signs", "publish", "stop", "drop")


def meeting_records(person: User) -> dict[str, dict[str, Any]]:
    """One edition at which the person meets others: a request each way, and one meeting in the plan in force."""
    edition = make_edition(slug="met")
    own, other = make_profile(edition, user=person, name="Own"), make_profile(edition, name="Other")
    plan_in_force(edition)
    request_meeting(sender=own, recipient=make_profile(edition), by=None)
    received = request_meeting(sender=make_profile(edition), recipient=own, by=None)
    sent = request_meeting(sender=own, recipient=make_profile(edition), by=None)
    meeting = booked(own, other)
    feed = AgendaFeed.objects.create(registration=own.delegates.get().registration)
    at = {"edition": edition.slug}
    return {
        "agenda_feed": {"token": feed.token},
        "member:meetings": at,
        "member:meetings_": at,
        "member:meetings_remove_delegate": {"pk": own.delegates.get().pk},
        "member:meetings_participant": {"pk": other.pk},
        "member:meetings_answer": {"pk": received.pk},
        "member:meetings_withdraw": {"pk": sent.pk},
        "member:meetings_feedback": {"pk": meeting.pk},
        "office:meetings": at,
        "office:meetings_": at | {"pk": meeting.pk, "what": "slots"},
        **{f"office:meetings_{name}": {"pk": meeting.plan_id} for name in OF_A_PLAN},
    }


def plan_in_force(edition: Edition) -> MeetingPlan:
    make_slot(edition, 0)
    make_table(edition)
    return MeetingPlan.objects.create(edition=edition, state="published")


def booked(own: MeetingProfile, other: MeetingProfile) -> Any:
    request: MeetingRequest = request_meeting(sender=own, recipient=other, by=None)
    return accept_request(request=request, by=None).meeting
