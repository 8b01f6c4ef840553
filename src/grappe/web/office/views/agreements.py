"""The register of agreements, as the officers of a cluster keep it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.models import Theme
from grappe.apps.directory.queries.scope import managed_clusters
from grappe.apps.partnerships.domain import agreements as domain
from grappe.apps.partnerships.enums import AgreementItemKind, AgreementKind
from grappe.apps.partnerships.models import PartnershipAgreement
from grappe.apps.partnerships.queries.agreements import kept_agreements, with_parties
from grappe.web.access import done_or_refused, person, require, signed_in_with
from grappe.web.office.forms.agreements import (
    AgreementForm,
    DocumentForm,
    ItemForm,
    NewAgreementForm,
    PartyForm,
    UntilForm,
)

SHOWN = 200


@signed_in_with("partnerships.enter_office")
def agreements(request: HttpRequest) -> HttpResponse:
    """Those in one's care, the next to end first, and a form for another."""
    user = person(request)
    form = NewAgreementForm(request.POST or None, managed_clusters(user).order_by("name_key"))
    if request.method == "POST" and form.is_valid():
        try:
            made = domain.record_agreement(
                keeper=form.cleaned_data["keeper"],
                kind=AgreementKind(form.cleaned_data["kind"]),
                values=form.values,
                themes=Theme.objects.filter(code__in=form.cleaned_data["themes"]),
                by=user,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("office:agreement", made.code)
    context = {"agreements": kept_agreements(user)[:SHOWN], "form": form}
    return render(request, "office/partnerships/agreements.html", context)


def kept(request: HttpRequest, code: str) -> PartnershipAgreement:
    held = get_object_or_404(with_parties(PartnershipAgreement.objects.all()), code=code)
    require(request, "directory.manage_cluster", held.keeper)
    return held


@login_required
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    held = kept(request, code)
    form = AgreementForm.about(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        themes = Theme.objects.filter(code__in=form.cleaned_data["themes"])
        try:
            domain.change_agreement(agreement=held, values=form.values, themes=themes, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:agreement", held.code)
    context = {
        "agreement": held,
        "stage": held.stage(timezone.localdate()),
        "today": timezone.localdate(),
        "items": held.items.all(),
        "documents": held.documents.all(),
        "form": form,
        "party_form": PartyForm(),
        "item_form": ItemForm(),
        "until_form": UntilForm(),
        "document_form": DocumentForm(),
    }
    return render(request, "office/partnerships/agreement.html", context)


def renewed(held: PartnershipAgreement, data: dict[str, Any], by: User) -> object:
    return domain.renew_agreement(agreement=held, until=data["until"], by=by)


def itemised(held: PartnershipAgreement, data: dict[str, Any], by: User) -> object:
    kind = AgreementItemKind(data["kind"])
    return domain.add_item(
        agreement=held, kind=kind, text=data["text"], due_on=data["due_on"], done_on=data["done_on"], by=by
    )


def documented(held: PartnershipAgreement, data: dict[str, Any], by: User) -> object:
    file = data["file"]
    return domain.add_agreement_document(agreement=held, file=file, name=file.name or "", by=by)


Step = tuple[type[forms.Form], Callable[[PartnershipAgreement, dict[str, Any], User], object]]
STEPS: dict[str, Step] = {
    "renew": (UntilForm, renewed),
    "item": (ItemForm, itemised),
    "document": (DocumentForm, documented),
}


@login_required
@require_POST
def step(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Renew, or add a party, an item or a document."""
    held, user = kept(request, code), person(request)
    if what == "party":
        party = PartyForm(request.POST)
        if party.is_valid():
            done_or_refused(request, _("Added."), lambda: domain.add_party(agreement=held, by=user, **party.values))
        else:
            messages.error(request, " ".join(str(error) for errors in party.errors.values() for error in errors))
        return redirect("office:agreement", held.code)
    if what not in STEPS:
        raise Http404
    form_class, action = STEPS[what]
    form = form_class(request.POST, request.FILES)
    if form.is_valid():
        done_or_refused(request, _("Noted."), lambda: action(held, form.cleaned_data, user))
    else:
        messages.error(request, _("Fill the form in first."))
    return redirect("office:agreement", held.code)


@login_required
@require_POST
def row_step(request: HttpRequest, code: str, what: str, pk: int) -> HttpResponse:
    """Remove a party, or note that an item is done today."""
    held, user = kept(request, code), person(request)
    if what == "remove-party":
        party = get_object_or_404(held.parties.select_related("agreement"), pk=pk)
        done_or_refused(request, _("Removed."), lambda: domain.remove_party(party=party, by=user))
    elif what == "done":
        item = get_object_or_404(held.items.select_related("agreement"), pk=pk)
        today = timezone.localdate()
        done_or_refused(request, _("Noted."), lambda: domain.note_item_done(item=item, on=today, by=user))
    else:
        raise Http404
    return redirect("office:agreement", held.code)


@login_required
@require_safe
def document(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """A document, for those who keep the agreement."""
    held = get_object_or_404(kept(request, code).documents, pk=pk)
    return FileResponse(held.file.open("rb"), as_attachment=True, filename=held.name)
