from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.speaker_calls import change_proposal, is_call_open, propose_talk, withdraw_proposal
from grappe.apps.forum.enums import EditionState
from grappe.apps.forum.models import CallForSpeakers, SpeakerProposal
from grappe.web.access import done_or_refused, person
from grappe.web.member.forms.talks import TalkForm


@login_required
@require_safe
def talks(request: HttpRequest) -> HttpResponse:
    """What one has proposed to speak about, with the answers."""
    rows = person(request).speaker_proposals.select_related("call__edition", "session").order_by("-made_at", "-pk")
    return render(request, "member/talks.html", {"talks": [(one, is_call_open(one.call)) for one in rows]})


@login_required
def propose(request: HttpRequest, call: int) -> HttpResponse:
    calls = CallForSpeakers.objects.select_related("edition").exclude(edition__state=EditionState.PREPARED)
    held = get_object_or_404(calls, pk=call)
    user = person(request)
    form = TalkForm.for_person(user, "fr" if get_language() == "fr" else "en", request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_talk(call=held, values=form.cleaned_data, by=user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your proposal has arrived: its answer will stand here."))
            return redirect("member:talks")
    return render(request, "member/propose_talk.html", {"call": held, "form": form, "is_open": is_call_open(held)})


def own_talk(request: HttpRequest, pk: int) -> SpeakerProposal:
    """One's own proposal; another's does not show that it exists."""
    rows = SpeakerProposal.objects.select_related("call__edition")
    held = get_object_or_404(rows, pk=pk)
    if not person(request).has_perm("forum.change_speaker_proposal", held):
        raise Http404
    return held


@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_talk(request, pk)
    form = TalkForm.for_proposal(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_proposal(proposal=held, values=form.cleaned_data, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("member:talks")
    return render(request, "member/propose_talk.html", {"call": held.call, "form": form, "is_open": True})


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    held, user = own_talk(request, pk), person(request)
    done_or_refused(request, _("Your proposal is withdrawn."), lambda: withdraw_proposal(proposal=held, by=user))
    return redirect("member:talks")
