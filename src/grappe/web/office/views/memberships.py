from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.edits import ChangedMeanwhileError
from grappe.apps.directory.domain.memberships import change_membership, close_membership
from grappe.apps.directory.models import Membership
from grappe.web.access import person
from grappe.web.office.forms.members import CloseForm, MembershipForm
from grappe.web.office.records import own_membership


@login_required
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """College, fee class, end and certificate of one membership."""
    held = own_membership(request, pk)
    form = MembershipForm(held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(membership=held, by=person(request), **form.cleaned_data)
        except ChangedMeanwhileError as refusal:
            form.add_error(None, str(refusal))
            form.show_held(refusal.held, refusal.seen)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("office:membership", held.pk)
    return show(request, held, form, CloseForm(prefix="close"))


def show(request: HttpRequest, held: Membership, form: MembershipForm, close_form: CloseForm) -> HttpResponse:
    context = {"membership": held, "cluster": held.cluster, "form": form, "close_form": close_form}
    return render(request, "office/membership.html", context)


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_membership(request, pk)
    form = CloseForm(request.POST, prefix="close")
    if form.is_valid():
        try:
            close_membership(membership=held, until=form.cleaned_data["until"], by=person(request))
        except RefusedError as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, _("The membership ends on that day."))
            return redirect("office:members", held.cluster.slug)
    return show(request, held, MembershipForm(held), form)
