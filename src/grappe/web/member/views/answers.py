from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.directory.domain.corrections import accept_correction, refuse_correction
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.directory.models import Correction
from grappe.web.access import done_or_refused, person
from grappe.web.member.records import own_organisation
from grappe.web.ui.values import proposed_rows


@login_required
@require_safe
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """What others propose to correct in one's organisation."""
    organisation = own_organisation(request, pk, "directory.decide_correction")
    waiting = Correction.objects.filter(organisation=organisation, status=RequestStatus.PENDING)
    rows = proposed_rows(waiting.select_related("proposed_by", "organisation").order_by("made_at", "pk"))
    return render(request, "member/corrections.html", {"organisation": organisation, "rows": rows})


@login_required
@require_POST
def decide(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    organisation = own_organisation(request, pk, "directory.decide_correction")
    held = get_object_or_404(Correction, pk=correction, organisation=organisation)
    user = person(request)
    accepted = "accept" in request.POST
    act = accept_correction if accepted else refuse_correction
    done = _("The correction is accepted.") if accepted else _("The correction is refused.")
    done_or_refused(request, done, lambda: act(correction=held, by=user))
    return redirect("member:corrections", organisation.pk)
