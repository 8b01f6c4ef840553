from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.directory.queries import scope
from grappe.apps.directory.queries.stale import stale_members
from grappe.web.access import person, signed_in_with


@signed_in_with("directory.enter_office")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits, counted over what this officer decides."""
    user = person(request)
    clusters = scope.managed_clusters(user)
    context = {
        "clusters": clusters.order_by("name_key")[:6],
        "cluster_count": clusters.count(),
        "claims": scope.waiting_claims(user).count(),
        "corrections": scope.waiting_corrections(user).count(),
        "conflicts": scope.waiting_conflicts(user).count(),
        "stale": stale_members(clusters).count(),
        "members": scope.present_members(clusters).values("organisation").distinct().count(),
        "merges": scope.waiting_merges().count() if user.has_perm("directory.decide_merge") else None,
        "sees_people": user.has_perm("accounts.see_people"),
        "sees_audit": user.has_perm("accounts.read_audit"),
    }
    return render(request, "office/home.html", context)
