"""A person's profiles, what others answered, and what she answered herself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.partnerships.queries.interests import received_interests, sent_interests
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.apps.partnerships.queries.profiles import own_profiles, with_bodies
from grappe.web.access import person

SHOWN = 100


@login_required
@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        "profiles": with_bodies(own_profiles(user))[:SHOWN],
        "received": received_interests(user)[:SHOWN],
        "sent": sent_interests(user)[:SHOWN],
        "may_write": bool(bodies_of(user)),
    }
    return render(request, "member/partnerships/desk.html", context)
