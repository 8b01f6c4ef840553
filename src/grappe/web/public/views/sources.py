"""Where the register's facts come from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.core.models import Source


@require_safe
def list_sources(request: HttpRequest) -> HttpResponse:
    return render(request, "public/sources.html", {"sources": Source.objects.order_by("title", "code")})
