"""One search box over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.web.public.search import search_everything


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "public/search.html", {"found": search_everything(request.GET.get("q", ""))})
