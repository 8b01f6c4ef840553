"""One meeting of a plan: moved by hand, locked, cancelled."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.moves import (
    MoveBreaksRulesError,
    cancel_meeting,
    lock_meeting,
    move_meeting,
    preview_move,
)
from grappe.apps.forum.enums import MeetingState, PlanState
from grappe.apps.forum.models import Meeting
from grappe.apps.forum.phrases.findings import sentence
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.meetings import CancelForm, MoveForm
from grappe.web.office.meeting_records import meeting_of, page_of

OPEN_PLANS = (PlanState.COMPUTED, PlanState.PUBLISHED)


@login_required
def meeting(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """A meeting; a slot and a table in the address show what moving it there would break."""
    held = meeting_of(request, edition, pk)
    if request.method == "POST":
        form = MoveForm(held.plan.edition, request.POST)
        if form.is_valid() and moved(request, held, form):
            return redirect("office:meetings_meeting", held.plan.edition.slug, held.pk)
    elif "slot" in request.GET:
        form = MoveForm(held.plan.edition, request.GET)
        form.is_valid()
    else:
        form = MoveForm(held.plan.edition, initial={"slot": held.slot_id, "table": held.table_id})
    context: dict[str, Any] = {
        "meeting": held,
        "plan": held.plan,
        "begins": held.during.lower.astimezone(held.plan.edition.zone),
        "seats": held.seats.select_related("profile", "registration"),
        "form": form,
        "cancel_form": CancelForm(),
        "may_change": held.state == MeetingState.PLANNED and held.plan.state in OPEN_PLANS,
        **consequences(held, form),
    }
    template = (
        "office/meetings/consequences.html" if getattr(request, "htmx", False) else "office/meetings/meeting.html"
    )
    return render(request, template, page_of(request, held.plan.edition, "meetings", **context))


def consequences(held: Meeting, form: MoveForm) -> dict[str, Any]:
    """What the move asked for would break; nothing where none is asked."""
    nothing: dict[str, Any] = {"found": None, "faults": [], "refusal": ""}
    if not form.is_bound or not form.is_valid():
        return nothing
    try:
        found = preview_move(meeting=held, slot=form.cleaned_data["slot"], table=form.cleaned_data["table"])
    except RefusedError as refusal:
        return nothing | {"refusal": str(refusal)}
    return nothing | {"found": found, "faults": [sentence(fault) for fault in found.faults]}


def moved(request: HttpRequest, held: Meeting, form: MoveForm) -> bool:
    slot, table = form.cleaned_data["slot"], form.cleaned_data["table"]
    accepts = "accepts_faults" in request.POST
    try:
        move_meeting(meeting=held, slot=slot, table=table, accepts_faults=accepts, by=person(request))
    except MoveBreaksRulesError:
        # The page shows which rules, and asks again.
        return False
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The meeting is moved."))
    return True


@login_required
@require_POST
def lock(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held, user = meeting_of(request, edition, pk), person(request)
    wanted = "unlock" not in request.POST
    done = _("The meeting keeps its slot in every plan to come.") if wanted else _("The meeting may move again.")
    done_or_refused(request, done, lambda: lock_meeting(meeting=held, is_locked=wanted, by=user))
    return redirect("office:meetings_meeting", held.plan.edition.slug, held.pk)


@login_required
@require_POST
def cancel(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held, user = meeting_of(request, edition, pk), person(request)
    form = CancelForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("The meeting is cancelled; its request stands.")
        done_or_refused(request, done, lambda: cancel_meeting(meeting=held, reason=reason, by=user))
    else:
        messages.error(request, _("Say why the meeting is cancelled."))
    return redirect("office:meetings_meeting", held.plan.edition.slug, held.pk)
