"""On the day a colleague comes in a delegate's place."""

import time

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.forum.domain.booking import lock_published_plan
from grappe.apps.forum.domain.day import Desk
from grappe.apps.forum.domain.plan_letters import tell_of_changes
from grappe.apps.forum.enums import DayEventKind, RegistrationState
from grappe.apps.forum.errors import MeetingRefusedError
from grappe.apps.forum.models import DayEvent, Delegate, MeetingProfile, Registration, Seat


def swap_delegate(*, profile: MeetingProfile, leaving: Registration, coming: Registration, desk: Desk) -> DayEvent:
    """Give the meetings to come of one person to a colleague; the hours, the tables and the partners stay."""
    began = time.perf_counter()
    with recorded(by=desk.by, verb="swap_delegate", reason=desk.note):
        plan = lock_published_plan(profile.edition)
        check_swap(profile, leaving, coming)
        seats = list(
            Seat.objects.filter(
                profile=profile, registration=leaving, is_binding=True, during__startswith__gt=desk.moment
            ).select_related("meeting")
        )
        check_free(coming, seats)
        Delegate.objects.get_or_create(registration=coming, defaults={"profile": profile})
        Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(registration=coming)
        Delegate.objects.filter(profile=profile, registration=leaving).delete()
        event = DayEvent.objects.create(
            edition=profile.edition,
            kind=DayEventKind.SWAP,
            profile=profile,
            plan=plan,
            effects=[effect_of(seat) for seat in seats],
            seconds=round(time.perf_counter() - began, 3),
            note=desk.note,
            by=desk.by,
        )
        record_action(by=desk.by, verb="swap_delegate", target=event, leaving=leaving.pk, coming=coming.pk)
        tell_of_changes(profile.edition, {coming.pk}, is_first=False)
    return event


def check_swap(profile: MeetingProfile, leaving: Registration, coming: Registration) -> None:
    if not Delegate.objects.filter(profile=profile, registration=leaving).exists():
        raise MeetingRefusedError(_("This person does not meet in the name of this profile."))
    if coming.edition_id != profile.edition_id or coming.state != RegistrationState.CONFIRMED or coming == leaving:
        raise MeetingRefusedError(_("The colleague needs a confirmed registration of this edition: make one first."))
    if Delegate.objects.filter(registration=coming).exclude(profile=profile).exists():
        raise MeetingRefusedError(_("The colleague meets in the name of another profile."))


def check_free(coming: Registration, seats: list[Seat]) -> None:
    for seat in seats:
        held = Seat.objects.filter(registration=coming, is_binding=True, during__overlap=seat.during)
        if held.exists():
            raise MeetingRefusedError(_("The colleague has a meeting of their own at one of these hours."))


def effect_of(seat: Seat) -> dict[str, object]:
    meeting = seat.meeting
    return {"request": meeting.request_id, "kind": "swapped", "slot": meeting.slot_id, "table": meeting.table_id}
