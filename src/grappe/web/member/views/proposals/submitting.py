"""Submitting, taking back, the receipt."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.documents.receipt import receipt_pdf
from grappe.apps.calls.domain.submissions import reopen_proposal, submit_proposal
from grappe.apps.calls.errors import SubmissionRefusedError
from grappe.apps.calls.queries.completeness import lacking_of
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.proposal_records import own_proposal, page_of
from grappe.web.ui.once import OnceForm


@login_required
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The last look, then the receipt; the form carries its key, so sending it twice submits once."""
    held = own_proposal(request, pk)
    require(request, "calls.submit_proposal", held)
    form = OnceForm(request.POST or None)
    lacking = lacking_of(held)
    if request.method == "POST" and form.is_valid():
        language = "fr" if get_language() == "fr" else "en"
        try:
            receipt = submit_proposal(
                proposal=held, key=form.cleaned_data["key"], language=language, by=person(request)
            )
        except SubmissionRefusedError as refusal:
            form.add_error(None, str(refusal))
            lacking = list(refusal.lacking)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Received. Receipt %(code)s.") % {"code": receipt.code})
            return redirect("member:proposal", held.pk)
    context = page_of(request, held, "proposal", form=form, lacking=lacking)
    return render(request, "member/proposals/submit.html", context)


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    require(request, "calls.submit_proposal", held)
    user = person(request)
    done = _("Taken back: change it, then submit it again before the round closes.")
    done_or_refused(request, done, lambda: reopen_proposal(proposal=held, by=user))
    return redirect("member:proposal", held.pk)


@login_required
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_proposal(request, pk)
    rows = held.submissions.select_related("version", "proposal__round", "submitted_by")
    submission = get_object_or_404(rows, taken_back_at=None)
    answer = HttpResponse(receipt_pdf(submission), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{held.reference}.pdf"'
    return answer
