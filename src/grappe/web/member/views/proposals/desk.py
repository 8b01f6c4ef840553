"""A person's proposals, the rounds that are open, and the parts that wait for her organisation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.domain.partners import decline_part, join_proposal
from grappe.apps.calls.domain.proposals import open_proposal
from grappe.apps.calls.enums import RECEIVED, CallState, PartnerState, ProposalState, RoundStage
from grappe.apps.calls.models import CallRound, Proposal, ProposalPartner
from grappe.apps.calls.queries.stages import rounds_by_stage
from grappe.apps.calls.rules import parts_of
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.rules import organisations_of
from grappe.apps.reviews.queries.hearings import waiting_for_an_answer
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.forms.proposals import OpenForm

# What is still being written, then what was received last.
DRAFTS_FIRST = (
    Case(When(state=ProposalState.DRAFT, then=0), default=1),
    F("submitted_at").desc(nulls_first=True),
    "reference",
)


@login_required
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    user = person(request)
    mine = {proposal for proposal, _leads in parts_of(user).values()}
    led = {proposal for proposal, leads in parts_of(user).values() if leads}
    asked = ProposalPartner.objects.filter(organisation__in=organisations_of(user), proposal__state="draft")
    asked = asked.select_related("proposal__round", "proposal__lead", "organisation")
    context = {
        "proposals": Proposal.objects.filter(pk__in=mine).select_related("round", "lead").order_by(*DRAFTS_FIRST),
        "hearings": waiting_for_an_answer(Proposal.objects.filter(pk__in=led, state__in=RECEIVED)).order_by("pk"),
        "waiting": asked.filter(state=PartnerState.INVITED),
        "declined": asked.filter(state=PartnerState.DECLINED),
        "rounds": rounds_by_stage(timezone.now(), RoundStage.OPEN).order_by("closes_at"),
        "may_open": bool(organisations_of(user)),
    }
    return render(request, "member/proposals/desk.html", context)


@login_required
def open_one(request: HttpRequest, round: str) -> HttpResponse:  # noqa: A002 the address names it so
    rows = CallRound.objects.select_related("call").exclude(call__state=CallState.DRAFT)
    held = get_object_or_404(rows, slug=round)
    user = person(request)
    own = list(Organisation.objects.filter(pk__in=organisations_of(user)).order_by("name_key", "pk"))
    form = OpenForm(request.POST or None, own, held.call.languages)
    if request.method == "POST" and form.is_valid():
        lead = next(one for one in own if str(one.pk) == form.cleaned_data["lead"])
        require(request, "calls.open_proposal", lead)
        try:
            made = open_proposal(
                round=held,
                lead=lead,
                acronym=form.cleaned_data["acronym"],
                language=form.cleaned_data["language"],
                by=user,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("member:proposal", made.pk)
    return render(request, "member/proposals/open.html", {"round": held, "form": form, "own": own})


@login_required
@require_POST
def join(request: HttpRequest, partner: int) -> HttpResponse:
    """Take up the part of an organisation whose data one keeps."""
    held, user = asked_part(request, partner), person(request)
    if done_or_refused(request, _("You write this part now."), lambda: join_proposal(partner=held, by=user)):
        return redirect("member:proposal_part", held.proposal_id, held.pk)
    return redirect("member:proposals")


@login_required
@require_POST
def decline(request: HttpRequest, partner: int) -> HttpResponse:
    """Decline, before joining, the part that an organisation whose data one keeps is asked to take."""
    held, user = asked_part(request, partner), person(request)
    if held.state not in {PartnerState.INVITED, PartnerState.DECLINED}:
        messages.error(request, _("Your organisation has joined already: it leaves from the page of its part."))
        return redirect("member:proposals")
    done_or_refused(request, _("Declined: those who asked are told."), lambda: decline_part(partner=held, by=user))
    return redirect("member:proposals")


def asked_part(request: HttpRequest, partner: int) -> ProposalPartner:
    rows = ProposalPartner.objects.select_related("proposal__round__call", "organisation")
    held = get_object_or_404(rows, pk=partner)
    if held.organisation_id not in organisations_of(person(request)):
        raise Http404
    return held
