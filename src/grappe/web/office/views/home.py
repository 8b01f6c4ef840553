from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.directory.queries import scope
from grappe.apps.directory.queries.stale import stale_members
from grappe.apps.projects.queries.conflicts import waiting_project_conflicts
from grappe.web.access import person, signed_in_with

CONFLICTS = (scope.waiting_conflicts, scope.waiting_cluster_conflicts, waiting_project_conflicts)


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
        "conflicts": sum(waiting(user).count() for waiting in CONFLICTS),
        "stale": stale_members(clusters).count(),
        "members": scope.present_members(clusters).values("organisation").distinct().count(),
        "merges": scope.waiting_merges().count() if user.has_perm("directory.decide_merge") else None,
        "sees_labels": user.has_perm("calls.enter_labelling"),
        "sees_partnerships": user.has_perm("partnerships.enter_office"),
        "sees_people": user.has_perm("accounts.see_people"),
        "sees_forum": user.has_perm("forum.enter_office"),
        "sees_reviews": user.has_perm("reviews.enter_office"),
        "sees_experts": user.has_perm("reviews.see_experts"),
        "sees_funding": user.has_perm("funding.enter_office"),
        "sees_audit": user.has_perm("accounts.read_audit"),
    }
    return render(request, "office/home.html", context)
