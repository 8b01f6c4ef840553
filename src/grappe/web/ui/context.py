from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from grappe.web.ui import navigation

# Each language under its own name: a reader looks for theirs.
OWN_NAMES = {"fr": "Français", "en": "English"}


def site(request: HttpRequest) -> dict[str, Any]:
    """What every page knows of the site."""
    addresses = {code: navigation.in_language(request, code) for code in OWN_NAMES}
    return {
        "demonstration": settings.MODE == "demo",
        "tile_url": settings.TILE_URL,
        "public_entries": navigation.public_entries(request),
        "personal_entries": navigation.personal_entries(request),
        "footer_entries": navigation.footer_entries(request),
        "language_links": list(addresses.items()),
        "other_languages": [
            (code, name, addresses[code]) for code, name in OWN_NAMES.items() if code != get_language()
        ],
        "site_query": request.GET.get("q", "")[:200] if request.path.endswith("/search") else "",
    }
