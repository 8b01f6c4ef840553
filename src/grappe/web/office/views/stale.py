from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.directory.queries.scope import managed_clusters
from grappe.apps.directory.queries.stale import stale_members
from grappe.web.access import person, signed_in_with

PAGE = 50


@signed_in_with("directory.enter_office")
@require_safe
def stale(request: HttpRequest) -> HttpResponse:
    """Members whose data nobody has confirmed for too long, with who could be asked."""
    clusters = managed_clusters(person(request))
    chosen = request.GET.get("cluster", "")
    wanted = clusters.filter(slug=chosen) if chosen else clusters
    rows = stale_members(wanted).prefetch_related("editor_mandates__user")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "clusters": clusters.order_by("name_key"),
        "chosen": chosen,
        "days": settings.STALE_AFTER_DAYS,
    }
    return render(request, "office/stale.html", context)
