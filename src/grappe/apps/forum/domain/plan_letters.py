"""People whose agenda changes are told: one letter each, with the whole of it."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, post
from grappe.apps.forum.links import page_address
from grappe.apps.forum.models import Edition, Registration, Seat
from grappe.apps.forum.queries.agendas import seats_in_force


def tell_of_changes(edition: Edition, people: Iterable[int], *, is_first: bool) -> int:
    """Write to these registered persons; returns how many letters were posted."""
    told = 0
    registrations = Registration.objects.filter(pk__in=list(people)).order_by("pk")
    seats: dict[int, list[Seat]] = {}
    for seat in seats_in_force(edition).filter(registration__in=registrations):
        seats.setdefault(seat.registration_id, []).append(seat)
    for registration in registrations:
        own = seats.get(registration.pk, [])
        post(
            address=registration.email,
            language=registration.language,
            write=lambda own=own: letter(edition, own, is_first=is_first),  # type: ignore[misc]
        )
        told += 1
    return told


def letter(edition: Edition, seats: Sequence[Seat], *, is_first: bool) -> Letter:
    agenda, requests = (page_address(f"member:meetings_{page}", edition.slug) for page in ("agenda", "requests"))
    words = {"year": edition.year, "address": agenda if seats else requests, "agenda": "\n".join(map(line, seats))}
    subject = _("[Forum %(year)d] Your meetings") if is_first else _("[Forum %(year)d] Your meetings have changed")
    body = _("Your agenda of meetings:\n%(agenda)s\nAlways up to date here: %(address)s")
    if not seats:
        body = _("You have no meeting in the plan any more. Your requests are here: %(address)s")
    return subject % words, body % words


def line(seat: Seat) -> str:
    meeting = seat.meeting
    begins = meeting.during.lower.astimezone(meeting.plan.edition.zone)
    others = [one.profile.name for one in meeting.seats.all() if one.profile_id != seat.profile_id]
    place = meeting.table.name if meeting.table else _("remote")
    return f"{date_format(begins, 'SHORT_DATETIME_FORMAT')} · {place} · {', '.join(others)}"
