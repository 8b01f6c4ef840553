"""Where a round stands, by the server's clock."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Func, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from grappe.apps.calls.enums import CallState, RoundStage, RoundState
from grappe.apps.calls.models import CallRound
from grappe.apps.core.arrival import ArrivalReading

DECIDED_STAGES = {
    RoundState.PREPARED: RoundStage.PREPARED,
    RoundState.IN_REVIEW: RoundStage.IN_REVIEW,
    RoundState.DECIDED: RoundStage.DECIDED,
    RoundState.CANCELLED: RoundStage.CANCELLED,
}


class ServerClock(Func):
    """The database's own hour at the moment it reads the row: the one clock that every web process shares."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


@dataclass(frozen=True)
class Moment:
    """What a round was when the request arrived."""

    stage: RoundStage
    at: datetime
    closes_at: datetime
    time_zone: str

    def told(self, instant: datetime) -> str:
        """An instant to the second, as the clocks of the call show it."""
        there = timezone.localtime(instant, ZoneInfo(self.time_zone))
        return f"{date_format(there, 'DATE_FORMAT')} {there:%H:%M:%S}"


def stage_of(round: CallRound, at: datetime) -> RoundStage:  # noqa: A002
    """An announced round is open from its first instant until before its last minute."""
    if round.state != RoundState.ANNOUNCED:
        return DECIDED_STAGES[RoundState(round.state)]
    if round.call.state != CallState.PUBLISHED or at < round.opens_at:
        return RoundStage.UPCOMING
    return RoundStage.OPEN if at < round.closes_at else RoundStage.CLOSED


def moment_of(round_id: int) -> Moment:
    """Read a round and the clock in one statement, before any lock is waited for; the moment is the request's arrival.

    Who arrives before the minute is in time, however long the server is busy and the others keep the locks.
    """
    reading = ArrivalReading()
    found = CallRound.objects.select_related("call").annotate(read_at=ServerClock()).get(pk=round_id)
    at = reading.by(found.read_at)
    return Moment(stage_of(found, at), at, found.closes_at, found.time_zone)


def rounds_by_stage(at: datetime, *stages: RoundStage) -> QuerySet[CallRound]:
    """The rounds that stand at one of the stages; those of unpublished calls are in none."""
    wanted = models.Q(pk__in=[])
    for stage in stages:
        wanted |= STAGE_CONDITIONS[stage](at)
    rows = CallRound.objects.select_related("call__scheme").exclude(call__state=CallState.DRAFT)
    return rows.filter(wanted)


def is_in(state: RoundState, **more: object) -> models.Q:
    return models.Q(state=state, **more)


STAGE_CONDITIONS = {
    RoundStage.PREPARED: lambda at: is_in(RoundState.PREPARED),  # noqa: ARG005
    RoundStage.UPCOMING: lambda at: is_in(RoundState.ANNOUNCED, opens_at__gt=at),
    RoundStage.OPEN: lambda at: is_in(RoundState.ANNOUNCED, opens_at__lte=at, closes_at__gt=at),
    RoundStage.CLOSED: lambda at: is_in(RoundState.ANNOUNCED, closes_at__lte=at),
    RoundStage.IN_REVIEW: lambda at: is_in(RoundState.IN_REVIEW),  # noqa: ARG005
    RoundStage.DECIDED: lambda at: is_in(RoundState.DECIDED),  # noqa: ARG005
    RoundStage.CANCELLED: lambda at: is_in(RoundState.CANCELLED),  # noqa: ARG005
}
