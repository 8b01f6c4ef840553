"""A proposal as the office and a committee read it."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.bridge.eligibility import judge
from grappe.apps.calls.domain.proposals import record_outcome
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import FormSection, Proposal
from grappe.apps.calls.queries.answers import asked_in
from grappe.apps.calls.queries.consortium import consortium_of
from grappe.web.access import done_or_refused, person
from grappe.web.attached import attached_file
from grappe.web.office.forms.calls import OutcomeForm
from grappe.web.ui.eligibility import told_rules


def read_proposal(request: HttpRequest, pk: int) -> Proposal:
    """For the office, the committees asked and the funders concerned; another's draft does not show that it exists."""
    held = get_object_or_404(Proposal.objects.select_related("round__call", "lead"), pk=pk)
    user = person(request)
    if not (user.has_perm("calls.see_proposal", held) or user.has_perm("funding.see_proposal", held)):
        raise Http404
    return held


@login_required
@require_safe
def proposal_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    return attached_file(read_proposal(request, pk), attachment)


@login_required
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    held = read_proposal(request, pk)
    sections = FormSection.objects.filter(call=held.round.call_id)
    common = [(one, asked_in(one, held, None)) for one in sections if not one.is_for_each_partner]
    partners = list(consortium_of(held))
    own = [
        (partner, one, asked_in(one, held, partner))
        for partner in partners
        for one in sections
        if one.is_for_each_partner
    ]
    may_decide = person(request).has_perm("calls.judge_eligibility", held)
    context = {
        "proposal": held,
        "outcome_form": OutcomeForm(initial={"state": held.state, "reason": held.state_reason}) if may_decide else None,
        "consortium": partners,
        "common": common,
        "own": own,
        "labels": held.label_requests.select_related("cluster"),
        "files": held.attachments.filter(removed_at=None).select_related("document", "partner__organisation"),
        "rules": told_rules(judge(held, timezone.localdate())),
    }
    return render(request, "office/calls/proposal.html", context)


@login_required
@require_POST
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a received proposal, as whoever is in charge of the round records it."""
    held, user = get_object_or_404(Proposal.objects.select_related("round__call"), pk=pk), person(request)
    if not user.has_perm("calls.judge_eligibility", held):
        raise Http404
    form = OutcomeForm(request.POST)
    if form.is_valid():
        state, reason = ProposalState(form.cleaned_data["state"]), form.cleaned_data["reason"]
        done_or_refused(
            request, _("Saved."), lambda: record_outcome(proposal=held, state=state, reason=reason, by=user)
        )
    return redirect("office:proposal", held.pk)
