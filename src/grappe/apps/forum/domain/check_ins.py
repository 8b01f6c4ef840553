"""Scans of badges, as phones keep and send them: each is kept once, in whatever order it comes, and never rewritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.scan_answers import Answer, answers_to
from grappe.apps.forum.enums import CheckInDirection
from grappe.apps.forum.errors import AlreadyDecidedError, ScansRefusedError
from grappe.apps.forum.models import CheckIn, Edition, Registration
from grappe.apps.forum.queries.attendance import registrations_by_code

MOST_SCANS = 500
LONGEST_CODE = 200


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One scan, numbered by the device that made it. ``code`` is a badge's code, or a registration number typed in."""

    event: UUID
    code: str
    at: datetime
    direction: CheckInDirection = CheckInDirection.ENTRY
    door: str = ""


def merge_scans(*, edition: Edition, client: str, scans: Sequence[Scan], by: User) -> list[Answer]:
    """Take in what a device has kept; sending the same scans again adds nothing and gives the same answers.

    Devices meet late and out of order: what a scan meant is told from all that is known of the person, by the time
    on the devices, so two phones that both let somebody in count one arrival.
    """
    if len(scans) > MOST_SCANS:
        raise ScansRefusedError(_("Send at most %(most)d scans at a time.") % {"most": MOST_SCANS})
    if not scans:
        return []
    events = [scan.event for scan in scans]
    with recorded(by=by, verb="check_in"):
        new = set(events) - set(CheckIn.objects.filter(client_event__in=events).values_list("client_event", flat=True))
        CheckIn.objects.bulk_create(rows_of(edition, client, scans, by), ignore_conflicts=True)
        if new:
            record_action(by=by, verb="check_in", target=edition, device=client, sent=len(scans), new=len(new))
    return answers_to(edition, [(scan.event, cleaned(scan.code)) for scan in scans])


def rows_of(edition: Edition, client: str, scans: Iterable[Scan], by: User) -> list[CheckIn]:
    """Rows in one order for everybody, so that two devices with the same scans wait for each other in turn."""
    known = registrations_by_code(edition, {cleaned(scan.code) for scan in scans})
    return [
        CheckIn(
            edition=edition,
            registration=known.get(cleaned(scan.code)),
            scanned=cleaned(scan.code),
            door=scan.door[:60],
            direction=scan.direction,
            client=client[:60],
            client_event=scan.event,
            client_at=scan.at,
            by=by,
        )
        for scan in sorted(scans, key=lambda scan: scan.event)
    ]


def cleaned(code: str) -> str:
    # A reader may add a line's end, and PostgreSQL holds no NUL.
    return code.replace("\0", "").strip()[:LONGEST_CODE]


def check_in(
    *, registration: Registration, by: User, direction: CheckInDirection = CheckInDirection.ENTRY, door: str = ""
) -> Answer:
    """Let one person in (or out) from a page that is on line."""
    scan = Scan(event=uuid4(), code=registration.code, at=timezone.now(), direction=direction, door=door)
    return merge_scans(edition=registration.edition, client="desk", scans=[scan], by=by)[0]


def recognise_scan(*, check_in: CheckIn, registration: Registration, by: User) -> CheckIn:
    """Say whose badge an unknown code was; the scan itself stays as it was read."""
    with recorded(by=by, verb="recognise_scan"):
        held = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
        if held.registration_id is not None:
            raise AlreadyDecidedError(_("Somebody has said in the meantime whose badge this was."))
        if held.edition_id != registration.edition_id:
            raise ScansRefusedError(_("This person is registered for another edition."))
        held.registration = registration
        held.save(update_fields=["registration"])
        record_action(by=by, verb="recognise_scan", target=registration, scanned=held.scanned)
    return held
