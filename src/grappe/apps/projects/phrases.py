"""What pages call programmes and projects."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SUCCESS_STORIES = "success-story"
# Programmes whose short name tells a reader nothing; the others go by it.
PROGRAMMES: dict[str, str | Promise] = {
    SUCCESS_STORIES: _("Success story of the clusters"),
    "ANR-PIA": _("ANR, future investments"),
}
# What the lists of the European programmes put before a record's number.
RECORD_MARK = "rcn-"


def programme_label(code: str) -> str:
    """A programme's name as a person reads it."""
    return str(PROGRAMMES.get(code, code))


def unnamed_project(programme: str, reference: str) -> str:
    """What stands for the name of a project whose source gives neither acronym nor title."""
    return gettext("%(programme)s project no. %(number)s") % {
        "programme": programme_label(programme),
        "number": reference.removeprefix(RECORD_MARK),
    }
