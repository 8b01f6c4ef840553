"""Calls for speakers, and the proposals to decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.domain.speaker_calls import (
    accept_proposal,
    change_speaker_call,
    open_speaker_call,
    refuse_proposal,
)
from grappe.apps.forum.models import SpeakerProposal
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.forum import CallForm
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition

PAGE = 30
LONGEST_ANSWER = 2000


@login_required
def calls(request: HttpRequest, slug: str) -> HttpResponse:
    """The calls of an edition and what people propose, what waits first."""
    edition = own_edition(request, slug)
    form = CallForm(edition, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            open_speaker_call(edition=edition, values=form.values, by=person(request))
        except RefusedError as refusal:
            form.add_error("closes_at", str(refusal))
        else:
            messages.success(request, _("The call is there; it opens by itself."))
            return redirect("office:forum_calls", edition.slug)
    state = request.GET.get("state", RequestStatus.PENDING)
    proposals = SpeakerProposal.objects.filter(call__edition=edition).select_related("call", "session")
    if state in RequestStatus.values:
        proposals = proposals.filter(status=state)
    context = {
        **page_of(request, edition, "forum_calls"),
        "calls": edition.speaker_calls.all(),
        "form": form,
        "page": Paginator(proposals.order_by("made_at", "pk"), PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": RequestStatus.choices,
    }
    return render(request, "office/forum/calls.html", context)


@login_required
def call(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition = own_edition(request, slug)
    held = get_object_or_404(edition.speaker_calls, pk=pk)
    form = CallForm(edition, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_speaker_call(call=held, values=form.values, by=person(request))
        except RefusedError as refusal:
            form.add_error("closes_at", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:forum_calls", edition.slug)
    context = {**page_of(request, edition, "forum_calls"), "form": form, "call": held}
    return render(request, "office/forum/call.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Accept a proposal into a draft session, or refuse it; the person is told either way."""
    edition, user = own_edition(request, slug, "forum.decide_speaker_proposal"), person(request)
    held = get_object_or_404(SpeakerProposal, pk=pk, call__edition=edition)
    answer = request.POST.get("answer", "")[:LONGEST_ANSWER]
    if "accept" in request.POST:
        done = _("Accepted: the session is a draft of the programme, to be placed.")
        done_or_refused(request, done, lambda: accept_proposal(proposal=held, answer=answer, by=user))
    elif "refuse" in request.POST:
        done_or_refused(request, _("Refused."), lambda: refuse_proposal(proposal=held, answer=answer, by=user))
    return redirect("office:forum_calls", edition.slug)
