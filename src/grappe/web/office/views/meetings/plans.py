"""Plans of meetings: asked for, watched, published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.bridge.reasons import failure_of
from grappe.apps.forum.documents.table_signs import table_signs_pdf
from grappe.apps.forum.domain.plans import ask_plan, drop_plan, publish_plan, stop_plan
from grappe.apps.forum.enums import MeetingState, PlanState
from grappe.apps.forum.models import MeetingPlan
from grappe.apps.forum.phrases.findings import sentence
from grappe.apps.forum.phrases.stages import failure_label, stage_label
from grappe.apps.forum.queries.requests import request_counts
from grappe.apps.forum.tasks import compute
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.meetings import PlanForm
from grappe.web.office.meeting_records import page_of, plan_of, planned_edition

UNDER_WAY = (PlanState.WAITING, PlanState.COMPUTING)
DROPPABLE = (PlanState.WAITING, PlanState.COMPUTED, PlanState.FAILED)


@login_required
def plans(request: HttpRequest, edition: str) -> HttpResponse:
    """What there is to plan, a form that starts a plan, and every plan so far."""
    held = planned_edition(request, edition)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            plan = ask_plan(edition=held, by=person(request), **form.asked)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            compute.defer(plan_id=plan.pk)
            return redirect("office:meetings_plan", held.slug, plan.pk)
    counts = request_counts(held)
    context = page_of(
        request,
        held,
        "meetings",
        form=form,
        plans=held.meeting_plans.select_related("asked_by", "based_on"),
        profiles=held.meeting_profiles.count(),
        accepted=counts["accepted"],
        pending=counts["pending"],
        slots=held.slots.count(),
        tables=held.tables.filter(lost_at=None).count(),
    )
    return render(request, "office/meetings/plans.html", context)


@login_required
@require_safe
def plan(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """One plan: how far it is, then what it holds. Asked again by htmx while it is computed."""
    held = plan_of(request, edition, pk)
    template = "office/meetings/plan_state.html" if getattr(request, "htmx", False) else "office/meetings/plan.html"
    return render(request, template, page_of(request, held.edition, "meetings", **told(held)))


def told(plan: MeetingPlan) -> dict[str, Any]:
    """A plan in the reader's words; the gap is what its weight lacks of the bound."""
    gap = None
    if plan.value is not None and plan.bound:
        gap = max(0.0, 100 * (plan.bound - plan.value) / plan.bound)
    return {
        "plan": plan,
        "is_under_way": plan.state in UNDER_WAY,
        "may_publish": plan.state == PlanState.COMPUTED,
        "may_drop": plan.state in DROPPABLE,
        "may_stop": plan.state in UNDER_WAY and not plan.stop_asked,
        "failures": [sentence(one) for one in failure_of(plan)] or [failure_label(plan.failure)],
        "percent": round(100 * plan.fraction_done),
        "stage": stage_label(plan.stage),
        # While it runs, the value speaks of the stage; only weights have a gap that means something.
        "gap": gap if plan.stage in {"weight", "kept", ""} or plan.state not in UNDER_WAY else None,
        "measure": plan.result.get("measure", {}),
        "status": plan.result.get("status", ""),
        "meetings": plan.meetings.exclude(state=MeetingState.CANCELLED).count(),
        "locked": plan.meetings.filter(is_locked=True).count(),
        "accepted": request_counts(plan.edition)["accepted"],
    }


@login_required
@require_POST
def publish(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held, user = plan_of(request, edition, pk), person(request)
    done = _("The plan is published: people whose agenda changes are told by e-mail.")
    done_or_refused(request, done, lambda: publish_plan(plan=held, by=user))
    return redirect("office:meetings_plan", held.edition.slug, held.pk)


@login_required
@require_POST
def stop(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """End a computation before its time, with what it has found or without."""
    held, user, keeps = plan_of(request, edition, pk), person(request), "keep" in request.POST
    done = _("The computation ends, and the best plan so far is kept.") if keeps else _("The computation ends.")
    done_or_refused(request, done, lambda: stop_plan(plan=held, keeps=keeps, by=user))
    return redirect("office:meetings_plan", held.edition.slug, held.pk)


@login_required
@require_POST
def drop(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held, user = plan_of(request, edition, pk), person(request)
    try:
        drop_plan(plan=held, by=user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:meetings_plan", held.edition.slug, pk)
    messages.success(request, _("The plan is dropped."))
    return redirect("office:meetings", held.edition.slug)


@login_required
@require_safe
def table_signs(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """A sheet for each table, as PDF."""
    held = plan_of(request, edition, pk)
    headers = {
        "Content-Disposition": f'inline; filename="tables-{held.edition.slug}.pdf"',
        "Cache-Control": "private, no-store",
    }
    language = "en" if get_language() == "en" else "fr"
    return HttpResponse(table_signs_pdf(held, language), content_type="application/pdf", headers=headers)
