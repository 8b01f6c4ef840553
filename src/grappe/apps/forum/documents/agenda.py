"""A person's meetings on paper."""

import json
from collections.abc import Sequence
from importlib import resources

import typst
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from grappe.apps.forum.agenda_entries import Attended, Entry, attended_by, entries_of
from grappe.apps.forum.models import Registration
from grappe.apps.forum.queries.agendas import agenda_of


def agenda_pdf(registration: Registration, language: str) -> bytes:
    """One page or as many as it takes, in the language of the page that was open."""
    template = resources.files(__package__).joinpath("agenda.typ").read_bytes()
    with translation.override(language):
        words = json.dumps(words_of(registration, language))
    pdf: bytes = typst.compile(template, sys_inputs={"words": words}, ignore_system_fonts=True)
    return pdf


def words_of(registration: Registration, language: str) -> dict[str, object]:
    edition = registration.edition
    entries = entries_of(agenda_of(registration), edition.zone)
    organisation = registration.organisation_name
    return {
        "language": language,
        "title": _("Meetings at the Forum %(year)d") % {"year": edition.year},
        "person": registration.full_name,
        "organisation": organisation,
        "columns": [_("Time"), _("Place"), _("With")],
        "days": days_of(entries, attended_by(registration)),
        "none": _("No meeting is planned."),
        "zone": _("Times are those of %(zone)s.") % {"zone": edition.time_zone},
        "simulated": _("simulated") if edition.is_simulated else "",
    }


def days_of(entries: Sequence[Entry], sessions: Sequence[Attended]) -> list[dict[str, object]]:
    """Meetings and sessions of each day in their order."""
    days: dict[str, list[list[str]]] = {}
    together: list[Entry | Attended] = [*entries, *sessions]
    for entry in sorted(together, key=lambda one: one.begins):
        times = f"{time_format(entry.begins, 'H:i')}–{time_format(entry.ends, 'H:i')}"
        if isinstance(entry, Entry):
            said = [entry.other, ", ".join(person.full_name for person in entry.people)]
        else:
            said = [entry.title, str(entry.session.get_kind_display()).capitalize()]
        days.setdefault(date_format(entry.begins, "l j F Y"), []).append([times, entry.place, *said])
    return [{"day": day, "rows": rows} for day, rows in days.items()]
