"""An expert describes herself and declares her ties."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.reviews.domain.experts import declare_tie, save_expert, withdraw_tie
from grappe.apps.reviews.models import DeclaredTie, ExpertProfile
from grappe.web.access import person, signed_in_with
from grappe.web.member.forms.reviews import ExpertForm, TieForm


@signed_in_with("reviews.describe_oneself")
def expert(request: HttpRequest) -> HttpResponse:
    """Two forms: the profile, and a tie to declare."""
    user = person(request)
    profile = ExpertProfile.objects.filter(user=user).first()
    declares = request.POST.get("form") == "tie"
    form = ExpertForm(None if declares else request.POST or None, profile=profile)
    tie = TieForm(request.POST if declares else None)
    if tie.is_bound and tie.is_valid():
        declare_tie(user=user, values=tie.cleaned_data, by=user)
        messages.success(request, _("Your tie is declared: you are not asked to read what it touches."))
        return redirect("member:expert")
    if form.is_bound and form.is_valid():
        save_expert(user=user, values=form.cleaned_data, by=user)
        messages.success(request, _("Saved."))
        return redirect("member:expert")
    ties = user.declared_ties.select_related("organisation")
    return render(request, "member/reviews/expert.html", {"form": form, "tie": tie, "ties": ties})


@signed_in_with("reviews.describe_oneself")
@require_POST
def remove_tie(request: HttpRequest, pk: int) -> HttpResponse:
    tie = get_object_or_404(DeclaredTie, pk=pk, user=person(request))
    withdraw_tie(tie=tie, by=person(request))
    messages.success(request, _("Taken back."))
    return redirect("member:expert")
