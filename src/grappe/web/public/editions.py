"""The edition that an address of the Forum names."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from grappe.apps.forum.models import Edition
from grappe.apps.forum.queries.editions import editions_seen_by


def edition_seen(request: HttpRequest, slug: str) -> Edition:
    """404 for an edition that is not there, or still in preparation by others."""
    return get_object_or_404(editions_seen_by(request.user), slug=slug)
