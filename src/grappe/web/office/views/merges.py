import math
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.exceptions import AlreadyEnqueued

from grappe.apps.directory.domain.merges import keep_distinct, merge_organisations, swap_kept, undo_merge
from grappe.apps.directory.enums import MergeStatus
from grappe.apps.directory.models import MergeProposal
from grappe.apps.directory.phrases import merge_reasons
from grappe.apps.directory.queries.scope import waiting_merges
from grappe.apps.directory.tasks import search_for_doubles
from grappe.web.access import done_or_refused, keys_in, person, signed_in_with
from grappe.web.office.decisions import decide_all
from grappe.web.office.views.queue import tell

PAGE = 25
ACTIONS = {"merge": merge_organisations, "distinct": keep_distinct, "swap": swap_kept}


@signed_in_with("directory.decide_merge")
def merges(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one organisation, with score and reasons; decided ones can be undone."""
    if request.method == "POST":
        return decide(request)
    status = request.GET.get("status", MergeStatus.PROPOSED)
    rows = waiting_merges() if status == MergeStatus.PROPOSED else decided_merges(status)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "status": status,
        "page": page,
        "tabs": [(value, label, f"?status={value}") for value, label in MergeStatus.choices],
        "proposals": [described(one) for one in page],
    }
    return render(request, "office/merges.html", context)


def decided_merges(status: str) -> Any:
    rows = MergeProposal.objects.filter(status=status).select_related("kept", "merged", "decided_by")
    return rows.order_by("-decided_at", "-pk")


def described(proposal: MergeProposal) -> dict[str, Any]:
    """A proposal with its score as a percentage and its reasons, for and against."""
    reasons = merge_reasons(proposal)
    return {
        "row": proposal,
        "score": math.floor(proposal.score * 100),
        "speaking_for": [one.sentence for one in reasons if one.weight > 0],
        "speaking_against": [one.sentence for one in reasons if one.weight < 0],
    }


def decide(request: HttpRequest) -> HttpResponse:
    user = person(request)
    action, keys = asked(request)
    act = ACTIONS.get(action)
    if act is None or not keys:
        messages.warning(request, _("Tick at least one line first."))
    else:
        rows = waiting_merges().filter(pk__in=keys)
        tell(request, decide_all(list(rows), lambda one: act(proposal=one, by=user)), asked_for=len(keys))
    return redirect("office:merges")


def asked(request: HttpRequest) -> tuple[str, list[int]]:
    """A pair's own button (``merge:12``), or the ticked pairs."""
    action, _colon, key = request.POST.get("one", "").partition(":")
    if one := keys_in([key]):
        return action, one
    return request.POST.get("decision", ""), keys_in(request.POST.getlist("item"))


@signed_in_with("directory.decide_merge")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(MergeProposal, pk=pk)
    user = person(request)
    done_or_refused(request, _("The merge is undone."), lambda: undo_merge(proposal=proposal, by=user))
    return redirect("office:merges")


@signed_in_with("directory.decide_merge")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Ask the worker to look for doubles in the whole register."""
    try:
        with transaction.atomic():
            search_for_doubles.defer()
    except AlreadyEnqueued:
        messages.info(request, _("A search is waiting already."))
    else:
        messages.success(request, _("The search has begun: reload this page in a few minutes."))
    return redirect("office:merges")
