"""People who take the floor; they register as everybody does."""

from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.attendees import Attendee
from grappe.apps.forum.domain.registrations import register_participant
from grappe.apps.forum.enums import OPEN_REGISTRATIONS, CategoryKind
from grappe.apps.forum.errors import ProgrammeRefusedError
from grappe.apps.forum.models import Edition, Registration, Speaker

# A speaker's registration takes its key from her guid, so that registering twice registers once.
REGISTERED = UUID("f1d5bb9a-5a0b-43c7-9d6a-3d1d0a1f6f52")


def add_speaker(*, edition: Edition, values: dict[str, Any], by: User | None) -> Speaker:
    with recorded(by=by, verb="add_speaker"):
        speaker = Speaker(edition=edition)
        keep(speaker, values)
        record_action(by=by, verb="add_speaker", target=speaker, name=speaker.full_name)
    return speaker


def change_speaker(*, speaker: Speaker, values: dict[str, Any], by: User | None) -> Speaker:
    with recorded(by=by, verb="change_speaker"):
        held = Speaker.objects.select_for_update().get(pk=speaker.pk)
        keep(held, values)
        record_action(by=by, verb="change_speaker", target=held, fields=sorted(values))
    return held


def keep(speaker: Speaker, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(speaker, name, value)
    speaker.email = speaker.email.strip().lower()
    try:
        with transaction.atomic():
            speaker.save()
    except IntegrityError as error:
        raise ProgrammeRefusedError(_("A speaker of this edition has that address already.")) from error


def remove_speaker(*, speaker: Speaker, by: User | None) -> None:
    with recorded(by=by, verb="remove_speaker"):
        if speaker.parts.exists():
            raise ProgrammeRefusedError(_("This person takes part in a session: take that part away first."))
        record_action(by=by, verb="remove_speaker", target=speaker.edition, name=speaker.full_name)
        speaker.delete()


def register_speaker(*, speaker: Speaker, by: User | None) -> Registration:
    """Register a speaker in the speakers' category, or find the registration she has."""
    edition = speaker.edition
    if not speaker.email:
        raise ProgrammeRefusedError(_("Write the speaker's address first: the badge is sent to it."))
    with recorded(by=by, verb="register_speaker"):
        found = edition.registrations.filter(email__iexact=speaker.email, state__in=OPEN_REGISTRATIONS).first()
        registration = found or register_new(speaker, by)
        speaker.registration = registration
        speaker.save(update_fields=["registration"])
        record_action(by=by, verb="register_speaker", target=speaker, registration=registration.pk)
    return registration


def register_new(speaker: Speaker, by: User | None) -> Registration:
    category = speaker.edition.categories.filter(kind=CategoryKind.SPEAKER).first()
    if category is None:
        raise ProgrammeRefusedError(_("This edition has no category for speakers: add one first."))
    attendee = Attendee(
        full_name=speaker.full_name,
        email=speaker.email,
        job_title=speaker.job_title,
        organisation=speaker.organisation,
        organisation_name=speaker.organisation_name,
    )
    return register_participant(
        edition=speaker.edition,
        category=category,
        attendee=attendee,
        key=uuid5(REGISTERED, str(speaker.guid)),
        by=by,
        user=speaker.user,
        is_invited=True,
    )
