"""What the meetings do when the rest of the Forum changes."""

from typing import Any

from django.dispatch import receiver

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.departures import leave_meetings
from grappe.apps.forum.events import registration_ended
from grappe.apps.forum.models import Registration


@receiver(registration_ended)
def end_meetings(registration: Registration, by: User | None, **_more: Any) -> None:
    leave_meetings(registration=registration, by=by)
