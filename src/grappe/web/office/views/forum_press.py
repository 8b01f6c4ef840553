"""The press office: who is accredited, and what journalists read."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.domain.press import (
    accept_accreditation,
    change_quota,
    refuse_accreditation,
    save_material,
    withdraw_accreditation,
)
from grappe.apps.forum.models import Edition, PressAccreditation, PressMaterial
from grappe.apps.forum.queries.press import outlets_with_counts
from grappe.web.access import done_or_refused, person
from grappe.web.office.forms.press import AcceptForm, MaterialForm, QuotaForm
from grappe.web.office.forms.registrations import ReasonForm
from grappe.web.office.forum_records import edition_for, page_of
from grappe.web.ui.checked_file import CONTENT_TYPES, kind_of_file

STATES = (RequestStatus.PENDING, RequestStatus.ACCEPTED, RequestStatus.REFUSED, RequestStatus.WITHDRAWN)


@login_required
@require_safe
def accreditations(request: HttpRequest, edition: str) -> HttpResponse:
    """The requests in one state, those to decide first, and the outlets with their quotas."""
    held = edition_for(request, edition, "forum.manage_press")
    asked = request.GET.get("state", "")
    state = asked if asked in RequestStatus.values else RequestStatus.PENDING
    context = page_of(
        request,
        held,
        "accreditations",
        state=state,
        states=[(one.value, one.label, held.accreditations.filter(status=one).count()) for one in STATES],
        accreditations=held.accreditations.filter(status=state).select_related("outlet", "user"),
        outlets=outlets_with_counts(held),
    )
    return render(request, "office/forum/accreditations.html", context)


def accreditation_of(request: HttpRequest, edition: str, pk: int) -> PressAccreditation:
    held = edition_for(request, edition, "forum.manage_press")
    rows = held.accreditations.select_related("edition", "outlet", "user", "registration", "decided_by")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_safe
def accreditation(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    return show(request, accreditation_of(request, edition, pk))


def show(request: HttpRequest, held: PressAccreditation, **bound: Form) -> HttpResponse:
    context = page_of(
        request,
        held.edition,
        "accreditations",
        accreditation=held,
        outlet=outlets_with_counts(held.edition).get(pk=held.outlet_id),
        accept_form=AcceptForm(),
        refuse_form=bound.get("refuse_form", ReasonForm(prefix="refuse")),
        withdraw_form=bound.get("withdraw_form", ReasonForm(prefix="withdraw")),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bound else HTTPStatus.OK
    return render(request, "office/forum/accreditation.html", context, status=status)


@login_required
@require_POST
def accept(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Accredit; above the outlet's quota only with a reason."""
    held, user = accreditation_of(request, edition, pk), person(request)
    why = request.POST.get("over_quota", "").strip()[:500]
    done_or_refused(
        request, _("Accredited."), lambda: accept_accreditation(accreditation=held, over_quota=why, by=user)
    )
    return redirect("office:accreditation", edition, held.pk)


@login_required
@require_POST
def refuse(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held, user = accreditation_of(request, edition, pk), person(request)
    form = ReasonForm(request.POST, prefix="refuse")
    if not form.is_valid():
        return show(request, held, refuse_form=form)
    answer = form.cleaned_data["reason"]
    done_or_refused(request, _("Refused."), lambda: refuse_accreditation(accreditation=held, answer=answer, by=user))
    return redirect("office:accreditation", edition, held.pk)


@login_required
@require_POST
def withdraw(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Take an accreditation away."""
    held, user = accreditation_of(request, edition, pk), person(request)
    form = ReasonForm(request.POST, prefix="withdraw")
    if not form.is_valid():
        return show(request, held, withdraw_form=form)
    reason = form.cleaned_data["reason"]
    done_or_refused(
        request, _("Taken away."), lambda: withdraw_accreditation(accreditation=held, reason=reason, by=user)
    )
    return redirect("office:accreditation", edition, held.pk)


@login_required
@require_safe
def proof(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    """The file a journalist sent; it is handed over as a download, never shown within the site."""
    held = accreditation_of(request, edition, pk)
    if not held.proof:
        raise Http404
    file = held.proof.open("rb")
    kind = kind_of_file(file)
    content = CONTENT_TYPES.get(kind, "application/octet-stream")
    return FileResponse(file, as_attachment=True, filename=f"proof-{held.pk}.{kind or 'bin'}", content_type=content)


@login_required
@require_POST
def quota(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """How many journalists one outlet may send."""
    held, user = edition_for(request, edition, "forum.manage_press"), person(request)
    outlet = get_object_or_404(held.outlets, pk=pk)
    form = QuotaForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["quota"]
        done_or_refused(request, _("Quota changed."), lambda: change_quota(outlet=outlet, quota=number, by=user))
    else:
        messages.error(request, _("A quota is a whole number."))
    return redirect("office:accreditations", held.slug)


@login_required
@require_safe
def materials(request: HttpRequest, edition: str) -> HttpResponse:
    """Everything for the press, published or not."""
    held = edition_for(request, edition, "forum.manage_press")
    rows = held.press_materials.all()
    context = page_of(request, held, "press_materials", materials=rows, now=timezone.now())
    return render(request, "office/forum/press_materials.html", context)


@login_required
def add_material(request: HttpRequest, edition: str) -> HttpResponse:
    held = edition_for(request, edition, "forum.manage_press")
    return edit(request, held, PressMaterial(edition=held))


@login_required
def material(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = edition_for(request, edition, "forum.manage_press")
    return edit(request, held, get_object_or_404(held.press_materials, pk=pk))


def edit(request: HttpRequest, edition: Edition, held: PressMaterial) -> HttpResponse:
    sent = request.method == "POST"
    with timezone.override(edition.zone):
        form = MaterialForm(request.POST if sent else None, request.FILES if sent else None, instance=held)
        if sent and form.is_valid():
            try:
                save_material(material=form.save(commit=False), by=person(request))
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect("office:press_materials", edition.slug)
        context = page_of(request, edition, "press_materials", material=held, form=form)
        return render(request, "office/forum/press_material.html", context)
