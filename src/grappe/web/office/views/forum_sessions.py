"""One session: what, when, where, who."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.sessions import add_session, change_session, give_part, remove_session, take_part_away
from grappe.apps.forum.models import Edition, Session
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.forum import PartForm, SessionForm
from grappe.web.office.forum_records import page_of
from grappe.web.office.records import own_edition


@login_required
def add(request: HttpRequest, slug: str) -> HttpResponse:
    edition = own_edition(request, slug)
    form = SessionForm(edition, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            held = add_session(edition=edition, values=form.values, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The session is added. Now say who takes part."))
            return redirect("office:forum_session", edition.slug, held.pk)
    context = {**page_of(request, edition, "forum_programme"), "form": form}
    return render(request, "office/forum/add_session.html", context)


@login_required
def session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition = own_edition(request, slug)
    held = get_object_or_404(edition.sessions, pk=pk)
    form = SessionForm(edition, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_session(session=held, values=form.values, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:forum_session", edition.slug, held.pk)
    return show(request, edition, held, form, PartForm(edition))


def show(request: HttpRequest, edition: Edition, held: Session, form: SessionForm, part: PartForm) -> HttpResponse:
    context = {
        **page_of(request, edition, "forum_programme"),
        "session": held,
        "form": form,
        "part_form": part,
        "parts": held.parts.select_related("speaker"),
    }
    return render(request, "office/forum/session.html", context)


@login_required
@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    edition, user = own_edition(request, slug), person(request)
    held = get_object_or_404(edition.sessions.select_related("edition"), pk=pk)
    if done_or_refused(request, _("Removed."), lambda: remove_session(session=held, by=user)):
        return redirect("office:forum_programme", edition.slug)
    return redirect("office:forum_session", edition.slug, pk)


@login_required
@require_POST
def give(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a person speak, moderate or chair."""
    edition = own_edition(request, slug)
    held = get_object_or_404(edition.sessions, pk=pk)
    form = PartForm(edition, request.POST)
    if not form.is_valid():
        return show(request, edition, held, SessionForm(edition, held), form)
    user = person(request)
    done_or_refused(request, _("Added."), lambda: give_part(session=held, by=user, **form.cleaned_data))
    return redirect("office:forum_session", edition.slug, pk)


@login_required
@require_POST
def take_away(request: HttpRequest, slug: str, pk: int, part: int) -> HttpResponse:
    edition, user = own_edition(request, slug), person(request)
    held = get_object_or_404(edition.sessions, pk=pk)
    one = get_object_or_404(held.parts.select_related("speaker", "session"), pk=part)
    done_or_refused(request, _("Removed."), lambda: take_part_away(part=one, by=user))
    return redirect("office:forum_session", edition.slug, pk)
