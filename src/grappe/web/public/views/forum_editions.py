"""The Forum: every edition, and the page of one."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from grappe.apps.core.models import Source
from grappe.apps.forum.enums import EditionPartnerKind, EditionState
from grappe.apps.forum.models import Edition, EditionPartner
from grappe.apps.forum.queries.editions import editions_seen_by
from grappe.web.public.edition_areas import areas_of
from grappe.web.public.editions import edition_seen
from grappe.web.ui.checked_file import CONTENT_TYPES, kind_of_file

LOGO_SECONDS = 600


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
        "partners": partners_by_kind(edition),
        "areas": areas_of(request, edition),
        "sources": sources_of(edition),
    }
    return render(request, "public/forum/edition.html", context)


def partners_by_kind(edition: Edition) -> list[tuple[str, list[EditionPartner]]]:
    """Each kind of partner with its own, in the order that the organiser gave them."""
    rows = list(edition.partners.all())
    kinds = ((str(label), [one for one in rows if one.kind == kind]) for kind, label in EditionPartnerKind.choices)
    return [(label, found) for label, found in kinds if found]


@require_safe
@cache_control(public=True, max_age=LOGO_SECONDS)
def show_logo(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A partner's logo, as what its first bytes say it is."""
    partner = get_object_or_404(edition_seen(request, slug).partners.exclude(logo=""), pk=pk)
    file = partner.logo.open("rb")
    return FileResponse(file, content_type=CONTENT_TYPES.get(kind_of_file(file), "application/octet-stream"))


def sources_of(*editions: Edition) -> dict[str, Source]:
    codes = {entry.get("source") for one in editions for entry in one.provenance.values()} - {None}
    return {source.code: source for source in Source.objects.filter(code__in=codes)}
