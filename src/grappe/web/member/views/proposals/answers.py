"""The form's sections: each answer is saved by itself, while one types or by its button."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.domain.answers import Saved, drop_revision, merge_revision, save_answer
from grappe.apps.calls.enums import RevisionFate
from grappe.apps.calls.models import AnswerRevision, FormQuestion, FormSection, Proposal, ProposalPartner
from grappe.apps.calls.queries.answers import asked_in
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.proposal_records import own_part, own_proposal, page_of

LONGEST = 100_000


@login_required
@require_safe
def section(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    held = own_proposal(request, pk)
    rows = FormSection.objects.filter(call=held.round.call_id, is_for_each_partner=False)
    asked = get_object_or_404(rows, code=code)
    context = page_of(request, held, f"section-{code}", section=asked, asked=asked_in(asked, held, None))
    return render(request, "member/proposals/section.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Save an answer of the common part; any of the lead's authors may."""
    held = own_proposal(request, pk)
    require(request, "calls.change_proposal", held)
    return saved(request, held, question, None)


@login_required
@require_POST
def part_answer(request: HttpRequest, pk: int, question: int, partner: int) -> HttpResponse:
    held = own_proposal(request, pk)
    return saved(request, held, question, own_part(request, held, partner))


def saved(request: HttpRequest, held: Proposal, question: int, partner: ProposalPartner | None) -> HttpResponse:
    rows = FormQuestion.objects.select_related("section")
    asked = get_object_or_404(rows, pk=question, section__call=held.round.call_id)
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "")[: min(LONGEST, asked.longest)]
    base = request.POST.get("base", "")
    try:
        result = save_answer(
            proposal=held,
            question=asked,
            partner=partner,
            text=text,
            base=int(base) if base.isdecimal() and len(base) < LONGEST_NUMBER else 0,
            key=key_of(request.POST.get("key", "")),
            by=person(request),
        )
    except RefusedError as refusal:
        return told(request, held, asked, partner, refusal=str(refusal))
    return told(request, held, asked, partner, result=result)


LONGEST_NUMBER = 9


def key_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def told(
    request: HttpRequest,
    held: Proposal,
    asked: FormQuestion,
    partner: ProposalPartner | None,
    *,
    result: Saved | None = None,
    refusal: str = "",
) -> HttpResponse:
    """What became of the text: a few lines for htmx, the page again for everybody else."""
    if request.headers.get("HX-Request"):
        context: dict[str, Any] = {
            "proposal": held,
            "question": asked,
            "result": result,
            "refusal": refusal,
            "key": uuid4(),
        }
        if result is not None:
            context["answer"] = result.answer
        # Without the request: what the site's pages ask about the person would be a third of an autosave's work.
        return HttpResponse(render_to_string("member/proposals/answer_state.html", context))
    if refusal:
        messages.error(request, refusal)
    elif result is not None and result.aside is not None:
        return redirect("member:merge_answer", held.pk, result.aside.pk)
    else:
        messages.success(request, _("Saved."))
    if partner is not None:
        return redirect("member:proposal_part", held.pk, partner.pk)
    return redirect("member:proposal_section", held.pk, asked.section.code)


@login_required
def merge(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """Two texts side by side: the answer in force and one's own that came too late."""
    held = own_proposal(request, pk)
    rows = AnswerRevision.objects.filter(answer__proposal=held, saved_by=person(request), fate=RevisionFate.ASIDE)
    own = get_object_or_404(rows.select_related("answer__question__section", "answer__partner"), pk=revision)
    if request.method == "POST":
        return merged(request, held, own)
    context = page_of(request, held, "", revision=own, answer=own.answer, question=own.answer.question)
    return render(request, "member/proposals/merge.html", context)


def merged(request: HttpRequest, held: Proposal, own: AnswerRevision) -> HttpResponse:
    user, base = person(request), request.POST.get("base", "")
    if "drop" in request.POST:
        done_or_refused(request, _("Your text is set aside for good."), lambda: drop_revision(revision=own, by=user))
        return redirect("member:proposal", held.pk)
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "")[: own.answer.question.longest]
    try:
        result = merge_revision(
            revision=own, text=text, base=int(base) if base.isdecimal() and len(base) < LONGEST_NUMBER else 0, by=user
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("member:merge_answer", held.pk, own.pk)
    if result.aside is not None:
        return redirect("member:merge_answer", held.pk, result.aside.pk)
    messages.success(request, _("Saved."))
    return redirect("member:proposal", held.pk)
