from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from grappe.api.v1.errors import READ_ANSWERS
from grappe.api.v1.routes.parameters import Slug
from grappe.api.v1.schemas.editions import EditionOut, ProgrammeOut
from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.editions import shown_editions
from grappe.apps.forum.queries.programme import published_programme

router = Router(tags=["forum"])


@router.get("/editions", response=list[EditionOut], operation_id="list_editions")
def list_editions(request: HttpRequest) -> QuerySet[Edition]:
    """The editions of the Forum, announced and held, the newest first."""
    return shown_editions()


@router.get("/editions/{slug}", response={200: EditionOut, **READ_ANSWERS}, operation_id="read_edition")
def read_edition(request: HttpRequest, slug: Slug) -> Edition:
    """One edition."""
    return get_object_or_404(shown_editions(), slug=slug)


@router.get("/editions/{slug}/programme", response={200: ProgrammeOut, **READ_ANSWERS}, operation_id="read_programme")
def read_programme(request: HttpRequest, slug: Slug) -> dict[str, Any]:
    """Days, rooms, tracks, speakers and sessions as they were last published."""
    published = published_programme(get_object_or_404(shown_editions(), slug=slug))
    if published is None:
        raise Http404
    version = published.version
    return {"version": version.number, "published_at": version.published_at, "programme": published.programme}
