"""Whom to meet: the catalogue, suggestions, and asking somebody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.domain.requests import are_requests_open, open_request_between, request_meeting
from grappe.apps.forum.enums import MeetingRequestState
from grappe.apps.forum.queries.catalogue import listed_profiles
from grappe.apps.forum.queries.suggestion_reasons import reasons_for
from grappe.apps.forum.queries.suggestions import sentences_about, suggestions_for
from grappe.web.access import person
from grappe.web.member.forms.meetings import CatalogueFilters, RequestForm
from grappe.web.member.meeting_records import own_part, page_of

A_PAGE, SUGGESTED = 20, 6


@login_required
@require_safe
def catalogue(request: HttpRequest, edition: str) -> HttpResponse:
    part = own_part(request, edition)
    filters = CatalogueFilters(request.GET, part.edition)
    found = filters.apply().exclude(pk=part.profile.pk)
    page = Paginator(found.order_by("name_key", "pk"), A_PAGE).get_page(request.GET.get("page"))
    context = page_of(part, "meetings_catalogue", filters=filters, page=page)
    context["suggestions"] = [] if request.GET else suggestions_for(part.profile, count=SUGGESTED)
    return render(request, "member/meetings/catalogue.html", context)


@login_required
def participant(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """One participant, and the form to ask for a meeting."""
    part = own_part(request, edition)
    # Whoever one has a request with stays in sight, listed or not.
    between = Q(requests_sent__recipient=part.profile) | Q(requests_received__sender=part.profile)
    known = part.edition.meeting_profiles.filter(between | Q(pk=part.profile.pk)).distinct()
    shown = listed_profiles(part.edition).filter(pk=pk).first() or get_object_or_404(known, pk=pk)
    form = RequestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = request_meeting(sender=part.profile, recipient=shown, by=person(request), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            agreed = made.state == MeetingRequestState.ACCEPTED
            done = _("They had asked you too: the meeting is agreed.") if agreed else _("Your request is sent.")
            messages.success(request, done)
            return redirect("member:meetings_requests", part.edition.slug)
    context = page_of(
        part,
        "meetings_catalogue",
        shown=shown,
        form=form,
        why=reasons_for(part.profile, [shown])[shown.pk],
        sentences=sentences_about(shown, part.profile),
        standing=open_request_between(part.profile, shown),
        is_open=are_requests_open(part.edition),
        is_own=shown.pk == part.profile.pk,
    )
    return render(request, "member/meetings/participant.html", context)
