"""What the plan did not foresee: it is recorded, the plan is repaired, and the page says what changed for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.day import Desk, record_late, record_lost_table, record_no_show, record_walk_in
from grappe.apps.forum.domain.delegate_swaps import swap_delegate
from grappe.apps.forum.errors import MeetingRefusedError
from grappe.apps.forum.models import DayEvent, Edition, MeetingProfile, Registration
from grappe.apps.forum.phrases.day_effects import effects_in_words
from grappe.web.access import person
from grappe.web.office.forms.desk import (
    ColleagueForm,
    LateForm,
    LostTableForm,
    NoteForm,
    WishesForm,
    registration_of,
)
from grappe.web.office.forum_records import edition_for
from grappe.web.office.views.desk import frame

SHOWN = 30


@dataclass(frozen=True)
class Kind:
    """One kind of event about a person: its form, and what it asks of the domain."""

    form: Callable[[MeetingProfile, Any], forms.Form]
    record: Callable[[Registration, MeetingProfile, dict[str, Any], Desk], DayEvent]


def take_over(leaving: Registration, profile: MeetingProfile, typed: dict[str, Any], desk: Desk) -> DayEvent:
    coming = registration_of(profile.edition, typed["number"])
    if coming is None:
        raise MeetingRefusedError(_("Nobody is registered under this number: register the colleague first."))
    return swap_delegate(profile=profile, leaving=leaving, coming=coming, desk=desk)


KINDS = {
    "no-show": Kind(
        lambda _profile, data: NoteForm(data),
        lambda _one, profile, _typed, desk: record_no_show(profile=profile, desk=desk),
    ),
    "late": Kind(
        LateForm,
        lambda _one, profile, typed, desk: record_late(profile=profile, until=typed["until"], desk=desk),
    ),
    "swap": Kind(lambda _profile, data: ColleagueForm(data), take_over),
    "meetings": Kind(
        WishesForm,
        lambda _one, profile, typed, desk: record_walk_in(profile=profile, wishes=typed["wishes"], desk=desk),
    ),
}


@require_POST
@login_required
def record(request: HttpRequest, slug: str, pk: int, what: str) -> HttpResponse:
    """Record an event about one person."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    if what not in KINDS:
        raise Http404
    one = get_object_or_404(edition.registrations, pk=pk)
    try:
        profile = one.delegate.profile
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    form = KINDS[what].form(profile, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    elif perform(request, lambda desk: KINDS[what].record(one, profile, form.cleaned_data, desk), form):
        return redirect("office:day_events", edition.slug)
    return redirect("office:day_person", edition.slug, pk)


def perform(request: HttpRequest, act: Callable[[Desk], DayEvent], form: forms.Form) -> bool:
    try:
        event = act(Desk(by=person(request), note=form.cleaned_data["note"]))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Recorded; %(count)d changes follow.") % {"count": len(event.effects)})
    return True


@login_required
def day(request: HttpRequest, slug: str) -> HttpResponse:
    """The events of the day, what each changed, and a table that is lost."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    form = LostTableForm(edition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        table = form.cleaned_data["table"]
        if perform(request, lambda desk: record_lost_table(table=table, desk=desk), form):
            return redirect("office:day_events", edition.slug)
    return render(request, "office/forum_day/day.html", told(request, edition) | {"form": form})


def told(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    events = list(edition.day_events.select_related("profile", "table", "by")[:SHOWN])
    effects = effects_in_words(edition, events)
    return frame(request, edition, _("Events of the day")) | {"events": [(one, effects[one.pk]) for one in events]}
