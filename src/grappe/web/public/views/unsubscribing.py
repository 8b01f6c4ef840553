"""One-click unsubscribing: a mail program posts here without a cookie, a person presses a button."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grappe.apps.partnerships.domain.saved_searches import search_of, stop_letters


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The token alone says which letters stop; nothing else can be done with it (RFC 8058, section 3.1)."""
    search = stop_letters(token=token) if request.method == "POST" else search_of(token)
    if search is None:
        return HttpResponseNotFound()
    context = {"search": search, "is_done": request.method == "POST" or not search.wants_letters}
    return render(request, "public/partnerships/unsubscribe.html", context)
