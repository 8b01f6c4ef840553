from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.figures import (
    record_accounts,
    record_shareholding,
    remove_accounts,
    remove_shareholding,
)
from grappe.apps.directory.models import Organisation, Shareholding
from grappe.apps.directory.phrases import names_in, size_reasoning
from grappe.web.access import done_or_refused, person
from grappe.web.member.forms.figures import AccountsForm, ShareholdingForm
from grappe.web.member.records import own_organisation


@login_required
@require_safe
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Accounts, shareholdings, and the size category they lead to, reason by reason."""
    return show(request, own_organisation(request, pk))


def show(request: HttpRequest, organisation: Organisation, **bound: Form) -> HttpResponse:
    context = {
        "organisation": organisation,
        "accounts": organisation.accounts.order_by("-year"),
        "holdings": shareholdings_of(organisation),
        "sizes": sizes_of(organisation),
        "accounts_form": bound.get("accounts_form", AccountsForm(prefix="accounts")),
        "shareholding_form": bound.get("shareholding_form", ShareholdingForm(prefix="share")),
    }
    return render(request, "member/figures.html", context)


def shareholdings_of(organisation: Organisation) -> Any:
    found = Shareholding.objects.filter(Q(owner=organisation) | Q(owned=organisation))
    return found.select_related("owner", "owned").order_by("-capital_share", "pk")


def sizes_of(organisation: Organisation) -> list[dict[str, Any]]:
    """Each assessment with its reasoning in words."""
    rows = list(organisation.size_assessments.order_by("definition"))
    keys = {key for row in rows for key in names_in(row)}
    names = {str(pk): name for pk, name in Organisation.objects.filter(pk__in=keys).values_list("pk", "legal_name")}
    return [{"assessment": row, "lines": size_reasoning(row, names)} for row in rows]


@login_required
@require_POST
def add_accounts(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    form = AccountsForm(request.POST, prefix="accounts")
    if form.is_valid():
        try:
            record_accounts(organisation=organisation, by=person(request), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("member:figures", organisation.pk)
    return show(request, organisation, accounts_form=form)


@login_required
@require_POST
def add_shareholding(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    form = ShareholdingForm(request.POST, prefix="share")
    if form.is_valid():
        stated = dict(form.cleaned_data)
        other, direction = stated.pop("other"), stated.pop("direction")
        pair = (other, organisation) if direction == "owner" else (organisation, other)
        try:
            record_shareholding(owner=pair[0], owned=pair[1], by=person(request), **stated)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("member:figures", organisation.pk)
    return show(request, organisation, shareholding_form=form)


@login_required
@require_POST
def delete_accounts(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    accounts = get_object_or_404(organisation.accounts, year=year)
    user = person(request)
    done_or_refused(request, _("Removed."), lambda: remove_accounts(accounts=accounts, by=user))
    return redirect("member:figures", organisation.pk)


@login_required
@require_POST
def delete_shareholding(request: HttpRequest, pk: int, shareholding: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    held = get_object_or_404(shareholdings_of(organisation), pk=shareholding)
    user = person(request)
    done_or_refused(request, _("Removed."), lambda: remove_shareholding(shareholding=held, by=user))
    return redirect("member:figures", organisation.pk)
