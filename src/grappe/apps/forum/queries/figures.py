"""Figures after the event: what was asked, planned and held, what people thought, who met whom."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from django.db.models import Avg, Count, Q, QuerySet

from grappe.apps.forum.enums import MeetingRequestState, MeetingState, PlanState
from grappe.apps.forum.models import Edition, Meeting, MeetingFeedback, MeetingProfile

By = Literal["country", "kind", "cluster", "profile"]
OTHER = "—"


@dataclass(frozen=True)
class MeetingFigures:
    """Counts of one edition; shares are between 0 and 1, or None where nothing can be divided."""

    requests: int
    accepted: int
    placed: int
    held: int
    missed: int
    cancelled: int
    participants: int
    without_meeting: int
    feedback: int
    rating: float | None
    outcomes: dict[str, int]

    @property
    def satisfaction(self) -> float | None:
        """Accepted requests that got a place."""
        return self.placed / self.accepted if self.accepted else None

    @property
    def show_rate(self) -> float | None:
        """Meetings held among those whose outcome is known."""
        known = self.held + self.missed
        return self.held / known if known else None


def meetings_in_force(edition: Edition) -> QuerySet[Meeting]:
    return Meeting.objects.filter(plan__edition=edition, plan__state=PlanState.PUBLISHED)


def meeting_figures(edition: Edition) -> MeetingFigures:
    asked = edition.meeting_requests.aggregate(
        every=Count("pk"), accepted=Count("pk", filter=Q(state=MeetingRequestState.ACCEPTED))
    )
    states = Counter(dict(meetings_in_force(edition).values_list("state").annotate(count=Count("pk"))))
    standing = meetings_in_force(edition).exclude(state=MeetingState.CANCELLED)
    said = MeetingFeedback.objects.filter(meeting__plan__edition=edition)
    outcomes = dict(said.order_by().values_list("outcome").annotate(count=Count("pk")))
    sides = MeetingProfile.objects.filter(edition=edition).filter(
        Q(requests_sent__state=MeetingRequestState.ACCEPTED) | Q(requests_received__state=MeetingRequestState.ACCEPTED)
    )
    participants = sides.distinct().count()
    meeting = MeetingProfile.objects.filter(seats__meeting__in=standing).distinct().count()
    return MeetingFigures(
        requests=asked["every"],
        accepted=asked["accepted"],
        placed=standing.count(),
        held=states[MeetingState.HELD],
        missed=states[MeetingState.NO_SHOW],
        cancelled=states[MeetingState.CANCELLED],
        participants=participants,
        without_meeting=max(0, participants - meeting),
        feedback=said.count(),
        rating=said.aggregate(mean=Avg("rating"))["mean"],
        outcomes=outcomes,
    )


def follow_up(edition: Edition) -> QuerySet[MeetingFeedback]:
    """What people say their meetings led to, where they name it."""
    named = Q(project__isnull=False) | Q(agreement__isnull=False) | ~Q(reference="")
    rows = MeetingFeedback.objects.filter(named, meeting__plan__edition=edition)
    return rows.select_related("profile", "project", "agreement").order_by("pk")


def who_met_whom(edition: Edition, by: By = "country", *, held_only: bool = False) -> dict[tuple[str, str], int]:
    """How many meetings each two groups had with each other; a pair stands once, in alphabetical order."""
    rows = meetings_in_force(edition).exclude(state__in=[MeetingState.CANCELLED, MeetingState.NO_SHOW])
    if held_only:
        rows = rows.filter(state=MeetingState.HELD)
    path = {
        "country": "country",
        "kind": "organisation__kind",
        "cluster": "cluster__name",
        "profile": "name",
    }[by]
    pairs = rows.filter(request__isnull=False).values_list(f"request__sender__{path}", f"request__recipient__{path}")
    found: dict[tuple[str, str], int] = defaultdict(int)
    for one, other in pairs:
        first, second = sorted((one or OTHER, other or OTHER))
        found[first, second] += 1
    return dict(sorted(found.items()))


Place = tuple[float, float]
NOWHERE: Mapping[str, Place] = MappingProxyType({})
PLACE_FIELDS = ("organisation__longitude", "organisation__latitude", "country")


@dataclass(frozen=True)
class MetOnMap:
    """Two places whose organisations met, and how often; degrees."""

    longitude: float
    latitude: float
    other_longitude: float
    other_latitude: float
    meetings: int


def met_on_map(edition: Edition, middles: Mapping[str, Place] = NOWHERE) -> list[MetOnMap]:
    """Lines of a map between the places of those who met.

    ``middles`` gives a longitude and a latitude by country, for whom the register knows no place: most foreign
    counterparts. Two who stand at one point make no line.
    """
    rows = meetings_in_force(edition).exclude(state__in=[MeetingState.CANCELLED, MeetingState.NO_SHOW])
    told = rows.values_list(
        *(f"request__{side}__{name}" for side in ("sender", "recipient") for name in PLACE_FIELDS),
    )
    counted: Counter[tuple[Place, Place]] = Counter()
    for west, north, country, other_west, other_north, other_country in told:
        one = place_of(west, north, country, middles)
        other = place_of(other_west, other_north, other_country, middles)
        if one is not None and other is not None and one != other:
            counted[one, other] += 1
    return [MetOnMap(*one, *other, meetings=count) for (one, other), count in sorted(counted.items())]


def place_of(
    longitude: float | None, latitude: float | None, country: str, middles: Mapping[str, Place]
) -> Place | None:
    if longitude is None or latitude is None:
        return middles.get(country)
    return longitude, latitude
