"""Profiles that wait for a review, and interests that an officer may help along."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.partnerships.domain.profiles import publish_profile, return_profile
from grappe.apps.partnerships.enums import OPEN_INTERESTS
from grappe.apps.partnerships.models import PartnershipProfile
from grappe.apps.partnerships.queries.copies import copies_of
from grappe.apps.partnerships.queries.interests import interests_in_scope, interests_nobody_reads
from grappe.apps.partnerships.queries.profiles import checked, waiting_profiles, with_bodies
from grappe.web.access import done_or_refused, person, require, signed_in_with
from grappe.web.office.forms.partnerships import ReviewForm
from grappe.web.ui.partnerships import told_partner

SHOWN = 100


@signed_in_with("partnerships.enter_office")
@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    user = person(request)
    interests = interests_in_scope(user)
    context = {
        "waiting": with_bodies(waiting_profiles(user))[:SHOWN],
        "unread": interests_nobody_reads(user)[:SHOWN],
        "open": interests.filter(state__in=OPEN_INTERESTS)[:SHOWN],
        "closed": interests.exclude(outcome="")[:SHOWN],
    }
    return render(request, "office/partnerships/desk.html", context)


def reviewed(request: HttpRequest, pk: int) -> PartnershipProfile:
    held = get_object_or_404(with_bodies(PartnershipProfile.objects.all()), pk=pk)
    require(request, "partnerships.review_profile", held)
    return held


@login_required
@require_safe
def profile(request: HttpRequest, pk: int) -> HttpResponse:
    held = reviewed(request, pk)
    context = {
        "profile": held,
        "findings": checked(held),
        "copies": copies_of(held),
        "partner": told_partner(held),
        "form": ReviewForm(),
    }
    return render(request, "office/partnerships/profile.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a profile, or give it back with a remark."""
    held, user, form = reviewed(request, pk), person(request), ReviewForm(request.POST)
    remark = form.cleaned_data["remark"] if form.is_valid() else ""
    if "publish" in request.POST:
        done_or_refused(request, _("The profile is published."), lambda: publish_profile(profile=held, by=user))
    else:
        done_or_refused(request, _("The writer is told."), lambda: return_profile(profile=held, remark=remark, by=user))
    return redirect("office:partnerships")
