from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.core.models import Source
from grappe.apps.directory.domain.confirmation import confirm_organisation
from grappe.apps.directory.domain.edits import ChangedMeanwhileError, edit_organisation
from grappe.apps.directory.fields import EDITABLE
from grappe.apps.directory.queries.stale import stale_before
from grappe.web.access import person
from grappe.web.member.forms.values import ValuesForm
from grappe.web.member.records import own_organisation
from grappe.web.ui.values import held_values


@login_required
@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """What the register holds of one's organisation: each value with source, date and confidence."""
    found = own_organisation(request, pk)
    context = {
        "organisation": found,
        "groups": held_values(found),
        "sources": Source.objects.in_bulk(sorted(codes_of(found.provenance)), field_name="code"),
        "identifiers": found.identifiers.all(),
        "may_confirm": person(request).has_perm("directory.confirm_organisation", found),
        "is_stale": found.confirmed_on is None or found.confirmed_on < stale_before(),
    }
    return render(request, "member/organisation.html", context)


def codes_of(provenance: dict[str, dict[str, str]]) -> set[str]:
    return {entry["source"] for entry in provenance.values() if entry.get("source")}


@login_required
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm one value (``field``) or everything that is held."""
    found = own_organisation(request, pk, "directory.confirm_organisation")
    field = request.POST.get("field", "")
    fields = [field] if field in EDITABLE else None
    confirm_organisation(organisation=found, fields=fields, by=person(request))
    messages.success(request, _("Confirmed as of today. Thank you."))
    return redirect("member:organisation", found.pk)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the values; a refused or overtaken form comes back with everything that was typed."""
    found = own_organisation(request, pk)
    user = person(request)
    office = user.has_perm("directory.enter_office")
    form = ValuesForm(found, office=office, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = edit_organisation(
                organisation=found,
                values=form.values,
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
                by=user,
            )
        except ChangedMeanwhileError as refusal:
            form.add_error(None, str(refusal))
            form.show_held(refusal.held, refusal.seen)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing had changed."))
            return redirect("member:organisation", found.pk)
    return render(request, "member/edit.html", {"organisation": found, "form": form})
