"""A file of a programme, whichever of the two forms it has."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from pydantic import ValidationError

from grappe.apps.forum.exchange.enriching import enriched
from grappe.apps.forum.exchange.faults import wrong_kind
from grappe.apps.forum.exchange.programme import Programme
from grappe.apps.forum.exchange.raw import RawSchedule
from grappe.apps.forum.exchange.reading import programme_of
from grappe.apps.forum.exchange.schedule_json import read_json
from grappe.apps.forum.exchange.schedule_xml import read_xml

LARGEST_FILE = 20 * 1024 * 1024
UTF8_MARK = b"\xef\xbb\xbf"


def open_programme(data: bytes, *, zone: ZoneInfo, known: Programme) -> Programme:
    """Read a schedule; what its form cannot say is taken from what this site wrote into it, else from ``known``."""
    raw = raw_schedule(data)
    return enriched(programme_of(raw, zone=zone), own_part(raw) or known)


def raw_schedule(data: bytes) -> RawSchedule:
    if len(data) > LARGEST_FILE:
        raise wrong_kind(_("it is larger than 20 MB: a programme never is"))
    start = data.removeprefix(UTF8_MARK).lstrip()
    if not start:
        raise wrong_kind(_("it is empty"))
    if start.startswith(b"<"):
        return read_xml(start)
    if start.startswith((b"{", b"[")):
        return read_json(data.removeprefix(UTF8_MARK))
    if start.upper().startswith(b"BEGIN:VCALENDAR"):
        raise wrong_kind(_("it is a calendar: take the schedule as JSON or XML"))
    raise wrong_kind(_("it is neither JSON nor XML"))


def own_part(raw: RawSchedule) -> Programme | None:
    if raw.own is None:
        return None
    try:
        return Programme.model_validate(raw.own)
    except ValidationError as error:
        raise wrong_kind(_("the part that this site had written into it was changed: take that part out")) from error
