"""What an edition's page says of registration and of the press."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.registrations import is_registration_open
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.registration_lists import open_registration_of
from grappe.web.public.edition_areas import AREAS, Area
from grappe.web.ui.navigation import Text


def registration_area(request: HttpRequest, edition: Edition) -> Area | None:
    if edition.state != EditionState.ANNOUNCED:
        return None
    mine = open_registration_of(request.user, edition) if isinstance(request.user, User) else None
    shown = {"edition": edition, "is_open": is_registration_open(edition), "mine": mine}
    return Area("public/forum/registration_area.html", shown)


def office_area(request: HttpRequest, edition: Edition) -> Area | None:
    """The way to the office's pages of this edition, for those who have something to do there."""
    user = request.user
    ways: tuple[tuple[str, Text, bool], ...] = (
        ("registrations", _("Registrations"), user.has_perm("forum.manage_registrations", edition)),
        ("accreditations", _("Press accreditations"), user.has_perm("forum.manage_press", edition)),
        ("day_desk", _("The day"), user.has_perm("forum.work_at_desk", edition)),
        ("groups", _("Group registrations"), user.has_perm("forum.register_group")),
    )
    links = [(label, reverse(f"office:{name}", args=[edition.slug])) for name, label, may in ways if may]
    return Area("public/forum/office_area.html", {"links": links}) if links else None


def press_area(_request: HttpRequest, edition: Edition) -> Area | None:
    if edition.state != EditionState.ANNOUNCED and not edition.press_materials.filter(is_published=True).exists():
        return None
    return Area("public/forum/press_area.html", {"edition": edition})


AREAS[:0] = [registration_area, office_area]
AREAS.append(press_area)
