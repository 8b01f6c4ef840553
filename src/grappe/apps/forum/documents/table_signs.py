"""Signs that stand on the tables: the table's name, seen from afar, and who meets there when."""

import json
from collections import defaultdict
from importlib import resources

import typst
from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import MeetingState
from grappe.apps.forum.models import Edition, Meeting, MeetingPlan


def table_signs_pdf(plan: MeetingPlan, language: str) -> bytes:
    """One page a table, in the order of the hall."""
    template = resources.files(__package__).joinpath("table_signs.typ").read_bytes()
    with translation.override(language):
        words = json.dumps(words_of(plan, language))
    pdf: bytes = typst.compile(template, sys_inputs={"words": words}, ignore_system_fonts=True)
    return pdf


def words_of(plan: MeetingPlan, language: str) -> dict[str, object]:
    edition = plan.edition
    rows: dict[int, list[Meeting]] = defaultdict(list)
    meetings = plan.meetings.exclude(state=MeetingState.CANCELLED).filter(table__isnull=False)
    for meeting in meetings.select_related("request__sender", "request__recipient").order_by("during", "pk"):
        rows[meeting.table_id or 0].append(meeting)
    return {
        "language": language,
        "title": _("Forum %(year)d") % {"year": edition.year},
        "kind": _("Table"),
        "signs": [
            {"name": table.name, "zone": table.zone, "rows": [row_of(one, edition) for one in rows[table.pk]]}
            for table in edition.tables.all()
        ],
        "free": _("No meeting is planned at this table."),
        "simulated": _("simulated") if edition.is_simulated else "",
    }


def row_of(meeting: Meeting, edition: Edition) -> list[str]:
    begins = meeting.during.lower.astimezone(edition.zone)
    request = meeting.request
    sides = f"{request.sender.name} – {request.recipient.name}" if request is not None else ""
    return [date_format(begins, "D j"), time_format(begins, "H:i"), sides]
