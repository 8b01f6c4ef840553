"""The speakers of an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.speakers import add_speaker, change_speaker, register_speaker, remove_speaker
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.forum import SpeakerForm
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition


@login_required
def speakers(request: HttpRequest, slug: str) -> HttpResponse:
    edition = own_edition(request, slug)
    form = SpeakerForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_speaker(edition=edition, values=form.cleaned_data, by=person(request))
        except RefusedError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Added."))
            return redirect("office:forum_speakers", edition.slug)
    rows = edition.speakers.select_related("registration").prefetch_related("parts__session")
    context = {**page_of(request, edition, "forum_speakers"), "form": form, "speakers": rows}
    return render(request, "office/forum/speakers.html", context)


@login_required
def speaker(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition = own_edition(request, slug)
    held = get_object_or_404(edition.speakers.select_related("registration"), pk=pk)
    form = SpeakerForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_speaker(speaker=held, values=form.cleaned_data, by=person(request))
        except RefusedError as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:forum_speakers", edition.slug)
    context = {
        **page_of(request, edition, "forum_speakers"),
        "form": form,
        "speaker": held,
        "parts": held.parts.select_related("session"),
    }
    return render(request, "office/forum/speaker.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, user = own_edition(request, slug), person(request)
    held = get_object_or_404(edition.speakers.select_related("edition"), pk=pk)
    done_or_refused(request, _("Removed."), lambda: remove_speaker(speaker=held, by=user))
    return redirect("office:forum_speakers", edition.slug)


@login_required
@require_POST
def register(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, user = own_edition(request, slug), person(request)
    held = get_object_or_404(edition.speakers.select_related("edition", "organisation", "user"), pk=pk)
    done_or_refused(request, _("The speaker is registered."), lambda: register_speaker(speaker=held, by=user))
    return redirect("office:forum_speaker", edition.slug, pk)
