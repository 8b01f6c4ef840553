"""People whose agenda changes are told: one letter each, with the whole of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, Written, post_all
from grappe.apps.forum.enums import MeetingState, PlanState
from grappe.apps.forum.links import page_address
from grappe.apps.forum.models import Edition, Registration, Seat


class Appointment(NamedTuple):
    """One line of an agenda; ``table`` is empty where the meeting is remote."""

    begins: datetime
    table: str
    others: tuple[str, ...]


def tell_of_changes(edition: Edition, people: Iterable[int], *, is_first: bool) -> int:
    """Write to these registered persons; returns how many letters were posted."""
    registrations = Registration.objects.filter(pk__in=list(people)).order_by("pk")
    readers = list(registrations.values_list("pk", "email", "language"))
    agendas = agendas_of([person for person, _email, _language in readers], edition)
    return post_all(
        Written(email, language, partial(letter, edition, agendas[person], is_first=is_first))
        for person, email, language in readers
    )


def agendas_of(people: Sequence[int], edition: Edition) -> dict[int, list[Appointment]]:
    """What each has in the plan in force, in the order of the day; two questions, however many they are."""
    standing = Seat.objects.filter(meeting__plan__edition=edition, meeting__plan__state=PlanState.PUBLISHED)
    own = standing.exclude(meeting__state=MeetingState.CANCELLED).filter(registration__in=people)
    rows = list(
        own.order_by("during", "pk").values_list(
            "registration_id", "profile_id", "meeting_id", "during", "meeting__table__name"
        )
    )
    sides: dict[int, list[tuple[int, str]]] = defaultdict(list)
    seats = Seat.objects.filter(meeting__in={meeting for _person, _profile, meeting, _during, _table in rows})
    for meeting, profile, name in seats.order_by("pk").values_list("meeting_id", "profile_id", "profile__name"):
        sides[meeting].append((profile, name))
    found: dict[int, list[Appointment]] = defaultdict(list)
    for person, profile, meeting, during, table in rows:
        others = tuple(name for side, name in sides[meeting] if side != profile)
        found[person].append(Appointment(during.lower.astimezone(edition.zone), table or "", others))
    return found


def letter(edition: Edition, agenda: Sequence[Appointment], *, is_first: bool) -> Letter:
    own, requests = (page_address(f"member:meetings_{page}", edition.slug) for page in ("agenda", "requests"))
    words = {"year": edition.year, "address": own if agenda else requests, "agenda": "\n".join(map(line, agenda))}
    subject = _("[Forum %(year)d] Your meetings") if is_first else _("[Forum %(year)d] Your meetings have changed")
    body = _("Your agenda of meetings:\n%(agenda)s\nAlways up to date here: %(address)s")
    if not agenda:
        body = _("You have no meeting in the plan any more. Your requests are here: %(address)s")
    return subject % words, body % words


def line(one: Appointment) -> str:
    when = date_format(one.begins, "SHORT_DATETIME_FORMAT")
    return f"{when} · {one.table or _('remote')} · {', '.join(one.others)}"
