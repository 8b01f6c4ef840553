"""The Forum: every edition, and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.core.models import Source
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.editions import editions_seen_by
from grappe.web.public.edition_areas import areas_of
from grappe.web.public.editions import edition_seen


@require_safe
def list_editions(request: HttpRequest) -> HttpResponse:
    editions = list(editions_seen_by(request.user).prefetch_related("themes"))
    context = {
        "coming": [one for one in editions if one.state != EditionState.OVER],
        "held": [one for one in editions if one.state == EditionState.OVER],
        "sources": sources_of(*editions),
    }
    return render(request, "public/forum/editions.html", context)


@require_safe
def show_edition(request: HttpRequest, slug: str) -> HttpResponse:
    edition = edition_seen(request, slug)
    context: dict[str, Any] = {
        "edition": edition,
        "partners": edition.partners.select_related("organisation"),
        "areas": areas_of(request, edition),
        "sources": sources_of(edition),
    }
    return render(request, "public/forum/edition.html", context)


def sources_of(*editions: Edition) -> dict[str, Source]:
    codes = {entry.get("source") for one in editions for entry in one.provenance.values()} - {None}
    return {source.code: source for source in Source.objects.filter(code__in=codes)}
