"""One agreement: signatures, payments under two hands, claims of costs, amendments, recoveries, closing."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import ProposalPartner
from grappe.apps.funding.documents.agreement import agreement_pdf
from grappe.apps.funding.domain.agreements import amend_agreement, record_signature
from grappe.apps.funding.domain.cost_claims import judge_claim
from grappe.apps.funding.domain.payments import approve_payment, cancel_payment, order_payment, prepare_payment
from grappe.apps.funding.domain.recoveries import (
    ask_recovery,
    close_agreement,
    left_to_do,
    meet_obligation,
    settle_recovery,
)
from grappe.apps.funding.enums import AgreementState, ClaimState, PaymentState, RecoveryState
from grappe.apps.funding.models import Agreement
from grappe.apps.funding.queries.accounts import accounts_of, plan_of
from grappe.web.access import done_or_refused, keys_in, person, require
from grappe.web.office.forms.funding import (
    AmendmentForm,
    JudgementForm,
    PaymentOrderForm,
    ReasonToCancelForm,
    RecoveryForm,
    SignatureForm,
)
from grappe.web.office.views.funding.decisions import as_pdf

ROWS = Agreement.objects.select_related("decision__proposal__round__call", "decision__funder")


def agreement_for(request: HttpRequest, pk: int, permission: str) -> Agreement:
    held = get_object_or_404(ROWS, pk=pk)
    require(request, "funding.enter_office")
    require(request, permission, held)
    return held


@login_required
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, agreement_for(request, pk, "funding.see_agreement"))


def show(request: HttpRequest, held: Agreement, **bound: Any) -> HttpResponse:
    user, accounts = person(request), accounts_of(held)
    is_in_force = held.state == AgreementState.SIGNED
    context: dict[str, Any] = {
        "agreement": held,
        "accounts": accounts,
        "plan": plan_of(held),
        "parties": held.parties.select_related("organisation"),
        "orders": held.payment_orders.select_related(
            "partner__organisation", "prepared_by", "ordered_by", "approved_by"
        ),
        "claims": claims_of(held, user, bound),
        "recoveries": held.recoveries.select_related("partner__organisation"),
        "amendments": held.amendments.all(),
        "obligations": held.obligations.all(),
        "cancellable": (PaymentState.PREPARED, PaymentState.ORDERED),
        "left": left_to_do(held) if is_in_force else [],
        "is_in_force": is_in_force,
        "may_order": is_in_force and user.has_perm("funding.order_payment", held),
        "may_approve": is_in_force and user.has_perm("funding.approve_payment", held),
        "may_cancel": is_in_force and user.has_perm("funding.prepare_payment", held),
        "may_meet": is_in_force and user.has_perm("funding.prepare_agreement", held),
        "may_recover": is_in_force and user.has_perm("funding.recover", held),
    }
    if held.state == AgreementState.DRAFT and user.has_perm("funding.sign_agreement", held):
        context["signature_form"] = bound.get("signature_form", SignatureForm(held))
    if is_in_force and user.has_perm("funding.prepare_payment", held):
        context["payment_form"] = bound.get("payment_form", PaymentOrderForm(accounts, prefix="payment"))
    if context["may_recover"]:
        context["amendment_form"] = bound.get("amendment_form", AmendmentForm(held, accounts))
        context["recovery_form"] = bound.get("recovery_form", RecoveryForm(accounts, prefix="recovery"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return render(request, "office/funding/agreement.html", context, status=status)


def claims_of(held: Agreement, user: User, bound: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Each claim, with the form that judges it where it waits for this person."""
    judges = user.has_perm("funding.judge_claim", held)
    rows = held.cost_claims.select_related("partner__organisation").prefetch_related("costs")
    return [
        (one, bound.get(f"claim{one.pk}", JudgementForm(one)) if judges and one.state == ClaimState.SUBMITTED else None)
        for one in rows
    ]


@login_required
@require_safe
def agreement_file(request: HttpRequest, pk: int) -> HttpResponse:
    held = agreement_for(request, pk, "funding.see_agreement")
    return as_pdf(agreement_pdf(held), held.reference)


@login_required
@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """One step of an agreement."""
    if what not in STEPS:
        raise Http404
    permission, step = STEPS[what]
    held = agreement_for(request, pk, permission)
    return step(request, held, person(request)) or redirect("office:funding_agreement", held.pk)


def one_of(request: HttpRequest, rows: Any) -> Any:
    """The record of this agreement that the form names."""
    keys = keys_in([request.POST.get("pk")])
    return get_object_or_404(rows, pk=keys[0] if keys else 0)


def sign(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    form = SignatureForm(held, request.POST)
    if not form.is_valid():
        return show(request, held, signature_form=form)
    values = form.cleaned_data
    party = get_object_or_404(held.parties, pk=values["party"])
    done_or_refused(
        request,
        _("Signature recorded."),
        lambda: record_signature(party=party, signatory=values["signatory"], on=values["on"], by=user),
    )
    return None


def partner_of(held: Agreement, value: str) -> ProposalPartner:
    return get_object_or_404(held.decision.proposal.partners, pk=value)


def prepare(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    form = PaymentOrderForm(accounts_of(held), request.POST, prefix="payment")
    if not form.is_valid():
        return show(request, held, payment_form=form)
    values = form.cleaned_data | {"partner": partner_of(held, form.cleaned_data["partner"])}
    done_or_refused(
        request,
        _("The payment waits for its first approval."),
        lambda: prepare_payment(agreement=held, by=user, **values),
    )
    return None


def order(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    found = one_of(request, held.payment_orders)
    done_or_refused(request, _("First approval given."), lambda: order_payment(order=found, by=user))
    return None


def approve(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    found = one_of(request, held.payment_orders)
    done_or_refused(
        request, _("Second approval given: the payment leaves."), lambda: approve_payment(order=found, by=user)
    )
    return None


def cancel(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    found, form = one_of(request, held.payment_orders), ReasonToCancelForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    done_or_refused(request, _("Payment cancelled."), lambda: cancel_payment(order=found, reason=reason, by=user))
    return None


def judge(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    claim = one_of(request, held.cost_claims)
    form = JudgementForm(claim, request.POST)
    if not form.is_valid():
        return show(request, held, **{f"claim{claim.pk}": form})
    judgements = form.judgements
    done_or_refused(request, _("Claim judged."), lambda: judge_claim(claim=claim, judgements=judgements, by=user))
    return None


def amend(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    form = AmendmentForm(held, accounts_of(held), request.POST)
    if not form.is_valid():
        return show(request, held, amendment_form=form)
    words = {name: form.cleaned_data[name] for name in ("number", "ends_on", "reasons", "signed_on")}
    done_or_refused(
        request,
        _("The amendment is in force."),
        lambda: amend_agreement(agreement=held, wishes=form.wishes, by=user, **words),
    )
    return None


def recover(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    form = RecoveryForm(accounts_of(held), request.POST, prefix="recovery")
    if not form.is_valid():
        return show(request, held, recovery_form=form)
    values = form.cleaned_data | {"partner": partner_of(held, form.cleaned_data["partner"])}
    done_or_refused(request, _("The money is asked back."), lambda: ask_recovery(agreement=held, by=user, **values))
    return None


def repaid(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    found = one_of(request, held.recoveries)
    done_or_refused(request, _("Saved."), lambda: settle_recovery(recovery=found, state=RecoveryState.REPAID, by=user))
    return None


def waive(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    found, form = one_of(request, held.recoveries), ReasonToCancelForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    done_or_refused(
        request,
        _("Saved."),
        lambda: settle_recovery(recovery=found, state=RecoveryState.WAIVED, reason=reason, by=user),
    )
    return None


def meet(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    found = one_of(request, held.obligations)
    done_or_refused(request, _("Saved."), lambda: meet_obligation(obligation=found, by=user))
    return None


def close(request: HttpRequest, held: Agreement, user: User) -> HttpResponse | None:
    done_or_refused(request, _("The agreement is closed."), lambda: close_agreement(agreement=held, by=user))
    return None


Step = Callable[[HttpRequest, Agreement, User], HttpResponse | None]
STEPS: dict[str, tuple[str, Step]] = {
    "sign": ("funding.sign_agreement", sign),
    "prepare": ("funding.prepare_payment", prepare),
    "order": ("funding.order_payment", order),
    "approve": ("funding.approve_payment", approve),
    "cancel": ("funding.prepare_payment", cancel),
    "judge": ("funding.judge_claim", judge),
    "amend": ("funding.recover", amend),
    "recover": ("funding.recover", recover),
    "repaid": ("funding.recover", repaid),
    "waive": ("funding.recover", waive),
    "meet": ("funding.prepare_agreement", meet),
    "close": ("funding.recover", close),
}
