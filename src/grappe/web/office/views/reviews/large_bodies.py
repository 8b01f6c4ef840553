"""Very large bodies, whose laboratories are looked at one by one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.reviews.domain.large_bodies import record_large_body, withdraw_large_body
from grappe.apps.reviews.models import LargeBody
from grappe.web.access import done_or_refused, person, signed_in_with
from grappe.web.office.forms.reviews import LargeBodyForm


@signed_in_with("reviews.record_large_body")
def large_bodies(request: HttpRequest) -> HttpResponse:
    form = LargeBodyForm(request.POST or None)
    if form.is_valid():
        values, user = form.cleaned_data, person(request)
        if done_or_refused(request, _("Saved."), lambda: record_large_body(by=user, **values)):
            return redirect("office:large_bodies")
    bodies = LargeBody.objects.select_related("organisation", "recorded_by")
    return render(request, "office/reviews/large_bodies.html", {"bodies": bodies, "form": form})


@signed_in_with("reviews.record_large_body")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(LargeBody.objects.select_related("organisation"), pk=pk)
    done_or_refused(request, _("Saved."), lambda: withdraw_large_body(body=held, by=person(request)))
    return redirect("office:large_bodies")
