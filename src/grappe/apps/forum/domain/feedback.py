"""What people think of a meeting, and what it led to."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.enums import MeetingOutcome, MeetingState
from grappe.apps.forum.errors import MeetingRefusedError
from grappe.apps.forum.models import Meeting, MeetingFeedback, MeetingProfile
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.projects.models import Project


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What one side says, with a project or an agreement of the register, or their own words, for what it led to."""

    took_place: bool = True
    rating: int | None = None
    outcome: MeetingOutcome = MeetingOutcome.NOTHING
    note: str = ""
    project: Project | None = None
    agreement: PartnershipAgreement | None = None
    reference: str = ""


def give_feedback(
    *, meeting: Meeting, profile: MeetingProfile, opinion: Opinion, by: User | None, is_early: bool = False
) -> MeetingFeedback:
    """Say, or say anew, what came of a meeting; the first side to say it took place marks it as held."""
    if not meeting.seats.filter(profile=profile).exists():
        raise MeetingRefusedError(_("Only the two sides of a meeting give their opinion of it."))
    if meeting.state == MeetingState.CANCELLED or (meeting.during.lower > timezone.now() and not is_early):
        raise MeetingRefusedError(_("This meeting has not taken place yet: come back once it has."))
    if opinion.rating is not None and not 1 <= opinion.rating <= MAXIMUM:
        raise MeetingRefusedError(_("A rating is between 1 and 5."))
    values = {name: getattr(opinion, name) for name in FIELDS}
    with recorded(by=by, verb="give_feedback"):
        feedback, _created = MeetingFeedback.objects.update_or_create(
            meeting=meeting, profile=profile, defaults=values | {"by": by}
        )
        if opinion.took_place and meeting.state == MeetingState.PLANNED:
            Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED).update(state=MeetingState.HELD)
        record_action(
            by=by, verb="give_feedback", target=meeting, outcome=opinion.outcome, took_place=opinion.took_place
        )
    return feedback


MAXIMUM = 5
FIELDS = ("took_place", "rating", "outcome", "note", "project", "agreement", "reference")
