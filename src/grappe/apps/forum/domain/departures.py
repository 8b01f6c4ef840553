"""A registered person does not come: what becomes of the meetings."""

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.booking import cancel, free_delegate, lock_published_plan
from grappe.apps.forum.domain.requests import withdraw_all
from grappe.apps.forum.models import Delegate, Registration, Seat


def leave_meetings(*, registration: Registration, by: User | None) -> None:
    """Hand the person's meetings to a colleague who is free then; without colleagues the profile withdraws."""
    delegate = Delegate.objects.filter(registration=registration).select_related("profile").first()
    if delegate is None:
        return
    profile = delegate.profile
    with recorded(by=by, verb="leave_meetings"):
        lock_published_plan(registration.edition_id)
        delegate.delete()
        if not profile.delegates.exists():
            withdraw_all(profile=profile, reason="", by=by)
            return
        lost = [
            seat.meeting_id
            for seat in Seat.objects.filter(registration=registration, is_binding=True)
            if not hand_over(seat)
        ]
        cancel(lost)
        record_action(by=by, verb="leave_meetings", target=profile, cancelled=len(lost))


def hand_over(seat: Seat) -> bool:
    """Give a seat to a colleague, if one is free then."""
    colleague = free_delegate(seat.profile, seat.during)
    if colleague is not None:
        seat.registration_id = colleague
        seat.save(update_fields=["registration"])
    return colleague is not None
