from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.claims import accept_invitation, claim_organisation, withdraw_claim
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.queries.find import organisations_like
from grappe.web.access import done_or_refused, person
from grappe.web.member.forms.claiming import ClaimForm
from grappe.web.member.records import living_organisation

PAGE = 20


@login_required
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Look for the organisation whose data one wants to keep."""
    text = request.GET.get("q", "")
    page = Paginator(organisations_like(text), PAGE).get_page(request.GET.get("page"))
    return render(request, "member/find.html", {"page": page, "text": text})


@login_required
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to keep an organisation's data."""
    organisation = living_organisation(pk)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = claim_organisation(
                organisation=organisation, message=form.cleaned_data["message"], by=person(request)
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            if made.status == RequestStatus.ACCEPTED:
                messages.success(request, _("Your address proves it: you now keep the data of this organisation."))
                return redirect("member:organisation", organisation.pk)
            messages.success(request, _("The office will answer you by e-mail."))
            return redirect("member:home")
    return render(request, "member/claim.html", {"organisation": organisation, "form": form})


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    held = get_object_or_404(user.claims, pk=pk)
    done_or_refused(request, _("Your request is withdrawn."), lambda: withdraw_claim(claim=held, by=user))
    return redirect("member:home")


@login_required
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Take up an invitation; following the link alone does nothing, since mail readers follow links too."""
    if request.method != "POST":
        return render(request, "member/invitation.html", {"code": code})
    try:
        organisation = accept_invitation(code=code, by=person(request))
    except RefusedError as refusal:
        return render(request, "member/invitation.html", {"code": code, "refusal": str(refusal)}, status=400)
    messages.success(request, _("You now keep the data of this organisation."))
    return redirect("member:organisation", organisation.pk)
