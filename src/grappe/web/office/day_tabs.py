"""The pages of the day, as far as one may open them."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grappe.apps.forum.models import Edition
from grappe.web.access import person

PAGES = (
    (_("Desk"), "office:day_desk", "forum.work_at_desk"),
    (_("At the door"), "office:day_door", "forum.check_in"),
    (_("Unknown codes"), "office:day_unknown_scans", "forum.work_at_desk"),
    (_("Events of the day"), "office:day_events", "forum.work_at_desk"),
    (_("Badges"), "office:day_badges", "forum.manage_registrations"),
)


def day_tabs(request: HttpRequest, edition: Edition) -> Iterator[tuple[Promise, str]]:
    for label, name, permission in PAGES:
        if person(request).has_perm(permission, edition):
            yield label, reverse(name, args=[edition.slug])
