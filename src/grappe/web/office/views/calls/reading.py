"""A proposal as the office and a committee read it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.calls.bridge.eligibility import judge
from grappe.apps.calls.models import FormSection, Proposal
from grappe.apps.calls.queries.answers import asked_in
from grappe.apps.calls.queries.consortium import consortium_of
from grappe.web.access import person
from grappe.web.ui.eligibility import told_rules


@login_required
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Another's draft does not show that it exists."""
    held = get_object_or_404(Proposal.objects.select_related("round__call", "lead"), pk=pk)
    if not person(request).has_perm("calls.see_proposal", held):
        raise Http404
    sections = FormSection.objects.filter(call=held.round.call_id)
    common = [(one, asked_in(one, held, None)) for one in sections if not one.is_for_each_partner]
    partners = list(consortium_of(held))
    own = [
        (partner, one, asked_in(one, held, partner))
        for partner in partners
        for one in sections
        if one.is_for_each_partner
    ]
    context = {
        "proposal": held,
        "consortium": partners,
        "common": common,
        "own": own,
        "labels": held.label_requests.select_related("cluster"),
        "rules": told_rules(judge(held, timezone.localdate())),
    }
    return render(request, "office/calls/proposal.html", context)
