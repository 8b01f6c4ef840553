from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.corrections import propose_correction
from grappe.apps.directory.fields import EDITABLE, OFFICE_ONLY
from grappe.web.access import person
from grappe.web.member.forms.values import CorrectionForm
from grappe.web.member.records import living_organisation
from grappe.web.ui.values import held_value, held_values


@login_required
@require_safe
def choose_field(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which value of somebody else's organisation is wrong."""
    organisation = living_organisation(pk)
    groups = held_values(organisation)
    return render(request, "member/correct_choose.html", {"organisation": organisation, "groups": groups})


@login_required
def correct(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """Propose another value; its editors or the office decide."""
    organisation = living_organisation(pk)
    if field not in EDITABLE or field in OFFICE_ONLY:
        raise Http404
    form = CorrectionForm(organisation, field, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_correction(
                organisation=organisation,
                field=field,
                value=form.cleaned_data["value"],
                reason=form.cleaned_data["reason"],
                by=person(request),
            )
        except RefusedError as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, _("Your correction waits for a decision. You see its answer in your workspace."))
            return redirect("member:home")
    context = {"organisation": organisation, "form": form, "held": held_value(organisation, field)}
    return render(request, "member/correct.html", context)
