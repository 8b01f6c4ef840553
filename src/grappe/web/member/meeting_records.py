"""What a participant's pages of meetings stand on: her registration and her profile, nobody else's."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.forum.enums import RegistrationState
from grappe.apps.forum.models import Delegate, Edition, MeetingProfile, Registration
from grappe.apps.forum.queries.editions import editions_seen_by
from grappe.apps.forum.queries.requests import to_answer_count
from grappe.web.access import person


@dataclass(frozen=True)
class Part:
    """A person's part in the meetings of one edition."""

    edition: Edition
    registration: Registration
    profile: MeetingProfile


def edition_named(request: HttpRequest, slug: str) -> Edition:
    return get_object_or_404(editions_seen_by(request.user), slug=slug)


def own_registration(request: HttpRequest, edition: Edition) -> Registration | None:
    """The confirmed registration of the person signed in; a delegate's before others."""
    rows = edition.registrations.filter(user=person(request), state=RegistrationState.CONFIRMED)
    rows = rows.select_related("edition", "category", "organisation", "cluster", "delegate__profile")
    return rows.order_by("delegate", "pk").first()


def own_part(request: HttpRequest, slug: str) -> Part:
    """404 for whoever takes no part: what one may not see is not there."""
    edition = edition_named(request, slug)
    mine = (
        Delegate.objects.filter(
            registration__edition=edition,
            registration__user=person(request),
            registration__state=RegistrationState.CONFIRMED,
        )
        .select_related("profile__organisation", "profile__cluster", "registration")
        .defer("profile__search")
    )
    found = mine.order_by("pk").first()
    if found is None:
        raise Http404
    found.profile.edition = found.registration.edition = edition
    return Part(edition, found.registration, found.profile)


def page_of(part: Part, current: str, *, waiting: int | None = None, **context: Any) -> dict[str, Any]:
    """What every page of a participant shows: her tabs, and which one is open."""
    waiting = to_answer_count(part.profile) if waiting is None else waiting
    labels = {
        "meetings": _("Overview"),
        "meetings_profile": _("My profile"),
        "meetings_availability": _("Availability"),
        "meetings_catalogue": _("Participants"),
        "meetings_requests": _("Requests (%(count)d to answer)") % {"count": waiting} if waiting else _("Requests"),
        "meetings_agenda": _("My agenda"),
    }
    tabs = [(name, label, reverse(f"member:{name}", args=[part.edition.slug])) for name, label in labels.items()]
    return {
        "edition": part.edition,
        "registration": part.registration,
        "profile": part.profile,
        "tabs": tabs,
        "current": current,
        "waiting": waiting,
        **context,
    }
