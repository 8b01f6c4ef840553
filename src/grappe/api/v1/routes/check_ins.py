from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Router, Schema
from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints

from grappe.api.v1.auth import require, session, writer
from grappe.api.v1.errors import WRITE_ANSWERS
from grappe.apps.forum.domain.check_ins import LONGEST_CODE, MOST_SCANS, Scan, merge_scans
from grappe.apps.forum.domain.scan_answers import Answer
from grappe.apps.forum.enums import CheckInDirection, ScanOutcome
from grappe.apps.forum.models import Edition
from grappe.apps.forum.phrases.categories import category_name as category_of

router = Router(tags=["forum"])
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
EditionSlug = Annotated[
    str, Path(max_length=60, pattern=r"^[-a-zA-Z0-9_]+$", description="The short address of the edition.")
]
Text = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]


def written_out(value: object) -> object:
    """A moment is written with its date: a number of seconds is a device's own counting, not said what from."""
    if not isinstance(value, str) or not value[:4].isdigit() or value[4:5] != "-":
        raise ValueError("Write the moment as 2027-11-18T09:00:00+01:00.")
    return value


class ScanIn(Schema):
    """One scan, as a device kept it."""

    event: Annotated[UUID, Field(description="Made by the device; the same scan sent again keeps it.")]
    code: Annotated[str, StringConstraints(max_length=LONGEST_CODE), Field(description="Badge code, or number typed.")]
    at: Annotated[
        AwareDatetime,
        BeforeValidator(written_out),
        Field(description="When it was scanned, with the offset from UTC."),
    ]
    direction: Literal["in", "out"] = "in"
    door: Text = ""


class ScansIn(Schema):
    """The scans that a device holds and has no answer to yet."""

    device: Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
    scans: Annotated[list[ScanIn], Field(max_length=MOST_SCANS)]


class AnswerOut(Schema):
    """What a scan meant, told from every scan of the person that is known now."""

    event: UUID
    outcome: ScanOutcome
    name: str
    organisation: str
    category: str
    state: str
    reason: str
    before: datetime | None


class AnswersOut(Schema):
    """An answer to each scan, in the order sent, and the server's hour."""

    now: datetime
    answers: list[AnswerOut]


@router.post(
    "/forum/{edition}/check-ins",
    auth=[writer, session],
    response={200: AnswersOut, **WRITE_ANSWERS},
    operation_id="merge_check_ins",
)
def merge_check_ins(request: HttpRequest, edition: EditionSlug, body: ScansIn) -> AnswersOut:
    """Take in scans of badges, however late; sending them again adds nothing."""
    held = get_object_or_404(Edition, slug=edition)
    user = require(request, "forum.check_in", held)
    answers = merge_scans(edition=held, client=body.device, scans=[scan_of(one) for one in body.scans], by=user)
    return AnswersOut(now=timezone.now(), answers=[told(one) for one in answers])


def scan_of(one: ScanIn) -> Scan:
    return Scan(
        event=one.event,
        code=one.code,
        # A device without the hour is no reason to lose a scan; PostgreSQL knows no offset of sixteen hours or more.
        at=min(max(one.at, EARLIEST), LATEST).astimezone(UTC),
        direction=CheckInDirection(one.direction),
        door=one.door,
    )


def told(answer: Answer) -> AnswerOut:
    person = answer.registration
    return AnswerOut(
        event=answer.event,
        outcome=answer.outcome,
        name=person.full_name if person else "",
        organisation=person.organisation_name if person else "",
        category=category_of(person.category) if person else "",
        state=person.state if person else "",
        reason=answer.reason,
        before=answer.before.client_at if answer.before else None,
    )
