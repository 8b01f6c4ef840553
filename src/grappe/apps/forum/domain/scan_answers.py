"""What a scan meant: let in, let out, in already, refused, unknown. It is told from the scans, never kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from grappe.apps.forum.enums import CheckInDirection, RegistrationState, ScanOutcome
from grappe.apps.forum.models import CheckIn, Edition, Registration
from grappe.apps.forum.phrases.check_in import refusal_of

Moment = tuple[datetime, datetime, int]


@dataclass(frozen=True)
class Answer:
    """The answer to one scan; ``before`` is the earlier entry of a person who is in already."""

    event: UUID
    outcome: ScanOutcome
    registration: Registration | None = None
    reason: str = ""
    before: CheckIn | None = None


def moment_of(check_in: CheckIn) -> Moment:
    """When a scan was made. A device's clock that runs ahead is held back to the hour of the server."""
    return min(check_in.client_at, check_in.received_at), check_in.client_at, check_in.pk


def answers_to(edition: Edition, asked: Sequence[tuple[UUID, str]]) -> list[Answer]:
    """The answers to scans that are kept, in the order asked."""
    events = [event for event, _code in asked]
    rows = CheckIn.objects.filter(edition=edition, client_event__in=events)
    kept = {row.client_event: row for row in rows.select_related("registration__category")}
    people = {row.registration_id for row in kept.values() if row.registration_id is not None}
    told = outcomes_of(edition, CheckIn.objects.filter(registration__in=people))
    return [answer_to(event, code, kept.get(event), told) for event, code in asked]


def answer_to(event: UUID, code: str, row: CheckIn | None, told: dict[int, CheckIn | None]) -> Answer:
    if row is None or row.scanned != code:
        # Two devices gave one number, or one device gave it twice: the first scan stands.
        return Answer(event, ScanOutcome.REFUSED, reason=refusal_of(None))
    if row.registration is None:
        return Answer(event, ScanOutcome.UNKNOWN, reason=refusal_of("unknown"))
    if row.registration.state != RegistrationState.CONFIRMED:
        return Answer(event, ScanOutcome.REFUSED, row.registration, refusal_of(row.registration.state))
    if row.direction == CheckInDirection.EXIT:
        return Answer(event, ScanOutcome.LEFT, row.registration)
    before = told.get(row.pk)
    outcome = ScanOutcome.ADMITTED if before is None else ScanOutcome.AGAIN
    return Answer(event, outcome, row.registration, before=before)


def outcomes_of(edition: Edition, rows: Iterable[CheckIn]) -> dict[int, CheckIn | None]:
    """For each entry, the earlier entry of the same day that no exit followed: None for who really comes in."""
    by_person: dict[tuple[int | None, object], list[CheckIn]] = defaultdict(list)
    for row in rows:
        by_person[row.registration_id, moment_of(row)[0].astimezone(edition.zone).date()].append(row)
    told: dict[int, CheckIn | None] = {}
    for scans in by_person.values():
        inside: CheckIn | None = None
        for row in sorted(scans, key=moment_of):
            told[row.pk] = inside
            inside = None if row.direction == CheckInDirection.EXIT else inside or row
    return told
