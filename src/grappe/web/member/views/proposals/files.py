"""The files a call asks for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.domain.attachments import attach_file, remove_attachment
from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.calls.queries.attachments import wanted_files
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, keys_in, person, require
from grappe.web.attached import attached_file
from grappe.web.member.proposal_records import own_part, own_proposal, page_of


@login_required
def files(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    if request.method == "POST":
        keep(request, held)
        return redirect("member:proposal_files", held.pk)
    context = page_of(request, held, "proposal_files", wanted=wanted_files(held))
    return render(request, "member/proposals/files.html", context)


def keep(request: HttpRequest, held: Proposal) -> None:
    """One file for one document, of the whole or of one's own part."""
    sent = request.FILES.get("file")
    number = keys_in([request.POST.get("document")])
    document = get_object_or_404(held.round.call.documents, pk=number[0] if number else 0)
    partner = part_of(request, held)
    if partner is None:
        require(request, "calls.change_proposal", held)
    if sent is None:
        messages.error(request, _("Choose a file first."))
        return
    try:
        attach_file(
            proposal=held, document=document, partner=partner, file=sent, name=sent.name or "", by=person(request)
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The file is kept."))


def part_of(request: HttpRequest, held: Proposal) -> ProposalPartner | None:
    number = keys_in([request.POST.get("partner")])
    return own_part(request, held, number[0]) if number else None


@login_required
@require_safe
def file(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    held = own_proposal(request, pk)
    return attached_file(held, attachment)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    held = own_proposal(request, pk)
    row = get_object_or_404(held.attachments.select_related("proposal", "partner__proposal", "document"), pk=attachment)
    if row.partner is None:
        require(request, "calls.change_proposal", held)
    else:
        own_part(request, held, row.partner.pk)
    user = person(request)
    done_or_refused(request, _("Removed."), lambda: remove_attachment(attachment=row, by=user))
    return redirect("member:proposal_files", held.pk)
