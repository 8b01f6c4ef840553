"""What an edition's page says of registration and of the press."""

from django.http import HttpRequest

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.registrations import is_registration_open
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.registration_lists import open_registration_of
from grappe.web.public.edition_areas import AREAS, Area


def registration_area(request: HttpRequest, edition: Edition) -> Area | None:
    if edition.state != EditionState.ANNOUNCED:
        return None
    mine = open_registration_of(request.user, edition) if isinstance(request.user, User) else None
    shown = {"edition": edition, "is_open": is_registration_open(edition), "mine": mine}
    return Area("public/forum/registration_area.html", shown)


def press_area(_request: HttpRequest, edition: Edition) -> Area | None:
    if edition.state != EditionState.ANNOUNCED and not edition.press_materials.filter(is_published=True).exists():
        return None
    return Area("public/forum/press_area.html", {"edition": edition})


AREAS[:0] = [registration_area]
AREAS.append(press_area)
