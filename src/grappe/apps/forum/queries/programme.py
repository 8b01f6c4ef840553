"""The programme that visitors see, and how files of it introduce themselves."""

from dataclasses import dataclass

from django.conf import settings

from grappe.apps.forum.domain.snapshots import confirmed_programme
from grappe.apps.forum.domain.versions import frozen, newest_version
from grappe.apps.forum.exchange.calendars import write_calendar
from grappe.apps.forum.exchange.programme import Programme
from grappe.apps.forum.exchange.schedule_json import Heading, write_json
from grappe.apps.forum.exchange.schedule_xml import write_xml
from grappe.apps.forum.models import Edition, ProgrammeVersion

# The forms a programme is written in, with what a browser is told of each.
FORMS = {"json": "application/json", "xml": "application/xml", "ics": "text/calendar; charset=utf-8"}
# Those that can be read back.
SCHEDULES = ("json", "xml")


@dataclass(frozen=True)
class Published:
    """The newest version with its content."""

    version: ProgrammeVersion
    programme: Programme


def published_programme(edition: Edition) -> Published | None:
    version = newest_version(edition)
    return Published(version, frozen(version)) if version else None


def heading_of(edition: Edition, version: str, *, language: str) -> Heading:
    theme = edition.theme_fr if language == "fr" else edition.theme_en
    return Heading(
        title=f"Forum {edition.year}" + (f" – {theme}" if theme else ""),
        acronym=f"forum{edition.year}",
        version=version,
        site=f"{settings.BASE_URL}/{language}/forum/{edition.slug}/programme/",
    )


def written_programme(edition: Edition, published: Published, *, form: str, language: str) -> bytes:
    """A published version as a file of one of ``FORMS``."""
    version, programme = published.version, published.programme
    heading = heading_of(edition, str(version.number), language=language)
    if form == "ics":
        return write_calendar(
            programme,
            heading,
            stamped=version.published_at,
            language=language,
            place=edition.place,
            sequence=version.number,
        )
    return write_xml(programme, heading) if form == "xml" else write_json(programme, heading).encode()


def written_draft(edition: Edition, *, form: str, language: str) -> bytes:
    """What would be published now, for those who prepare it."""
    heading = heading_of(edition, "draft", language=language)
    programme = confirmed_programme(edition)
    return write_xml(programme, heading) if form == "xml" else write_json(programme, heading).encode()
