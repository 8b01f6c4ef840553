"""The consortium: partners asked by the lead, people invited to write."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.calls.domain.invitations import (
    accept_partner_invitation,
    decline_partner_invitation,
    invitation_of,
    invite_author,
    part_taken_up,
)
from grappe.apps.calls.domain.partners import add_partner, remove_partner
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.forms.proposals import InviteForm, PartnerForm
from grappe.web.member.proposal_records import own_proposal
from grappe.web.member.views.proposals.whole import show


@login_required
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    require(request, "calls.change_proposal", held)
    form = PartnerForm(request.POST)
    if form.is_valid():
        try:
            add_partner(proposal=held, organisation=form.cleaned_data["organisation"], by=person(request))
        except RefusedError as refusal:
            form.add_error("organisation", str(refusal))
        else:
            messages.success(request, _("Its editors find the part in their workspace; you may also invite a person."))
            return redirect("member:proposal", held.pk)
    return show(request, held, form)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    held = own_proposal(request, pk)
    require(request, "calls.change_proposal", held)
    row = get_object_or_404(held.partners.select_related("proposal"), pk=partner)
    user = person(request)
    done_or_refused(request, _("Removed."), lambda: remove_partner(partner=row, by=user))
    return redirect("member:proposal", held.pk)


@login_required
@require_POST
def invite(request: HttpRequest, pk: int, partner: int) -> HttpResponse:
    """Anybody who writes may invite for her own part; the lead for every part."""
    held = own_proposal(request, pk)
    row = get_object_or_404(held.partners.select_related("proposal__round__call", "organisation"), pk=partner)
    user = person(request)
    if not user.has_perm("calls.change_part", row):
        require(request, "calls.change_proposal", held)
    form = InviteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give a whole e-mail address."))
        return redirect("member:proposal", held.pk)
    email = form.cleaned_data["email"]
    done_or_refused(request, _("The invitation is sent."), lambda: invite_author(partner=row, email=email, by=user))
    return redirect("member:proposal", held.pk)


@login_required
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """What one is invited to, and the buttons that take it up or decline it; once answered, what became of it."""
    found = invitation_of(code)
    if found is None:
        part = part_taken_up(code=code, by=person(request))
        if part is not None:
            return redirect("member:proposal_part", part.proposal_id, part.pk)
        return render(request, "member/proposals/invitation.html", {"invitation": None}, status=404)
    if request.method == "POST" and (answered := answer_invitation(request, code)):
        return answered
    return render(request, "member/proposals/invitation.html", {"invitation": found})


def answer_invitation(request: HttpRequest, code: str) -> HttpResponse | None:
    """Where an answer leads; nothing where it is refused, which the page then tells."""
    user = person(request)
    try:
        if "decline" in request.POST:
            decline_partner_invitation(code=code, by=user)
            messages.success(request, _("Declined: those who asked are told."))
            return redirect("member:proposals")
        partner = accept_partner_invitation(code=code, by=user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return None
    return redirect("member:proposal_part", partner.proposal_id, partner.pk)
