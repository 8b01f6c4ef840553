"""One funder's decision on one proposal: instruct, decide, sign."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.funding.bridge.ceilings import PartnerRoom, rooms_of
from grappe.apps.funding.documents.letter import letter_pdf
from grappe.apps.funding.domain.agreements import prepare_agreement
from grappe.apps.funding.domain.decisions import decide, sign_decision
from grappe.apps.funding.domain.instruction import ask_document, draft_decision, receive_document
from grappe.apps.funding.enums import DecisionState, Outcome
from grappe.apps.funding.errors import AboveCeilingError
from grappe.apps.funding.models import Agreement, FunderDecision, FundingLetter
from grappe.apps.funding.queries.clocks import clock_of
from grappe.web.access import done_or_refused, person, require
from grappe.web.office.forms.funding import AgreementForm, DocumentForm, DraftForm, OutcomeForm


def decision_for(request: HttpRequest, pk: int, permission: str) -> FunderDecision:
    rows = FunderDecision.objects.select_related("proposal__round__call", "proposal__lead", "funder", "rule")
    held = get_object_or_404(rows, pk=pk)
    require(request, permission, held)
    return held


@login_required
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, decision_for(request, pk, "funding.see_decision"))


def show(request: HttpRequest, held: FunderDecision, **bound: Any) -> HttpResponse:
    user = person(request)
    context: dict[str, Any] = {
        "decision": held,
        "may_read": user.has_perm("funding.see_proposal", held.proposal),
        "clock": clock_of(held) if held.state == DecisionState.INSTRUCTION else None,
        "pauses": held.pauses.all(),
        "amounts": held.amounts.select_related("partner__organisation"),
        "agreement": Agreement.objects.filter(decision=held).first(),
        "rooms": [],
        "refusal": bound.get("refusal"),
    }
    if held.state == DecisionState.INSTRUCTION:
        rooms, refusal = rooms_for(held)
        context["rooms"] = rooms
        context["refusal"] = context["refusal"] or refusal
        if user.has_perm("funding.instruct", held):
            context["draft_form"] = bound.get("draft_form", DraftForm(held, rooms))
            context["document_form"] = bound.get("document_form", DocumentForm())
        if user.has_perm("funding.decide", held):
            context["outcome_form"] = bound.get("outcome_form", OutcomeForm())
    context["may_sign"] = held.state == DecisionState.DECIDED and user.has_perm("funding.decide", held)
    is_granted = held.state == DecisionState.SIGNED and held.outcome == Outcome.GRANTED
    if is_granted and context["agreement"] is None and user.has_perm("funding.prepare_agreement", held):
        context["agreement_form"] = bound.get("agreement_form", AgreementForm())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return render(request, "office/funding/decision.html", context, status=status)


def rooms_for(held: FunderDecision) -> tuple[list[PartnerRoom], RefusedError | None]:
    """What is left under the ceilings; or why that cannot be computed, such as a day without rules."""
    try:
        return rooms_of(held.proposal, funder=held.funder_id, on=timezone.localdate(), but=held.pk), None
    except RefusedError as refusal:
        return [], refusal


@login_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    held = decision_for(request, pk, "funding.see_decision")
    found = get_object_or_404(FundingLetter, decision=held)
    return as_pdf(letter_pdf(found), f"{held.proposal.reference}-{held.funder_id}")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@login_required
@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """One step of a decision."""
    if what not in STEPS:
        raise Http404
    permission, step = STEPS[what]
    held = decision_for(request, pk, permission)
    return step(request, held, person(request)) or redirect("office:funding_decision", held.pk)


def save_draft(request: HttpRequest, held: FunderDecision, user: User) -> HttpResponse | None:
    rooms, unknown = rooms_for(held)
    form = DraftForm(held, rooms, request.POST)
    if unknown is not None:
        return show(request, held, draft_form=form)
    if not form.is_valid():
        return show(request, held, draft_form=form)
    words = {name: form.cleaned_data[name] for name in ("conditions", "reasons", "seen")}
    try:
        draft_decision(decision=held, wishes=form.wishes, by=user, **words)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return show(request, held, draft_form=form, refusal=refusal if isinstance(refusal, AboveCeilingError) else None)
    messages.success(request, _("Saved."))
    return None


def ask(request: HttpRequest, held: FunderDecision, user: User) -> HttpResponse | None:
    form = DocumentForm(request.POST)
    if not form.is_valid():
        return show(request, held, document_form=form)
    document = form.cleaned_data["document"]
    done_or_refused(
        request, _("The clock stands still."), lambda: ask_document(decision=held, document=document, by=user)
    )
    return None


def receive(request: HttpRequest, held: FunderDecision, user: User) -> HttpResponse | None:
    done_or_refused(request, _("The clock goes on."), lambda: receive_document(decision=held, by=user))
    return None


def settle(request: HttpRequest, held: FunderDecision, user: User) -> HttpResponse | None:
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return show(request, held, outcome_form=form)
    outcome, reasons = Outcome(form.cleaned_data["outcome"]), form.cleaned_data["reasons"]
    done_or_refused(request, _("Decided."), lambda: decide(decision=held, outcome=outcome, reasons=reasons, by=user))
    return None


def sign(request: HttpRequest, held: FunderDecision, user: User) -> HttpResponse | None:
    done_or_refused(request, _("Signed. The letter is on its way."), lambda: sign_decision(decision=held, by=user))
    return None


def agree(request: HttpRequest, held: FunderDecision, user: User) -> HttpResponse | None:
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return show(request, held, agreement_form=form)
    values = form.values
    if not done_or_refused(
        request, _("The agreement is prepared."), lambda: prepare_agreement(decision=held, by=user, **values)
    ):
        return None
    return redirect("office:funding_agreement", Agreement.objects.get(decision=held).pk)


Step = Callable[[HttpRequest, FunderDecision, User], HttpResponse | None]
STEPS: dict[str, tuple[str, Step]] = {
    "draft": ("funding.instruct", save_draft),
    "ask": ("funding.instruct", ask),
    "receive": ("funding.instruct", receive),
    "decide": ("funding.decide", settle),
    "sign": ("funding.decide", sign),
    "agree": ("funding.prepare_agreement", agree),
}
