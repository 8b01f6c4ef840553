"""Sessions, one by one: what, when, where and who."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.places import lock_edition
from grappe.apps.forum.enums import SessionPart, SessionState
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.exchange.programme import day_of
from grappe.apps.forum.models import Edition, Session, SessionSpeaker, Speaker
from grappe.apps.forum.phrases.programme import when


def add_session(*, edition: Edition, values: dict[str, Any], by: User | None) -> Session:
    """Add a session; ``begins`` and ``ends`` are given both or not at all."""
    with recorded(by=by, verb="add_session"):
        session = Session(edition=edition)
        place(session, values)
        record_action(by=by, verb="add_session", target=session, title=str(session))
    return session


def change_session(*, session: Session, values: dict[str, Any], by: User | None) -> Session:
    with recorded(by=by, verb="change_session"):
        held = Session.objects.select_for_update().select_related("edition").get(pk=session.pk)
        place(held, values)
        record_action(by=by, verb="change_session", target=held, fields=sorted(values))
    return held


def remove_session(*, session: Session, by: User | None) -> None:
    """Take a draft away; what visitors have seen is cancelled instead."""
    with recorded(by=by, verb="remove_session"):
        if session.state != SessionState.DRAFT:
            raise ProgrammeRefusedError(_("Only a draft can be removed: cancel this session instead."))
        record_action(by=by, verb="remove_session", target=session.edition, title=str(session))
        session.delete()


def place(session: Session, values: dict[str, Any]) -> None:
    """Save the values, or say which session stands in the way."""
    edition = lock_edition(session.edition_id)
    values = dict(values)
    if "begins" in values or "ends" in values:
        begins, ends = values.pop("begins", None), values.pop("ends", None)
        session.during = time_span(edition, begins, ends)
    for name, value in values.items():
        setattr(session, name, value)
    refuse_foreign(session)
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        raise ProgrammeRefusedError(explained(session, str(error))) from error
    session.refresh_from_db(fields=["during"])


def time_span(edition: Edition, begins: datetime | None, ends: datetime | None) -> DateTimeTZRange | None:
    if begins is None and ends is None:
        return None
    if begins is None or ends is None:
        raise ProgrammeRefusedError(_("Give both hours, or neither while the session has no place yet."))
    if ends <= begins:
        raise ProgrammeRefusedError(_("A session ends after it begins: check the hours."))
    if edition.days is not None and not edition.days.lower <= day_of(begins, edition.zone) < edition.days.upper:
        raise ProgrammeRefusedError(_("That day is not one of the edition's days: choose one of them."))
    return DateTimeTZRange(begins, ends)


def refuse_foreign(session: Session) -> None:
    for one in (session.room, session.track):
        if one is not None and one.edition_id != session.edition_id:
            raise ProgrammeRefusedError(_("Rooms and tracks belong to one edition: choose among this one's."))


def explained(session: Session, error: str) -> str:
    if "session_has_a_title" in error:
        return _("A session needs a title in one language at least.")
    if "session_alone_in_its_room" not in error or session.during is None:
        return _("The session cannot be kept like that: check its values.")
    others = Session.objects.filter(room=session.room, during__overlap=session.during).exclude(pk=session.pk)
    other = others.exclude(state=SessionState.CANCELLED).order_by("during").first()
    if other is None:
        return _("The room is taken at that time: choose another room or another time.")
    zone = session.edition.zone
    names = {
        "room": session.room,
        "other": other,
        "begins": when(other.during.lower, zone),
        "ends": f"{other.during.upper.astimezone(zone):%H:%M}",
    }
    return (
        _(
            "The room %(room)s is taken by “%(other)s”, %(begins)s to %(ends)s: choose another room or another time, "
            "or move that session first."
        )
        % names
    )


def give_part(*, session: Session, speaker: Speaker, part: SessionPart, by: User | None) -> SessionSpeaker:
    """A person speaks in a session, moderates or chairs it; twice changes nothing."""
    if speaker.edition_id != session.edition_id:
        raise ProgrammeRefusedError(_("This speaker belongs to another edition: add the person to this one first."))
    with recorded(by=by, verb="give_part"):
        rank = session.parts.count()
        held, created = SessionSpeaker.objects.get_or_create(
            session=session, speaker=speaker, part=part, defaults={"rank": rank}
        )
        if created:
            record_action(by=by, verb="give_part", target=session, speaker=speaker.full_name, part=part)
    return held


def take_part_away(*, part: SessionSpeaker, by: User | None) -> None:
    with recorded(by=by, verb="take_part_away"):
        record_action(by=by, verb="take_part_away", target=part.session, speaker=part.speaker.full_name, part=part.part)
        part.delete()
