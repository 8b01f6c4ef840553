"""The first page: what the programme is, in figures with their sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.directory.enums import Tier
from grappe.apps.directory.queries.clusters import LABELLED, clusters_by_theme, clusters_register
from grappe.apps.projects.queries.clusters import latest_projects
from grappe.web.public.bunch import bunch_of
from grappe.web.public.label_changes import label_changes
from grappe.web.public.maps import sketch
from grappe.web.public.programme_figures import latest_figures

LATEST = 6


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    register = clusters_register(today=today).prefetch_related(None).filter(status_now__in=LABELLED)
    labelled = list(register)
    themes = list(clusters_by_theme(today=today))
    context = {
        "figures": latest_figures(),
        "changes": label_changes(labelled=len(labelled), today=today) if labelled else None,
        "bunch": bunch_of(labelled),
        "tiers": Tier.values,
        "land": sketch.land(),
        "points": sketch.points_of(labelled),
        "sketch": {"width": sketch.WIDTH, "height": sketch.HEIGHT},
        "themes": themes,
        "most": max((theme["clusters"] for theme in themes), default=1),
        "projects": latest_projects(count=LATEST),
    }
    return render(request, "public/home.html", context)
