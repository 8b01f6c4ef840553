"""The door to the meetings of one edition, and one's own profile there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.profiles import change_profile, declare_unavailable, open_profile, remove_delegate
from grappe.apps.forum.domain.registrations import link_registrations
from grappe.apps.forum.domain.requests import are_requests_open
from grappe.apps.forum.queries.agendas import agenda_of_profile
from grappe.apps.forum.queries.requests import request_numbers
from grappe.web.access import done_or_refused, keys_in, person
from grappe.web.member.forms.meetings import ProfileForm
from grappe.web.member.meeting_records import edition_named, own_part, own_registration, page_of


@login_required
@require_safe
def overview(request: HttpRequest, edition: str) -> HttpResponse:
    """Where one stands; for who takes no part yet, how to begin."""
    held = edition_named(request, edition)
    registration = own_registration(request, held)
    if registration is None and link_registrations(by=person(request)):
        registration = own_registration(request, held)
    if registration is None or not hasattr(registration, "delegate"):
        context = {"edition": held, "registration": registration}
        return render(request, "member/meetings/join.html", context)
    part = own_part(request, edition)
    numbers = request_numbers(part.profile)
    context = page_of(
        part,
        "meetings",
        waiting=numbers["to_answer"],
        sent=numbers["waiting"],
        accepted=numbers["accepted"],
        planned=agenda_of_profile(part.profile).count(),
        delegates=part.profile.delegates.select_related("registration"),
        away=part.profile.unavailabilities.count(),
        slots=held.slots.count(),
        is_open=are_requests_open(held),
    )
    return render(request, "member/meetings/overview.html", context)


@login_required
@require_POST
def join(request: HttpRequest, edition: str) -> HttpResponse:
    """Take part: open the profile of one's organisation, or enter the one a colleague opened."""
    held = edition_named(request, edition)
    registration = own_registration(request, held)
    if registration is None:
        return redirect("member:meetings", held.slug)
    user = person(request)
    done = _("You take part in the meetings. Look over what your profile says.")
    if done_or_refused(request, done, lambda: open_profile(registration=registration, by=user)):
        return redirect("member:meetings_profile", held.slug)
    return redirect("member:meetings", held.slug)


@login_required
def profile(request: HttpRequest, edition: str) -> HttpResponse:
    """What others read of oneself."""
    part = own_part(request, edition)
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.starting_from(part.profile)
    if form.is_bound and form.is_valid():
        user = person(request)
        try:
            change_profile(profile=part.profile, values=form.values, themes=form.chosen_themes, by=user)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("member:meetings_profile", part.edition.slug)
    delegates = part.profile.delegates.select_related("registration")
    context = page_of(part, "meetings_profile", form=form, delegates=delegates)
    return render(request, "member/meetings/profile.html", context)


@login_required
@require_POST
def dismiss(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """A person meets no more in the name of this profile, oneself included."""
    part = own_part(request, edition)
    delegate = get_object_or_404(part.profile.delegates.select_related("registration", "profile"), pk=pk)
    user = person(request)
    done_or_refused(request, _("Removed."), lambda: remove_delegate(delegate=delegate, by=user))
    mine = delegate.registration_id == part.registration.pk
    return redirect("member:meetings" if mine else "member:meetings_profile", part.edition.slug)


@login_required
def availability(request: HttpRequest, edition: str) -> HttpResponse:
    """In which slots one can meet; every slot is free until it is unticked."""
    part = own_part(request, edition)
    slots = list(part.edition.slots.all())
    if request.method == "POST":
        free = set(keys_in(request.POST.getlist("free")))
        away, user = [slot for slot in slots if slot.pk not in free], person(request)
        done = _("Your availability is saved.")
        done_or_refused(request, done, lambda: declare_unavailable(profile=part.profile, slots=away, by=user))
        return redirect("member:meetings_availability", part.edition.slug)
    closed = dict(part.profile.unavailabilities.values_list("slot_id", "is_declared"))
    held = {seat.meeting.slot_id for seat in agenda_of_profile(part.profile)}
    rows = [
        {
            "slot": slot,
            "begins": slot.during.lower.astimezone(part.edition.zone),
            "ends": slot.during.upper.astimezone(part.edition.zone),
            "is_free": slot.pk not in closed,
            "is_fixed": closed.get(slot.pk) is False,
            "is_taken": slot.pk in held,
        }
        for slot in slots
    ]
    return render(request, "member/meetings/availability.html", page_of(part, "meetings_availability", rows=rows))
