"""What becomes of a request on which a funder keeps silent: the rules adopted, and those of the law to adopt."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.core.errors import RefusedError
from grappe.apps.funding.domain.silences import adopt_silence
from grappe.apps.funding.exchange.silences import packaged_silences
from grappe.apps.funding.models import SilenceRule
from grappe.apps.funding.queries import desks
from grappe.web.access import person, require, signed_in_with
from grappe.web.office.forms.silences import SilenceForm


@signed_in_with("funding.enter_office")
def silences(request: HttpRequest) -> HttpResponse:
    """Which silence becomes what, on which day, by which law; the programme office adopts a rule."""
    user = person(request)
    adopts = user.has_perm("funding.adopt_silence")
    form = SilenceForm(request.POST or None) if adopts else None
    if request.method == "POST":
        require(request, "funding.adopt_silence")
        if form is not None and form.is_valid():
            try:
                adopt_silence(**form.cleaned_data, by=user)
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The rule holds for every file opened from now on."))
                return redirect("office:funding_silences")
    waiting = desks.waiting_decisions(user, timezone.localdate())
    context = {
        "rules": SilenceRule.objects.select_related("call", "funder"),
        "waiting": [one for one in waiting if one.clock is not None],
        "packaged": packaged_silences(),
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None and form.is_bound else HTTPStatus.OK
    return render(request, "office/funding/silences.html", context, status=status)
