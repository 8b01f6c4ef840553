"""Journalists: asking for an accreditation, and reading what the press office publishes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.domain.press import (
    accept_embargo,
    note_reading,
    request_accreditation,
    withdraw_accreditation,
)
from grappe.apps.forum.models import Edition, PressAccreditation, PressMaterial
from grappe.apps.forum.queries.press import materials_for
from grappe.web.access import done_or_refused, person
from grappe.web.public.editions import edition_seen
from grappe.web.public.forms.press import AccreditationForm
from grappe.web.public.own_pages import own_page
from grappe.web.ui.checked_file import CONTENT_TYPES, kind_of_file

STANDING = (RequestStatus.PENDING, RequestStatus.ACCEPTED)


def standing_of(user: Any, edition: Edition) -> PressAccreditation | None:
    """The accreditation a person has or waits for at this edition."""
    if not isinstance(user, User):
        return None
    found: PressAccreditation | None = (
        user.accreditations.filter(edition=edition, status__in=STANDING).select_related("outlet").first()
    )
    return found


@never_cache
@require_safe
def press(request: HttpRequest, edition: str) -> HttpResponse:
    """The press material open to this reader, and the way to an accreditation."""
    held = edition_seen(request, edition)
    context = {
        "edition": held,
        "materials": materials_for(request.user, held),
        "accreditation": standing_of(request.user, held),
        "now": timezone.now(),
    }
    return render(request, "public/forum/press.html", context)


@own_page
@login_required
def accreditation(request: HttpRequest, edition: str) -> HttpResponse:
    """Ask to be accredited; who has asked sees how it stands."""
    held, user = edition_seen(request, edition), person(request)
    standing = standing_of(user, held)
    if standing is not None:
        return render(request, "public/forum/accreditation.html", {"edition": held, "accreditation": standing})
    known = {"full_name": user.full_name, "email": user.email, "language": get_language()}
    sent = request.method == "POST"
    form = AccreditationForm(request.POST if sent else None, request.FILES if sent else None, initial=known)
    if sent and form.is_valid():
        try:
            request_accreditation(
                edition=held,
                outlet_name=form.cleaned_data["outlet_name"],
                country=form.cleaned_data["country"],
                journalist=form.journalist,
                by=user,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The press office has your request and will answer by e-mail."))
            return redirect("public:accreditation", held.slug)
    status = 422 if form.errors else 200
    return render(request, "public/forum/ask_accreditation.html", {"edition": held, "form": form}, status=status)


def own_standing(request: HttpRequest, edition: str) -> PressAccreditation:
    standing = standing_of(request.user, edition_seen(request, edition))
    if standing is None:
        raise Http404
    return standing


@login_required
@require_POST
def promise(request: HttpRequest, edition: str) -> HttpResponse:
    """Promise to keep embargoes."""
    standing, user = own_standing(request, edition), person(request)
    done_or_refused(request, _("Your promise is noted."), lambda: accept_embargo(accreditation=standing, by=user))
    return redirect("public:press", edition)


@login_required
@require_POST
def withdraw(request: HttpRequest, edition: str) -> HttpResponse:
    """Give one's accreditation back."""
    standing, user = own_standing(request, edition), person(request)
    done_or_refused(
        request,
        _("Your accreditation is given back."),
        lambda: withdraw_accreditation(accreditation=standing, by=user),
    )
    return redirect("public:press", edition)


def open_material(request: HttpRequest, edition: str, pk: int) -> PressMaterial:
    """Material this reader may open now; what is under embargo does not show that it exists."""
    material = get_object_or_404(materials_for(request.user, edition_seen(request, edition)), pk=pk)
    if isinstance(request.user, User):
        note_reading(material=material, by=request.user)
    return material


@own_page
@require_safe
def material(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = open_material(request, edition, pk)
    context = {"edition": held.edition, "material": held, "now": timezone.now()}
    return render(request, "public/forum/press_material.html", context)


@own_page
@require_safe
def material_file(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    held = open_material(request, edition, pk)
    if not held.file:
        raise Http404
    file = held.file.open("rb")
    kind = kind_of_file(file)
    name = f"forum-{held.edition.year}-{held.pk}.{kind or 'bin'}"
    content = CONTENT_TYPES.get(kind, "application/octet-stream")
    return FileResponse(file, as_attachment=True, filename=name, content_type=content)
