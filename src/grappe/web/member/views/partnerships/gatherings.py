"""The consortium builder: collect, see who is missing, carry on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.calls.enums import RoundStage
from grappe.apps.calls.models import CallRound, ProposalPartner
from grappe.apps.calls.queries.stages import rounds_by_stage
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Organisation
from grappe.apps.directory.rules import organisations_of
from grappe.apps.partnerships.bridge.consortia import group_of, partners_for_group
from grappe.apps.partnerships.domain.gatherings import begin_gathering, carry_into_proposal, gather, leave_out
from grappe.apps.partnerships.models import Gathering
from grappe.web.access import done_or_refused, keys_in, person
from grappe.web.member.forms.gatherings import BeginForm, CarryForm, GatherForm, GatheringFilters
from grappe.web.member.views.partnerships.gathering_meetings import forums_of, meet


@login_required
def gatherings(request: HttpRequest) -> HttpResponse:
    """One's groups; ``?add=`` names an organisation to collect into one of them."""
    user = person(request)
    own = list(Organisation.objects.filter(pk__in=organisations_of(user)).order_by("name_key", "pk"))
    form = BeginForm(request.POST or None, own)
    added = organisation_named(request.GET.get("add"))
    if request.method == "POST" and form.is_valid():
        lead = next(one for one in own if str(one.pk) == form.cleaned_data["lead"])
        made = begin_gathering(lead=lead, name=form.cleaned_data["name"], about=form.cleaned_data["about"], by=user)
        if added is not None:
            done_or_refused(request, _("Collected."), lambda: gather(gathering=made, organisation=added, by=user))
        return redirect("member:gathering", made.pk)
    rows = Gathering.objects.filter(lead__in=organisations_of(user)).select_related("lead", "proposal")
    context = {"gatherings": rows, "form": form, "own": own, "added": added}
    return render(request, "member/partnerships/gatherings.html", context)


def organisation_named(text: str | None) -> Organisation | None:
    keys = keys_in([text])
    return Organisation.objects.filter(pk__in=keys, merged_into=None).first() if keys else None


def own_gathering(request: HttpRequest, pk: int) -> Gathering:
    held = get_object_or_404(Gathering.objects.select_related("lead", "proposal", "round__call"), pk=pk)
    if held.lead_id not in organisations_of(person(request)):
        raise Http404
    return held


def answers_of(held: Gathering) -> dict[int, ProposalPartner]:
    """How those who were asked to join the proposal of a group have answered, by organisation."""
    partners = ProposalPartner.objects.filter(proposal=held.proposal_id) if held.proposal_id else ()
    return {one.organisation_id: one for one in partners}


def open_rounds() -> list[CallRound]:
    return list(rounds_by_stage(timezone.now(), RoundStage.OPEN).order_by("closes_at"))


@login_required
def gathering(request: HttpRequest, pk: int) -> HttpResponse:
    """The group, who could complete it for the call chosen, and how to carry it on."""
    held, user = own_gathering(request, pk), person(request)
    rows = list(held.gathered.select_related("organisation"))
    answers = answers_of(held)
    rounds = open_rounds()
    chosen = next((one for one in rounds if str(one.pk) == request.GET.get("round")), held.round)
    form = GatherForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["organisation"]
        done_or_refused(request, _("Collected."), lambda: gather(gathering=held, organisation=wanted, by=user))
        return redirect("member:gathering", held.pk)
    members = [held.lead, *(row.organisation for row in rows)]
    group = group_of(members, about=held.about, language=get_language() or "", round=chosen)
    filters = GatheringFilters(request.GET, group.demands, chosen)
    found = partners_for_group(group, role=filters.chosen, wanted=filters.wanted())
    context = {
        "gathering": held,
        "rows": [(row, answers.get(row.organisation_id)) for row in rows],
        "found": found,
        "filters": filters,
        "demands": group.demands,
        "collect_at": reverse("member:gathering_step", args=[held.pk, "gather"]),
        "may_set_aside": True,
        "key": f"organisation-{held.lead_id}",
        "form": form,
        "carry_form": CarryForm(None, rounds) if rounds and held.proposal_id is None else None,
        "forums": forums_of(held, user),
        "rounds": rounds,
        "chosen": chosen,
    }
    return render(request, "member/partnerships/gathering.html", context)


@login_required
@require_POST
def step(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Collect one of the suggestions, ask the group to meet at a Forum, or carry it into a proposal."""
    held, user = own_gathering(request, pk), person(request)
    if what == "gather":
        wanted = organisation_named(request.POST.get("organisation"))
        if wanted is None:
            raise Http404
        done_or_refused(request, _("Collected."), lambda: gather(gathering=held, organisation=wanted, by=user))
        return redirect("member:gathering", held.pk)
    if what == "meet":
        return meet(request, held)
    if what != "carry":
        raise Http404
    rounds = open_rounds()
    form = CarryForm(request.POST, rounds)
    if not form.is_valid():
        messages.error(request, _("Choose an open round first."))
        return redirect("member:gathering", held.pk)
    chosen = next(one for one in rounds if str(one.pk) == form.cleaned_data["round"])
    try:
        made = carry_into_proposal(gathering=held, round=chosen, language=form.cleaned_data["language"], by=user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("member:gathering", held.pk)
    messages.success(request, _("Everybody in the group is asked to join; invite people to write below."))
    return redirect("member:proposal", made.pk)


@login_required
@require_POST
def leave(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    held, user = own_gathering(request, pk), person(request)
    found = get_object_or_404(held.gathered.select_related("gathering"), pk=row)
    done_or_refused(request, _("Removed."), lambda: leave_out(row=found, by=user))
    return redirect("member:gathering", held.pk)
