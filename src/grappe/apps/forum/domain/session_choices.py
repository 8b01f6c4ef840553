"""Sessions that a registered person means to attend: her time then is not for meetings."""

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.enums import RegistrationState, SessionState
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.models import Registration, Seat, Session, SessionChoice
from grappe.apps.forum.queries.own_sessions import sessions_of


def choose_session(*, registration: Registration, session: Session, by: User | None) -> SessionChoice:
    """Keep the time of a session free of meetings; twice changes nothing."""
    with recorded(by=by, verb="choose_session"):
        held = Registration.objects.select_for_update(of=("self",)).select_related("edition").get(pk=registration.pk)
        refuse_choice(held, session)
        choice, created = SessionChoice.objects.get_or_create(registration=held, session=session)
        if created:
            record_action(by=by, verb="choose_session", target=session, registration=held.pk)
    return choice


def refuse_choice(registration: Registration, session: Session) -> None:
    if registration.state != RegistrationState.CONFIRMED or registration.edition_id != session.edition_id:
        raise ProgrammeRefusedError(_("Only people whose registration for this edition is confirmed choose sessions."))
    if session.during is None or session.state != SessionState.CONFIRMED:
        raise ProgrammeRefusedError(_("This session has no time in the programme: choose another one."))
    other = sessions_of(registration).filter(during__overlap=session.during).exclude(pk=session.pk).first()
    if other is not None:
        raise ProgrammeRefusedError(
            _("You are in another session at that time: %(title)s. Leave it first.") % {"title": other}
        )
    meeting = Seat.objects.filter(registration=registration, is_binding=True, during__overlap=session.during).first()
    if meeting is not None:
        begins = meeting.during.lower.astimezone(registration.edition.zone)
        raise ProgrammeRefusedError(
            _("You have a meeting at %(time)s: ask the organiser to move it, or withdraw it.")
            % {"time": time_format(begins, "H:i")}
        )


def leave_session(*, registration: Registration, session: Session, by: User | None) -> None:
    with recorded(by=by, verb="leave_session"):
        left, _rows = SessionChoice.objects.filter(registration=registration, session=session).delete()
        if left:
            record_action(by=by, verb="leave_session", target=session, registration=registration.pk)
