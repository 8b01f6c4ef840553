from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.directory.domain.claims import invite_editor
from grappe.apps.directory.domain.mandates import dismiss_editor
from grappe.web.access import person
from grappe.web.member.forms.claiming import InviteForm
from grappe.web.member.records import own_organisation


@login_required
def editors(request: HttpRequest, pk: int) -> HttpResponse:
    """Who keeps this organisation's data; invite another."""
    organisation = own_organisation(request, pk, "directory.invite_editor")
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invite_editor(organisation=organisation, email=form.cleaned_data["email"], by=person(request))
        messages.success(request, _("The invitation is on its way."))
        return redirect("member:editors", organisation.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "mandates": organisation.editor_mandates.select_related("user").order_by("granted_at"),
        "invitations": organisation.invitations.filter(accepted_at=None, expires_at__gt=timezone.now()),
    }
    return render(request, "member/editors.html", context)


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int, mandate: int) -> HttpResponse:
    """End another's mandate, or one's own."""
    organisation = own_organisation(request, pk, "directory.invite_editor")
    user = person(request)
    held = get_object_or_404(organisation.editor_mandates.select_related("user"), pk=mandate)
    dismiss_editor(user=held.user, organisation=organisation, by=user)
    messages.success(request, _("%(person)s keeps these data no longer.") % {"person": held.user})
    if held.user_id == user.pk:
        return redirect("member:home")
    return redirect("member:editors", organisation.pk)
