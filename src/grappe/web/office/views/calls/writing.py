"""Calls and their rounds."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.calls.domain.call_files import import_call
from grappe.apps.calls.domain.calls import NEXT_STATES, change_call, change_round, keep_budget, move_round
from grappe.apps.calls.enums import RoundState
from grappe.apps.calls.examples import NAMES, example, example_call
from grappe.apps.calls.exchange.lines import LARGEST, LineFault, UnreadableCallFileError
from grappe.apps.calls.models import Call, CallRound
from grappe.apps.calls.queries.calls import draft_count, managed_calls, received_proposals
from grappe.apps.calls.queries.stages import moment_of
from grappe.apps.core.errors import RefusedError
from grappe.web.access import done_or_refused, keys_in, person, require, signed_in_with
from grappe.web.office.forms.calls import BudgetForm, CallFileForm, CallForm, RoundForm


@signed_in_with("calls.enter_office")
@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {"calls": managed_calls(user), "may_write": user.has_perm("calls.write_calls")}
    return render(request, "office/calls/list.html", context)


@signed_in_with("calls.write_calls")
def import_file(request: HttpRequest) -> HttpResponse:
    """A whole call from a file; a faulty one is refused line by line and changes nothing."""
    form = CallFileForm(request.POST or None, request.FILES or None)
    faults: tuple[LineFault, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            call = import_call(data=form.cleaned_data["file"].read(LARGEST + 1), by=person(request))
        except UnreadableCallFileError as refusal:
            faults = refusal.faults
        except RefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, kept_as_draft())
            return redirect("office:call", call.slug)
    return render(request, "office/calls/import.html", {"form": form, "faults": faults, "examples": told_examples()})


def told_examples() -> list[dict[str, Any]]:
    """Each example by its names, and whether a call has its short address: to bring it in again would replace that."""
    language = "fr" if get_language() == "fr" else "en"
    held = set(Call.objects.values_list("slug", flat=True))
    return [
        {
            "name": name,
            "title": getattr(one.title, language),
            "scheme": getattr(one.scheme.name, language),
            "is_kept": one.slug in held,
        }
        for name, one in ((name, example_call(name)) for name in NAMES)
    ]


@signed_in_with("calls.write_calls")
@require_safe
def example_file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - the framework hands it over
    """A call that ships with the site, to be changed and sent back."""
    if name not in NAMES:
        raise Http404
    answer = HttpResponse(example(f"{name}.yaml"), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return answer


@signed_in_with("calls.write_calls")
@require_POST
def bring_example(request: HttpRequest, name: str) -> HttpResponse:
    """Keep an example as a draft, as long as no call has its short address."""
    if name not in NAMES:
        raise Http404
    data, slug, user = example(f"{name}.yaml"), example_call(name).slug, person(request)
    if Call.objects.filter(slug=slug).exists():
        messages.error(request, _("A call has this short address already."))
    elif done_or_refused(request, kept_as_draft(), lambda: import_call(data=data, by=user)):
        return redirect("office:call", slug)
    return redirect("office:import_call")


def kept_as_draft() -> str:
    return _("The call is kept as a draft of the office until you publish it.")


def managed_call(request: HttpRequest, slug: str) -> Call:
    call = get_object_or_404(Call.objects.select_related("scheme", "owner_cluster"), slug=slug)
    require(request, "calls.manage_call", call)
    return call


@login_required
def call(request: HttpRequest, slug: str) -> HttpResponse:
    held = managed_call(request, slug)
    form = CallForm.about(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values, user = form.cleaned_data, person(request)
        if done_or_refused(request, _("Saved."), lambda: change_call(call=held, values=values, by=user)):
            return redirect("office:call", held.slug)
    return render(request, "office/calls/call.html", {"call": held, "form": form, "rounds": held.rounds.all()})


def managed_round(request: HttpRequest, slug: str) -> CallRound:
    rows = CallRound.objects.select_related("call__owner_cluster")
    held = get_object_or_404(rows, slug=slug)
    require(request, "calls.manage_call", held)
    return held


@login_required
def round_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Hours, state and what was received; of drafts their number alone."""
    held = managed_round(request, slug)
    form = RoundForm.about(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        values, user = form.values_in(held.zone), person(request)
        if done_or_refused(request, _("Saved."), lambda: change_round(round=held, values=values, by=user)):
            return redirect("office:round", held.slug)
    return show_round(request, held, form)


def show_round(
    request: HttpRequest, held: CallRound, form: RoundForm, bound: dict[int, BudgetForm] | None = None
) -> HttpResponse:
    given = bound or {}
    budgets = held.budgets.select_related("funder", "territory")
    context = {
        "budgets": [(one, given.get(one.pk) or BudgetForm(one)) for one in budgets],
        "new_budget": given.get(0) or BudgetForm(),
        "round": held,
        "moment": moment_of(held.pk),
        "form": form,
        "next_states": [RoundState(one) for one in RoundState if one in NEXT_STATES[RoundState(held.state)]],
        "proposals": received_proposals(held),
        "drafts": draft_count(held),
    }
    return render(request, "office/calls/round.html", context)


@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    held = managed_round(request, slug)
    wanted = request.POST.get("state", "")
    if wanted not in RoundState.values:
        raise Http404
    user, state = person(request), RoundState(wanted)
    done_or_refused(request, _("Saved."), lambda: move_round(round=held, state=state, by=user))
    return redirect("office:round", held.slug)


@login_required
@require_POST
def budget(request: HttpRequest, slug: str) -> HttpResponse:
    """Who pays for a round, how much and where."""
    held, user = managed_round(request, slug), person(request)
    keys = keys_in([request.POST.get("budget", "")])
    known = get_object_or_404(held.budgets, pk=keys[0]) if keys else None
    form = BudgetForm(known, request.POST)
    if not form.is_valid():
        return show_round(request, held, RoundForm.about(held), {known.pk if known else 0: form})
    values = form.cleaned_data
    done_or_refused(request, _("Saved."), lambda: keep_budget(round=held, budget=known, values=values, by=user))
    return redirect("office:round", held.slug)
