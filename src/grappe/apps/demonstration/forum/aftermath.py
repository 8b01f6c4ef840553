"""What the simulated participants of a Forum that is over say of their meetings."""

from random import Random

from grappe.apps.forum.enums import EditionState, MeetingOutcome, MeetingState
from grappe.apps.forum.models import Edition, Meeting, MeetingFeedback, MeetingPlan

MISSED, ANSWERED = 0.06, 0.55
OUTCOMES = (
    (MeetingOutcome.NOTHING, 3),
    (MeetingOutcome.CONTACT, 6),
    (MeetingOutcome.PROJECT, 3),
    (MeetingOutcome.AGREEMENT, 1),
    (MeetingOutcome.BUSINESS, 2),
)


def add_aftermath(plan: MeetingPlan, *, seed: int) -> None:
    """Meetings held or missed, one opinion in two given, and the edition closed."""
    random = Random(seed)
    said = []
    for meeting in plan.meetings.prefetch_related("seats").order_by("during", "pk"):
        is_missed = random.random() < MISSED
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.NO_SHOW if is_missed else MeetingState.HELD)
        if not is_missed:
            profiles = sorted({seat.profile_id for seat in meeting.seats.all()})
            said += [opinion(meeting, one, random) for one in profiles if random.random() < ANSWERED]
    MeetingFeedback.objects.bulk_create(said)
    Edition.objects.filter(pk=plan.edition_id).update(state=EditionState.OVER)


def opinion(meeting: Meeting, profile: int, random: Random) -> MeetingFeedback:
    outcome = random.choices([one for one, _weight in OUTCOMES], [weight for _one, weight in OUTCOMES])[0]
    rating = random.choice((4, 5) if outcome != MeetingOutcome.NOTHING else (2, 3, 3, 4))
    return MeetingFeedback(meeting=meeting, profile_id=profile, outcome=outcome, rating=rating)
