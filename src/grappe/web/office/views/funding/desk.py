"""A funder's desk, and who works for which funder."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import CallRound
from grappe.apps.funding.domain.mandates import appoint_for_funder, dismiss_from_funder
from grappe.apps.funding.enums import DecisionState, FunderDuty
from grappe.apps.funding.models import FunderDecision, FunderMandate
from grappe.apps.funding.queries import desks
from grappe.apps.funding.rules import funders_of
from grappe.web.access import person, signed_in_with
from grappe.web.office.forms.funding import MandateForm

PAGE = 50


@signed_in_with("funding.enter_office")
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, an approval or an answer; clocks that run out come first."""
    user = person(request)
    sees_signed = user.has_perm("funding.appoint")
    signed = FunderDecision.objects.filter(state=DecisionState.SIGNED).select_related("proposal__round", "funder")
    mine = signed if sees_signed else signed.filter(funder__in=funders_of(user))
    rounds = CallRound.objects.filter(proposals__decisions__isnull=False)
    if not sees_signed:
        rounds = rounds.filter(budgets__funder__in=funders_of(user))
    context = {
        "waiting": desks.waiting_decisions(user, timezone.localdate()),
        "payments": desks.waiting_payments(user),
        "claims": desks.waiting_claims(user),
        "agreements": desks.agreements_for(user),
        "page": Paginator(mine.order_by("-signed_at", "pk"), PAGE).get_page(request.GET.get("page")),
        "rounds": rounds.distinct(),
        "appoints": sees_signed,
    }
    return render(request, "office/funding/desk.html", context)


@signed_in_with("funding.appoint")
def mandates(request: HttpRequest) -> HttpResponse:
    """Let a person work for a funder."""
    form = MandateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        user = User.objects.get(email=values["email"])
        appoint_for_funder(user=user, funder=values["funder"], duty=FunderDuty(values["duty"]), by=person(request))
        messages.success(request, _("Saved."))
        return redirect("office:funding_mandates")
    held = FunderMandate.objects.select_related("user", "funder")
    return render(request, "office/funding/mandates.html", {"form": form, "mandates": held})


@signed_in_with("funding.appoint")
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = get_object_or_404(FunderMandate.objects.select_related("user", "funder"), pk=pk)
    dismiss_from_funder(mandate=mandate, by=person(request))
    messages.success(request, _("Saved."))
    return redirect("office:funding_mandates")
