"""The programme of an edition: its days, rooms and tracks, and every session."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.programme_frame import (
    add_room,
    add_track,
    change_day,
    change_room,
    change_track,
    remove_room,
    remove_track,
)
from grappe.apps.forum.domain.snapshots import whole_programme
from grappe.apps.forum.exchange.clashes import speaker_clashes
from grappe.apps.forum.models import Edition, Room, Track
from grappe.apps.forum.phrases.programme import clash_text
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.forum import DayForm, RoomForm, TrackForm
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition

FORMS: dict[str, type[Form]] = {"rooms": RoomForm, "tracks": TrackForm}
ADD: dict[str, Callable[..., object]] = {"rooms": add_room, "tracks": add_track}


@login_required
@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    return show(request, own_edition(request, slug), {})


def show(request: HttpRequest, edition: Edition, bound: dict[str, Form]) -> HttpResponse:
    sessions = edition.sessions.select_related("room", "track").prefetch_related("parts__speaker")
    rows = list(sessions.order_by("during", "room__rank", "pk"))
    clashes = speaker_clashes(whole_programme(edition))
    context: dict[str, Any] = {
        **page_of(request, edition, "forum_programme"),
        "placed": [one for one in rows if one.during is not None],
        "unplaced": [one for one in rows if one.during is None],
        "clashes": [clash_text(one, edition.zone) for one in clashes],
        "days": edition.programme_days.all(),
        "rooms": edition.rooms.all(),
        "tracks": edition.tracks.all(),
        "forms": {what: bound.get(what, form(prefix=what)) for what, form in FORMS.items()},
        "zone": edition.zone,
    }
    return render(request, "office/forum/programme.html", context)


@login_required
@require_POST
def add(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Add a room or a track."""
    edition = own_edition(request, slug)
    if what not in FORMS:
        raise Http404
    form = FORMS[what](request.POST, prefix=what)
    if form.is_valid():
        try:
            ADD[what](edition=edition, values=form.cleaned_data, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Added."))
            return redirect("office:forum_programme", edition.slug)
    return show(request, edition, {what: form})


@login_required
def change(request: HttpRequest, slug: str, what: str, pk: int) -> HttpResponse:
    """Change a room or a track; visitors see it with the next version."""
    edition, user = own_edition(request, slug), person(request)
    if what not in FORMS:
        raise Http404
    rooms, tracks = edition.rooms.filter(pk=pk), edition.tracks.filter(pk=pk)
    held: Room | Track = get_object_or_404(rooms) if what == "rooms" else get_object_or_404(tracks)
    known = {name: getattr(held, name) for name in FORMS[what].base_fields}
    form = FORMS[what](request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            keep(held, form.cleaned_data, user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved; visitors see it once the programme is published again."))
            return redirect("office:forum_programme", edition.slug)
    context = {**page_of(request, edition, "forum_programme"), "form": form, "name": str(held)}
    return render(request, "office/forum/frame.html", context)


def keep(held: Room | Track, values: dict[str, Any], by: User) -> None:
    if isinstance(held, Room):
        change_room(room=held, values=values, by=by)
    else:
        change_track(track=held, values=values, by=by)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, what: str, pk: int) -> HttpResponse:
    edition, user = own_edition(request, slug), person(request)
    if what == "rooms":
        room = get_object_or_404(edition.rooms, pk=pk)
        done_or_refused(request, _("Removed."), lambda: remove_room(room=room, by=user))
    elif what == "tracks":
        track = get_object_or_404(edition.tracks, pk=pk)
        done_or_refused(request, _("Removed."), lambda: remove_track(track=track, by=user))
    else:
        raise Http404
    return redirect("office:forum_programme", edition.slug)


@login_required
def day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a day a title."""
    edition = own_edition(request, slug)
    held = get_object_or_404(edition.programme_days, pk=pk)
    form = DayForm(request.POST or None, initial={"title_fr": held.title_fr, "title_en": held.title_en})
    if request.method == "POST" and form.is_valid():
        change_day(day=held, values=form.cleaned_data, by=person(request))
        messages.success(request, _("Saved."))
        return redirect("office:forum_programme", edition.slug)
    context = {**page_of(request, edition, "forum_programme"), "form": form, "day": held}
    return render(request, "office/forum/day.html", context)
