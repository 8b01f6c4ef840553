"""Consent to be suggested, and suggestions set aside."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain.suggestions import consent_to_be_found, set_aside, withdraw_consent
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.web.access import done_or_refused, person


def own_body(request: HttpRequest, key: str) -> Organisation | Cluster:
    held = bodies_of(person(request)).get(key)
    if held is None:
        raise Http404
    return held


@login_required
@require_POST
def consent(request: HttpRequest, key: str) -> HttpResponse:
    body, user = own_body(request, key), person(request)
    if "withdraw" in request.POST:
        done = _("You are suggested to nobody from the next computing on.")
        done_or_refused(request, done, lambda: withdraw_consent(body=body, by=user))
    else:
        done = _("You may be suggested to others from the next computing on.")
        done_or_refused(request, done, lambda: consent_to_be_found(body=body, by=user))
    return redirect("member:partnerships")


@login_required
@require_POST
def not_this_one(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    body, user = own_body(request, key), person(request)
    rows = Cluster.objects.all() if isinstance(body, Cluster) else Organisation.objects.all()
    other: Any = get_object_or_404(rows, pk=pk)
    done = _("Set aside: the next suggestions take it into account.")
    done_or_refused(request, done, lambda: set_aside(body=body, other=other, by=user))
    if isinstance(body, Cluster):
        return redirect("public:cluster_partners", body.slug)
    return redirect("public:organisation_partners", body.pk)
