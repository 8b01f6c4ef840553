"""The labels a consortium asks for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.calls.domain.labels import answer_committee, ask_label, withdraw_label_request
from grappe.apps.calls.enums import ProposalState
from grappe.apps.calls.models import LabelRequest, Proposal
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.forms.proposals import LabelForm, WordsForm
from grappe.web.member.proposal_records import own_proposal, page_of


@login_required
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    form = LabelForm(held, request.POST or None)
    if request.method == "POST":
        require(request, "calls.change_proposal", held)
        if form.is_valid():
            try:
                ask_label(proposal=held, by=person(request), **form.cleaned_data)
            except RefusedError as refusal:
                form.add_error("cluster", str(refusal))
            else:
                return redirect("member:proposal_labels", held.pk)
    rows = held.label_requests.select_related("cluster").prefetch_related("messages")
    due, now = held.round.labels_due_at, timezone.now()
    may_ask = (
        person(request).has_perm("calls.change_proposal", held)
        and held.state in {ProposalState.DRAFT, ProposalState.SUBMITTED}
        and (due is None or due > now)
    )
    context = page_of(request, held, "proposal_labels", requests=rows, form=form, may_ask=may_ask)
    return render(request, "member/proposals/labels.html", context)


def own_request(held: Proposal, pk: int) -> LabelRequest:
    return get_object_or_404(held.label_requests.select_related("proposal", "cluster"), pk=pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    require(request, "calls.change_proposal", held)
    row, user = own_request(held, request_pk), person(request)
    done_or_refused(request, _("The label is asked for no more."), lambda: withdraw_label_request(request=row, by=user))
    return redirect("member:proposal_labels", held.pk)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    require(request, "calls.change_proposal", held)
    row, user = own_request(held, request_pk), person(request)
    form = WordsForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        done_or_refused(
            request, _("The committee has your answer."), lambda: answer_committee(request=row, text=text, by=user)
        )
    return redirect("member:proposal_labels", held.pk)
