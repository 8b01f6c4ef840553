"""What the organiser's pages of meetings stand on: an edition whose meetings one plans."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from grappe.apps.forum.models import Edition, Meeting, MeetingPlan
from grappe.web.office import forum_records

PERMISSION = "forum.plan_meetings"


def planned_edition(request: HttpRequest, slug: str) -> Edition:
    """404 where there is none, 403 where the meetings are not one's to plan."""
    return forum_records.edition_for(request, slug, PERMISSION)


def plan_of(request: HttpRequest, slug: str, pk: int) -> MeetingPlan:
    edition = planned_edition(request, slug)
    return get_object_or_404(edition.meeting_plans.select_related("edition", "based_on", "asked_by"), pk=pk)


def meeting_of(request: HttpRequest, slug: str, pk: int) -> Meeting:
    edition = planned_edition(request, slug)
    rows = Meeting.objects.filter(plan__edition=edition).select_related(
        "plan__edition", "slot", "table", "request__sender", "request__recipient"
    )
    return get_object_or_404(rows, pk=pk)


def page_of(request: HttpRequest, edition: Edition, part: str, **context: Any) -> dict[str, Any]:
    """What every page shows: the tabs of the edition, and under them the parts of its meetings."""
    labels = {
        "meetings": _("Plans"),
        "meetings_layout": _("Slots and tables"),
        "meetings_requests": _("Requests"),
        "meetings_figures": _("Figures"),
    }
    parts = [(name, label, reverse(f"office:{name}", args=[edition.slug])) for name, label in labels.items()]
    return forum_records.page_of(request, edition, "meetings", parts=parts, part=part, **context)
