from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, Any]:
    """What every page knows of the site."""
    return {"demonstration": settings.MODE == "demo", "tile_url": settings.TILE_URL}
