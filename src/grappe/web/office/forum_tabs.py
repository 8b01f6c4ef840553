"""The parts of an edition's programme in the office, and who may open them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from grappe.apps.accounts.models import User
from grappe.apps.forum.models import Edition


def programme_tabs(user: User, edition: Edition) -> Iterator[tuple[str, str]]:
    """Name of the address, which takes the edition's short address, and title."""
    if user.has_perm("forum.manage_edition", edition):
        yield "forum_edition", _("Edition")
        yield "forum_partners", _("Partners")
    if user.has_perm("forum.manage_programme", edition):
        yield "forum_programme", _("Programme")
        yield "forum_speakers", _("Speakers")
        yield "forum_calls", _("Calls for speakers")
        yield "forum_versions", _("Versions")
        yield "forum_files", _("Files")
