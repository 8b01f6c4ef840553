"""Calls for projects: the list by stage, and one call with its rules, rates and form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grappe.apps.calls.enums import RoundStage
from grappe.apps.calls.models import CallRound
from grappe.apps.calls.queries.calls import shown_calls
from grappe.apps.calls.queries.stages import stage_of

ORDER = (RoundStage.OPEN, RoundStage.UPCOMING, RoundStage.CLOSED, RoundStage.IN_REVIEW, RoundStage.DECIDED)


@require_safe
def list_calls(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rounds = [(stage_of(one, now), one) for call in shown_calls() for one in call.rounds.all()]
    stages = [(stage, [one for held, one in rounds if held == stage]) for stage in ORDER]
    return render(request, "public/calls/list.html", {"stages": [row for row in stages if row[1]]})


@require_safe
def show_call(request: HttpRequest, slug: str) -> HttpResponse:
    call = get_object_or_404(shown_calls(), slug=slug)
    now = timezone.now()
    context: dict[str, Any] = {
        "call": call,
        "rounds": [round_context(one, stage_of(one, now)) for one in call.rounds.all()],
        "rules": call.eligibilityrule_rows.select_related("round"),
        "rates": call.aidrate_rows.select_related("round"),
        "criteria": call.criterion_rows.select_related("round"),
        "sections": call.sections.prefetch_related("questions"),
        "documents": call.documents.all(),
        "now": now,
    }
    return render(request, "public/calls/call.html", context)


def round_context(held: CallRound, stage: RoundStage) -> dict[str, Any]:
    return {"row": held, "stage": stage, "is_open": stage == RoundStage.OPEN}
