"""What the consortium sees of its money: signed decisions, agreements in force, its claims of costs."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.calls.models import ProposalPartner
from grappe.apps.calls.rules import parts_of
from grappe.apps.funding.documents.agreement import agreement_pdf
from grappe.apps.funding.documents.letter import letter_pdf
from grappe.apps.funding.domain.cost_claims import submit_claim
from grappe.apps.funding.enums import AgreementState, DecisionState
from grappe.apps.funding.models import Agreement, FunderDecision
from grappe.apps.funding.queries.accounts import accounts_of, plan_of
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.forms.funding import CostClaimForm


@login_required
@require_safe
def funding(request: HttpRequest) -> HttpResponse:
    """Signed decisions and agreements of one's own proposals; what funders prepare is not shown."""
    mine = {proposal for proposal, _is_lead in parts_of(person(request)).values()}
    signed = FunderDecision.objects.filter(proposal__in=mine, state=DecisionState.SIGNED)
    agreements = Agreement.objects.filter(decision__proposal__in=mine).exclude(state=AgreementState.DRAFT)
    context = {
        "decisions": signed.select_related("proposal", "funder").order_by("-signed_at"),
        "agreements": agreements.select_related("decision__proposal", "decision__funder"),
    }
    return render(request, "member/funding.html", context)


@login_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(FunderDecision.objects.select_related("proposal", "letter"), pk=pk)
    require(request, "funding.read_letter", held)
    return as_pdf(letter_pdf(held.letter), f"{held.proposal.reference}-{held.funder_id}")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def agreement_for(request: HttpRequest, pk: int) -> Agreement:
    held = get_object_or_404(Agreement.objects.select_related("decision__proposal", "decision__funder"), pk=pk)
    require(request, "funding.see_agreement", held)
    return held


@login_required
@require_safe
def agreement_file(request: HttpRequest, pk: int) -> HttpResponse:
    held = agreement_for(request, pk)
    return as_pdf(agreement_pdf(held), held.reference)


@login_required
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement and one's own claims; a partner claims its own costs only."""
    held, user = agreement_for(request, pk), person(request)
    partners = [
        one
        for one in ProposalPartner.objects.filter(agreement_lines__agreement=held)
        .select_related("organisation")
        .distinct()
        if user.has_perm("funding.claim_costs", one)
    ]
    may_claim = bool(partners) and held.state == AgreementState.SIGNED
    form = CostClaimForm(held, partners, request.POST or None) if may_claim else None
    if request.method == "POST" and form is not None and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("begins_on", "ends_on", "key", "note")}
        partner = next(one for one in partners if str(one.pk) == form.cleaned_data["partner"])
        done_or_refused(
            request,
            _("Your claim is with the funder."),
            lambda: submit_claim(agreement=held, partner=partner, costs=form.costs, by=user, **values),
        )
        return redirect("member:funding_agreement", held.pk)
    context = {
        "agreement": held,
        "accounts": accounts_of(held),
        "plan": plan_of(held),
        "claims": held.cost_claims.filter(partner__in=partners)
        .select_related("partner__organisation")
        .prefetch_related("costs"),
        "obligations": held.obligations.all(),
        "amendments": held.amendments.all(),
        "recoveries": held.recoveries.filter(partner__in=partners).select_related("partner__organisation"),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "member/funding_agreement.html", context, status=status)
