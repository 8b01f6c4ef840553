"""Where a meeting takes place, given where its two sides are."""

from grappe.apps.forum.enums import MeetingMode
from grappe.apps.forum.models import MeetingRequest


def mode_of(request: MeetingRequest) -> MeetingMode:
    return mode_between(request.mode, request.sender.mode, request.recipient.mode)


def mode_between(asked: str, *sides: str) -> MeetingMode:
    """Remote as soon as one side is not there; a hybrid one keeps a table with video for the side that is."""
    if asked != MeetingMode.ON_SITE:
        return MeetingMode(asked)
    if MeetingMode.REMOTE in sides:
        return MeetingMode.REMOTE
    return MeetingMode.HYBRID if MeetingMode.HYBRID in sides else MeetingMode.ON_SITE
