"""One's own profiles: begun, written, checked, sent to review, renewed, withdrawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.directory.domain.edits import ChangedMeanwhileError
from grappe.apps.directory.models import Theme
from grappe.apps.partnerships.domain.profiles import (
    change_profile,
    draft_profile,
    renew_profile,
    submit_profile,
    withdraw_profile,
)
from grappe.apps.partnerships.enums import PartnershipKind
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.apps.partnerships.queries.copies import copies_of
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.apps.partnerships.queries.profiles import checked, with_bodies
from grappe.web.access import done_or_refused, person
from grappe.web.member.forms.partnerships import KindForm, ProfileForm
from grappe.web.ui.partnerships import told_partner

STEPS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "submit": (submit_profile, gettext_lazy("An officer of your cluster reads it now.")),
    "renew": (renew_profile, gettext_lazy("Renewed for a year.")),
    "withdraw": (withdraw_profile, gettext_lazy("The profile is withdrawn.")),
}


def own_profile(request: HttpRequest, pk: int) -> PartnershipProfile:
    """A profile the person writes for; to anybody else a page that is not public does not exist."""
    held = get_object_or_404(with_bodies(PartnershipProfile.objects.all()), pk=pk)
    if not person(request).has_perm("partnerships.write_profile", held):
        raise Http404
    return held


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """Choose in whose name and what kind; the texts follow."""
    user = person(request)
    bodies = bodies_of(user)
    form = KindForm(request.POST or None, bodies)
    if request.method == "POST" and form.is_valid():
        kind = PartnershipKind(form.cleaned_data["kind"])
        made = draft_profile(body=form.body_chosen, kind=kind, by=user)
        return redirect("member:edit_partnership", made.pk)
    return render(request, "member/partnerships/write.html", {"form": form, "bodies": bodies})


@login_required
@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    held = own_profile(request, pk)
    context = {
        "profile": held,
        "findings": checked(held),
        "copies": copies_of(held),
        "partner": told_partner(held),
        "interests": held.interests.select_related("organisation", "cluster"),
    }
    return render(request, "member/partnerships/profile.html", context)


@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing typed is lost when it is refused."""
    held = own_profile(request, pk)
    form = ProfileForm.about(held, request.POST or None)
    if request.method == "POST" and form.is_valid() and kept(request, held, form):
        return redirect("member:partnership", held.pk)
    return render(request, "member/partnerships/edit.html", {"profile": held, "form": form})


def kept(request: HttpRequest, held: PartnershipProfile, form: ProfileForm) -> bool:
    try:
        change_profile(
            profile=held,
            values=form.values,
            themes=Theme.objects.filter(code__in=form.cleaned_data["themes"]),
            seen=form.cleaned_data["seen"],
            by=person(request),
        )
    except ChangedMeanwhileError as refusal:
        form.add_error(None, str(refusal))
        form.show_held(refusal.held, refusal.seen)
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, _("Saved."))
        return True
    return False


@login_required
@require_POST
def step(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    held = own_profile(request, pk)
    if what not in STEPS:
        raise Http404
    action, done = STEPS[what]
    arguments: dict[str, Any] = {"profile": held, "by": person(request)}
    done_or_refused(request, done, lambda: action(**arguments))
    return redirect("member:partnership", held.pk)
