"""Saved searches of the list of profiles."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.partnerships.domain.saved_searches import remove_search, save_search
from grappe.web.access import done_or_refused, person


@login_required
def searches(request: HttpRequest) -> HttpResponse:
    """Those kept, and the one in the address to be kept."""
    user, query = person(request), request.GET.urlencode()
    if request.method == "POST":
        name, today = request.POST.get("name", "").replace("\x00", ""), timezone.localdate()
        done = _("Kept: a letter a week tells you what is new.")
        done_or_refused(request, done, lambda: save_search(user=user, name=name, query=query, today=today))
        return redirect("member:searches")
    context = {"searches": user.saved_searches.all(), "query": query}
    return render(request, "member/partnerships/searches.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    search = get_object_or_404(user.saved_searches, pk=pk)
    done_or_refused(request, _("Removed."), lambda: remove_search(search=search, by=user))
    return redirect("member:searches")
