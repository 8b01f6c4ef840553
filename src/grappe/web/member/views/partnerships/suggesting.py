"""Consent to be suggested, and suggestions set aside."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.directory.models import Cluster, Organisation
from grappe.apps.partnerships.domain.suggestions import (
    consent_to_be_found,
    set_aside,
    take_back_set_aside,
    withdraw_consent,
)
from grappe.apps.partnerships.queries.dismissals import set_aside_rows
from grappe.apps.partnerships.queries.people import bodies_of
from grappe.web.access import done_or_refused, keys_in, person

A_PAGE = 50


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
    return redirect(way_back(request, body))


def way_back(request: HttpRequest, body: Organisation | Cluster) -> str:
    """The page of this site that the button stood on; else the body's suggestions."""
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    if isinstance(body, Cluster):
        return reverse("public:cluster_partners", args=[body.slug])
    return reverse("public:organisation_partners", args=[body.pk])


@login_required
@require_safe
def dismissed(request: HttpRequest, key: str) -> HttpResponse:
    """What a body set aside, who did so and when, each with the button that takes it back."""
    body = own_body(request, key)
    page = Paginator(set_aside_rows(body), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "member/partnerships/dismissed.html", {"body": body, "key": key, "page": page})


@login_required
@require_POST
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take back one dismissal, or all of them."""
    body, user = own_body(request, key), person(request)
    keys = keys_in([request.POST.get("row")])
    if not keys and "all" not in request.POST:
        messages.error(request, _("Choose whom to take back."))
        return redirect("member:dismissed", key)
    done = _("It may be suggested again.") if keys else _("All of them may be suggested again.")
    done_or_refused(request, done, lambda: take_back_set_aside(body=body, rows=keys or None, by=user))
    return redirect("member:dismissed", key)
