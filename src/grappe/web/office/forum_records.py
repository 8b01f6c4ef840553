"""The records of the Forum that addresses of the office name, and the tabs a person may open."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.accounts.models import User
from grappe.apps.forum.models import Edition, Registration
from grappe.web.access import person, require
from grappe.web.office.forum_tabs import programme_tabs


def edition_for(request: HttpRequest, slug: str, permission: str) -> Edition:
    """An edition this person may do that for: 404 where there is none, 403 where it is not theirs."""
    edition = get_object_or_404(Edition, slug=slug)
    require(request, permission, edition)
    return edition


def registration_of(request: HttpRequest, slug: str, pk: int) -> Registration:
    edition = edition_for(request, slug, "forum.manage_registrations")
    rows = edition.registrations.select_related(
        "edition", "category", "organisation", "cluster", "group__cluster", "user", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def page_of(request: HttpRequest, edition: Edition, current: str, **context: Any) -> dict[str, Any]:
    """What every page of one edition shows: its tabs and which one is open."""
    return {"edition": edition, "current": current, "tabs": list(tabs_for(person(request), edition)), **context}


def tabs_for(user: User, edition: Edition) -> list[tuple[str, str, str]]:
    organises = user.has_perm("forum.manage_registrations", edition)
    tabs = list(programme_tabs(user, edition))
    if organises:
        tabs += [
            ("registrations", _("Registrations")),
            ("waiting_list", _("Waiting list")),
            ("categories", _("Categories")),
        ]
    if user.has_perm("forum.register_group"):
        tabs.append(("groups", _("Groups")))
    if organises:
        tabs += [("invoices", _("Invoices")), ("meetings", _("Meetings"))]
    if user.has_perm("forum.manage_press", edition):
        tabs += [("accreditations", _("Press")), ("press_materials", _("Material for the press"))]
    if user.has_perm("forum.work_at_desk", edition):
        tabs.append(("day_desk", _("The day")))
    return [(name, text, reverse(f"office:{name}", args=[edition.slug])) for name, text in tabs]
