"""Panels: listed, opened, set up, peopled, led on."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import CallRound
from grappe.apps.calls.rules import runs_call
from grappe.apps.reviews.domain.panel_talk import invite_answers, rank_proposals
from grappe.apps.reviews.domain.panels import change_panel, open_panel, seat_expert, set_phase, unseat_expert
from grappe.apps.reviews.enums import PanelPhase
from grappe.apps.reviews.models import ExpertProfile, PanelSeat, ReviewPanel
from grappe.apps.reviews.queries.readable import visible_proposals
from grappe.apps.reviews.rules import runs_panel
from grappe.web.access import done_or_refused, keys_in, person, require, signed_in_with
from grappe.web.office.forms.reviews import PanelForm, PhaseForm, SeatForm, order_in
from grappe.web.office.review_records import led_panel
from grappe.web.office.review_table import table_of


@signed_in_with("reviews.enter_office")
def panels(request: HttpRequest) -> HttpResponse:
    """The panels one runs, and the rounds that have none yet."""
    user = person(request)
    rounds = CallRound.objects.select_related("call").filter(review_panel=None).exclude(state__in=["cancelled"])
    waiting = [one for one in rounds if runs_call(user, one)]
    if request.method == "POST":
        wanted = keys_in([request.POST.get("round")])
        held = get_object_or_404(CallRound, pk=wanted[0] if wanted else 0)
        require(request, "calls.manage_call", held)
        panel = open_panel(round=held, by=user)
        return redirect("office:review_panel", panel.round.slug)
    rows = ReviewPanel.objects.select_related("round__call")
    context = {"panels": [one for one in rows if runs_panel(user, one)], "rounds": waiting}
    return render(request, "office/reviews/panels.html", context)


@login_required
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """One panel: what is set, who sits, where its proposals stand; over what the reader may see."""
    held = led_panel(request, slug)
    form = PanelForm(request.POST or None, panel=held)
    if form.is_bound:
        require(request, "reviews.set_up_panel", held)
        if form.is_valid() and done_or_refused(
            request, _("Saved."), lambda: change_panel(panel=held, values=form.cleaned_data, by=person(request))
        ):
            return redirect("office:review_panel", slug)
    return render(request, "office/reviews/panel.html", whole_page(person(request), held, form))


def whole_page(user: User, held: ReviewPanel, form: PanelForm) -> dict[str, Any]:
    return {
        "panel": held,
        "form": form,
        "sets_up": user.has_perm("reviews.set_up_panel", held),
        "phase": PhaseForm(initial={"phase": held.phase}),
        "seat": SeatForm(),
        "runs": held.runs.all()[:10],
        "is_hearing": held.phase == PanelPhase.HEARING,
        "table": table_of(user, held),
    }


@login_required
@require_POST
def phase(request: HttpRequest, slug: str) -> HttpResponse:
    held, user = led_panel(request, slug), person(request)
    form = PhaseForm(request.POST)
    if form.is_valid():
        wanted = PanelPhase(form.cleaned_data["phase"])
        done_or_refused(request, _("The panel goes on."), lambda: set_phase(panel=held, phase=wanted, by=user))
    return redirect("office:review_panel", slug)


@login_required
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    held, user = led_panel(request, slug), person(request)
    done_or_refused(request, _("The leads are written to."), lambda: invite_answers(panel=held, by=user))
    return redirect("office:review_panel", slug)


@login_required
@require_POST
def seat(request: HttpRequest, slug: str) -> HttpResponse:
    held, user = led_panel(request, slug, "reviews.set_up_panel"), person(request)
    form = SeatForm(request.POST)
    if not form.is_valid():
        context = whole_page(user, held, PanelForm(panel=held)) | {"seat": form}
        return render(request, "office/reviews/panel.html", context)
    values = {"user": form.cleaned_data["email"], "is_chair": form.cleaned_data["is_chair"]}
    done_or_refused(request, _("The expert sits on the panel."), lambda: seat_expert(panel=held, by=user, **values))
    return redirect("office:review_panel", slug)


@login_required
@require_POST
def unseat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    held, user = led_panel(request, slug, "reviews.set_up_panel"), person(request)
    one = get_object_or_404(PanelSeat, pk=pk, panel=held)
    done_or_refused(request, _("The expert has left the panel."), lambda: unseat_expert(seat=one, by=user))
    return redirect("office:review_panel", slug)


@login_required
@require_POST
def ranks(request: HttpRequest, slug: str) -> HttpResponse:
    held, user = led_panel(request, slug), person(request)
    shown = list(visible_proposals(user, held).order_by("panel_rank__rank", "reference").values_list("pk", flat=True))
    order = order_in(request.POST, shown)
    done_or_refused(request, _("The order is kept."), lambda: rank_proposals(panel=held, order=order, by=user))
    return redirect("office:review_panel", slug)


@signed_in_with("reviews.see_experts")
@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    """Who reviews, by name or keyword."""
    rows = ExpertProfile.objects.select_related("user", "organisation").order_by("user__full_name", "user__email")
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    if wanted:
        rows = rows.filter(
            Q(user__full_name__icontains=wanted)
            | Q(user__email__icontains=wanted)
            | Q(keywords__icontains=wanted)
            | Q(organisation__legal_name__icontains=wanted)
        )
    return render(request, "office/reviews/experts.html", {"experts": rows[:200], "q": wanted})
