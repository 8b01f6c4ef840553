"""The blocks of an edition's page. Each part of the Forum adds its own here and draws it with its own template."""

from collections.abc import Callable

from django.http import HttpRequest

from grappe.apps.forum.models import Edition
from grappe.web.public.edition_area import Area
from grappe.web.public.edition_programme import programme_area, speaker_calls_area

__all__ = ["AREAS", "Area", "areas_of"]

# Asked in this order; an answer of None leaves the block out.
AREAS: list[Callable[[HttpRequest, Edition], Area | None]] = [programme_area, speaker_calls_area]


def areas_of(request: HttpRequest, edition: Edition) -> list[Area]:
    return [area for ask in AREAS if (area := ask(request, edition)) is not None]
