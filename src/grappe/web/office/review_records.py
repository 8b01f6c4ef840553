"""The records that the addresses of the reviews name."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from grappe.apps.reviews.models import AssignmentRun, ReviewPanel
from grappe.web.access import require


def led_panel(request: HttpRequest, slug: str, permission: str = "reviews.run_panel") -> ReviewPanel:
    """A panel this person runs: 404 where there is none, 403 where it is others'."""
    panel = get_object_or_404(ReviewPanel.objects.select_related("round__call"), round__slug=slug)
    require(request, permission, panel)
    return panel


def led_run(request: HttpRequest, slug: str, pk: int) -> AssignmentRun:
    panel = led_panel(request, slug)
    run = get_object_or_404(AssignmentRun.objects.select_related("asked_by"), pk=pk, panel=panel)
    run.panel = panel
    return run
