"""A plan before and after it is published: its grid, its participants, what it leaves out."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grappe.apps.forum.bridge.reasons import account_for
from grappe.apps.forum.enums import MeetingState
from grappe.apps.forum.models import Meeting, MeetingPlan, MeetingProfile, Slot
from grappe.apps.forum.phrases.findings import sentence
from grappe.apps.forum.queries.requests import left_out_of
from grappe.web.office.meeting_records import page_of, plan_of

TABLES_A_PAGE, PEOPLE_A_PAGE, LEFT_OUT_A_PAGE = 12, 20, 20
SECONDS = 5.0


def standing(plan: MeetingPlan) -> Any:
    rows = plan.meetings.exclude(state=MeetingState.CANCELLED)
    return rows.select_related("request__sender", "request__recipient", "table", "slot")


@login_required
@require_safe
def grid(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Slot by table, one day and a dozen tables at a time."""
    plan = plan_of(request, edition, pk)
    slots = list(plan.edition.slots.all())
    days = sorted({day_of(slot, plan) for slot in slots})
    day = next((one for one in days if one.isoformat() == request.GET.get("day")), days[0] if days else None)
    page = Paginator(plan.edition.tables.all(), TABLES_A_PAGE).get_page(request.GET.get("page"))
    shown = [slot for slot in slots if day_of(slot, plan) == day]
    cells: dict[tuple[int, int | None], list[Meeting]] = defaultdict(list)
    for meeting in standing(plan).filter(slot__in=shown):
        cells[meeting.slot_id, meeting.table_id].append(meeting)
    rows = [
        {
            "begins": slot.during.lower.astimezone(plan.edition.zone),
            "cells": [cells[slot.pk, table.pk] for table in page],
            "remote": cells[slot.pk, None],
        }
        for slot in shown
    ]
    has_remote = any(row["remote"] for row in rows)
    context = {"plan": plan, "days": days, "day": day, "page": page, "rows": rows, "has_remote": has_remote}
    return render(request, "office/meetings/grid.html", page_of(request, plan.edition, "meetings", **context))


def day_of(slot: Slot, plan: MeetingPlan) -> date:
    begins: date = slot.during.lower.astimezone(plan.edition.zone).date()
    return begins


@login_required
@require_safe
def participants(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """What each participant gets, by name."""
    plan, words = plan_of(request, edition, pk), request.GET.get("q", "")[:200].strip()
    found = plan.edition.meeting_profiles.order_by("name_key", "pk")
    if words:
        found = found.filter(name__icontains=words)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"plan": plan, "page": page, "words": words, "rows": agendas(plan, list(page.object_list))}
    return render(request, "office/meetings/participants.html", page_of(request, plan.edition, "meetings", **context))


def agendas(plan: MeetingPlan, profiles: list[MeetingProfile]) -> list[dict[str, Any]]:
    """Each profile with its meetings in order; the other side stands beside each."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    keys = {one.pk for one in profiles}
    for meeting in standing(plan).order_by("during", "pk"):
        request = meeting.request
        for own, other in ((request.sender, request.recipient), (request.recipient, request.sender)) if request else ():
            if own.pk in keys:
                begins = meeting.during.lower.astimezone(plan.edition.zone)
                found[own.pk].append({"meeting": meeting, "other": other, "begins": begins})
    return [{"profile": one, "meetings": found[one.pk]} for one in profiles]


@login_required
@require_safe
def left_out(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Accepted requests without a place: why, and the cheapest change that would give them one."""
    plan = plan_of(request, edition, pk)
    page = Paginator(left_out_of(plan), LEFT_OUT_A_PAGE).get_page(request.GET.get("page"))
    wanted = list(page.object_list)
    gains = "gains" in request.GET
    found = account_for(plan, requests=wanted, seconds=SECONDS, gains=gains) if wanted or gains else None
    told = {one.request.pk: one for one in found.left_out} if found else {}
    rows = [
        {
            "request": one,
            "reasons": [sentence(reason) for reason in told[one.pk].reasons] if one.pk in told else [],
            "change": sentence(told[one.pk].change) if one.pk in told else "",
        }
        for one in wanted
    ]
    more = [(sentence(one.what), one) for one in found.gains] if found else []
    context = {"plan": plan, "page": page, "rows": rows, "gains": more, "asked_gains": gains}
    return render(request, "office/meetings/left_out.html", page_of(request, plan.edition, "meetings", **context))
