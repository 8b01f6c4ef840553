"""The welcome desk on a tablet: find a person, check in, print again, register who walks in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.check_ins import check_in, recognise_scan
from grappe.apps.forum.domain.profiles import open_profile
from grappe.apps.forum.domain.registrations import register_participant
from grappe.apps.forum.domain.scan_answers import Answer
from grappe.apps.forum.enums import CheckInDirection, RegistrationState, ScanOutcome
from grappe.apps.forum.models import CheckIn, Edition, Registration
from grappe.apps.forum.queries.agendas import agenda_of
from grappe.apps.forum.queries.attendance import registrations_like, unknown_scans, with_attendance
from grappe.web.access import done_or_refused, person
from grappe.web.office.day_tabs import day_tabs
from grappe.web.office.forms.desk import (
    ColleagueForm,
    LateForm,
    NoteForm,
    RecogniseForm,
    WalkInForm,
    WishesForm,
    registration_of,
)
from grappe.web.office.forum_records import edition_for

FOUND = 20
SHOWN = 50


def frame(request: HttpRequest, edition: Edition, heading: str) -> dict[str, Any]:
    """What every page of the day shows."""
    return {"edition": edition, "heading": heading, "day_tabs": day_tabs(request, edition)}


@login_required
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Find a person by name, organisation, address or number."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    text = request.GET.get("q", "")[:200]
    found = list(with_attendance(registrations_like(edition, text), edition)[: FOUND + 1]) if text.strip() else []
    context = {"text": text, "found": found[:FOUND], "more": len(found) > FOUND}
    return render(request, "office/forum_day/desk.html", frame(request, edition, _("Welcome desk")) | context)


@login_required
@require_safe
def desk_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person: what to do for them, and their meetings."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    one = person_of(edition, pk)
    delegate = getattr(one, "delegate", None)
    context = {"one": one, "seats": list(agenda_of(one)), "profile": delegate.profile if delegate else None}
    if delegate is not None:
        context |= {
            "absent": NoteForm(auto_id="absent_%s"),
            "late": LateForm(delegate.profile, auto_id="late_%s"),
            "colleague": ColleagueForm(auto_id="colleague_%s"),
            "words": (words := request.GET.get("who", "")[:100].strip()),
            "wishes": WishesForm(delegate.profile, words=words, auto_id="wishes_%s") if words else None,
        }
    return render(request, "office/forum_day/person.html", frame(request, edition, one.full_name) | context)


def person_of(edition: Edition, pk: int) -> Registration:
    rows = with_attendance(edition.registrations.all(), edition)
    found: Registration = get_object_or_404(
        rows.select_related("edition", "category", "organisation", "delegate__profile__edition"), pk=pk
    )
    return found


@require_POST
@login_required
def check_in_person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a person in or out from the desk."""
    edition = edition_for(request, slug, "forum.check_in")
    one = person_of(edition, pk)
    leaves = request.POST.get("direction") == CheckInDirection.EXIT
    answer = check_in(
        registration=one,
        by=person(request),
        direction=CheckInDirection.EXIT if leaves else CheckInDirection.ENTRY,
        door=_("desk"),
    )
    tell(request, answer)
    return redirect("office:day_person", edition.slug, pk)


def tell(request: HttpRequest, answer: Answer) -> None:
    name = answer.registration.full_name if answer.registration else ""
    if answer.outcome == ScanOutcome.REFUSED:
        messages.error(request, f"{name}: {answer.reason}")
    else:
        messages.success(request, f"{name}: {answer.outcome.label}")


@login_required
def walk_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Register somebody who stands at the desk, and let them in."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    form = WalkInForm(edition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = register_from(request, edition, form)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("office:day_person", edition.slug, made.pk)
    context = frame(request, edition, _("Walk-in registration")) | {"form": form}
    return render(request, "office/forum_day/walk_in.html", context)


def register_from(request: HttpRequest, edition: Edition, form: WalkInForm) -> Registration:
    by = person(request)
    made = register_participant(
        edition=edition,
        category=form.cleaned_data["category"],
        attendee=form.attendee,
        key=form.cleaned_data["key"],
        by=by,
        is_invited=True,
    )
    if made.state != RegistrationState.CONFIRMED:
        messages.warning(request, _("There is no place left: the person is on the waiting list."))
        return made
    if form.cleaned_data["enters"]:
        tell(request, check_in(registration=made, by=by, door=_("desk")))
    if form.cleaned_data["wants_meetings"] and made.category.takes_meetings:
        open_profile(registration=made, by=by)
    return made


@login_required
def unknown_codes(request: HttpRequest, slug: str) -> HttpResponse:
    """Codes that nobody was found for; the desk says whose they were."""
    edition = edition_for(request, slug, "forum.work_at_desk")
    form = RecogniseForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            recognise(request, edition, form.cleaned_data)
        else:
            messages.error(request, _("Type the number of a registration of this edition."))
        return redirect("office:day_unknown_scans", edition.slug)
    scans = [(scan, RecogniseForm(initial={"scan": scan.pk}, auto_id=f"scan{scan.pk}_%s")) for scan in shown(edition)]
    context = frame(request, edition, _("Unknown codes")) | {"scans": scans, "total": unknown_scans(edition).count()}
    return render(request, "office/forum_day/unknown_scans.html", context)


def shown(edition: Edition) -> list[CheckIn]:
    return list(unknown_scans(edition).select_related("by")[:SHOWN])


def recognise(request: HttpRequest, edition: Edition, typed: dict[str, int]) -> None:
    scan = get_object_or_404(CheckIn, edition=edition, pk=typed["scan"])
    whose = registration_of(edition, typed["number"])
    if whose is None:
        messages.error(request, _("Type the number of a registration of this edition."))
        return
    done_or_refused(
        request,
        _("The scan is %(name)s's.") % {"name": whose.full_name},
        lambda: recognise_scan(check_in=scan, registration=whose, by=person(request)),
    )
