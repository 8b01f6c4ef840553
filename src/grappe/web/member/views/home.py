from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.accounts.queries.emails import verified_domains
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.queries.find import organisations_at_domains
from grappe.apps.directory.queries.stale import stale_before
from grappe.apps.directory.rules import organisations_of
from grappe.web.access import person

SHOWN = 20


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's organisations, what waits for an answer, and what may be claimed at once."""
    user = person(request)
    kept = organisations_of(user)
    own = Organisation.objects.filter(pk__in=kept).order_by("name_key", "pk")
    near = organisations_at_domains(verified_domains(user)).exclude(pk__in=kept)
    context = {
        "organisations": own,
        "near": near[:SHOWN],
        "claims": user.claims.filter(status=RequestStatus.PENDING).select_related("organisation"),
        "corrections": user.corrections.select_related("organisation").order_by("-made_at")[:SHOWN],
        "stale_before": stale_before(),
        "labelling": user.has_perm("calls.enter_labelling"),
        "reviews": user.has_perm("reviews.describe_oneself"),
    }
    return render(request, "member/home.html", context)
