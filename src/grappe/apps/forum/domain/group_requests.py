"""One participant asks several others to meet, as when a consortium that is being put together comes to the Forum."""

from collections.abc import Iterable
from dataclasses import dataclass

from grappe.apps.accounts.domain.audit import recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.requests import request_meeting
from grappe.apps.forum.enums import MeetingPriority
from grappe.apps.forum.errors import AlreadyDecidedError, MeetingRefusedError
from grappe.apps.forum.models import MeetingProfile, MeetingRequest


@dataclass(frozen=True)
class GroupAsked:
    """The requests that stand now, and for each one that could not be made whose it was and why."""

    made: tuple[MeetingRequest, ...]
    refused: tuple[tuple[MeetingProfile, str], ...]


def request_group(
    *,
    sender: MeetingProfile,
    recipients: Iterable[MeetingProfile],
    message: str,
    priority: MeetingPriority = MeetingPriority.IMPORTANT,
    by: User,
) -> GroupAsked:
    """Ask each of them; one who cannot be asked keeps nobody else from it."""
    made, refused = [], []
    with recorded(by=by, verb="request_group"):
        for one in recipients:
            try:
                made.append(request_meeting(sender=sender, recipient=one, message=message, priority=priority, by=by))
            except (MeetingRefusedError, AlreadyDecidedError) as refusal:
                refused.append((one, str(refusal)))
    return GroupAsked(tuple(made), tuple(refused))
