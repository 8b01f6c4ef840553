"""The blocks of an edition's page. Each part of the Forum adds its own here and draws it with its own template."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from grappe.apps.forum.models import Edition


@dataclass(frozen=True)
class Area:
    """A template and what it shows; in the template it stands under the name ``area``."""

    template: str
    shown: dict[str, Any] = field(default_factory=dict)


# Asked in this order; an answer of None leaves the block out.
AREAS: list[Callable[[HttpRequest, Edition], Area | None]] = []


def areas_of(request: HttpRequest, edition: Edition) -> list[Area]:
    return [area for ask in AREAS if (area := ask(request, edition)) is not None]
