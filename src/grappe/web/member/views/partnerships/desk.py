"""A person's profiles, what others answered, and what she answered herself."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.directory.rules import organisations_of
from grappe.apps.partnerships.models import AbroadPath, FindConsent
from grappe.apps.partnerships.queries.interests import received_interests, sent_interests
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.apps.partnerships.queries.profiles import own_profiles, with_bodies
from grappe.web.access import person

SHOWN = 100


@login_required
@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    user = person(request)
    bodies = bodies_of(user)
    context = {
        "profiles": with_bodies(own_profiles(user))[:SHOWN],
        "received": received_interests(user)[:SHOWN],
        "sent": sent_interests(user)[:SHOWN],
        "may_write": bool(bodies),
        "bodies": suggesting(bodies),
        "paths": AbroadPath.objects.filter(organisation__in=organisations_of(user))
        .select_related("organisation", "cluster")
        .prefetch_related("steps"),
    }
    return render(request, "member/partnerships/desk.html", context)


def suggesting(bodies: dict[str, Organisation | Cluster]) -> list[tuple[str, Organisation | Cluster, str, bool]]:
    """Each body with the page of its suggestions, and whether it may be suggested itself."""
    given = FindConsent.objects.filter(
        Q(organisation__in=[one.pk for one in bodies.values() if isinstance(one, Organisation)])
        | Q(cluster__in=[one.pk for one in bodies.values() if isinstance(one, Cluster)])
    ).values_list("organisation", "cluster")
    found = {f"organisation-{one}" for one, _other in given} | {f"cluster-{other}" for _one, other in given}
    return [
        (
            key,
            one,
            reverse("public:cluster_partners", args=[one.slug])
            if isinstance(one, Cluster)
            else reverse("public:organisation_partners", args=[one.pk]),
            key in found,
        )
        for key, one in bodies.items()
    ]
