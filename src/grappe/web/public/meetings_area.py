"""What an edition's page says of the B2B meetings."""

from django.http import HttpRequest

from grappe.apps.forum.domain.requests import are_requests_open
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.web.public.edition_areas import AREAS, Area


def meetings_area(request: HttpRequest, edition: Edition) -> Area | None:
    """Shown where meetings are asked for or planned, and afterwards, when people say what came of them."""
    organises = request.user.is_authenticated and request.user.has_perm("forum.plan_meetings", edition)
    if edition.state == EditionState.PREPARED or (edition.requests_open_at is None and not organises):
        return None
    shown = {"edition": edition, "is_open": are_requests_open(edition), "organises": organises}
    return Area("public/forum/meetings_area.html", shown)


AREAS.append(meetings_area)
