"""Requests received and sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.forum.agenda_entries import entries_of
from grappe.apps.forum.domain.requests import Answered, answer_request, withdraw_request
from grappe.apps.forum.enums import OPEN_MEETING_REQUESTS, MeetingRequestState
from grappe.apps.forum.models import Edition, MeetingRequest
from grappe.apps.forum.queries.agendas import agenda_of_profile, is_plan_in_force
from grappe.apps.forum.queries.requests import box_of
from grappe.web.access import done_or_refused, person, require
from grappe.web.member.meeting_records import Part, own_part, page_of

CLOSED_A_PAGE = 20
LONGEST_ANSWER = 2000


@login_required
@require_safe
def requests(request: HttpRequest, edition: str) -> HttpResponse:
    part = own_part(request, edition)
    box = box_of(part.profile)
    closed = Paginator(box.closed, CLOSED_A_PAGE).get_page(request.GET.get("page"))
    context = page_of(part, "meetings_requests", waiting=len(box.to_answer), box=box, page=closed)
    return render(request, "member/meetings/requests.html", context)


def own_request(part: Part, pk: int) -> MeetingRequest:
    mine = MeetingRequest.objects.filter(Q(sender=part.profile) | Q(recipient=part.profile))
    sides = mine.select_related("sender", "recipient").defer("sender__search", "recipient__search")
    return get_object_or_404(sides, pk=pk)


@login_required
@require_POST
def answer(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Accept or refuse, with a word."""
    part = own_part(request, edition)
    held = own_request(part, pk)
    require(request, "forum.answer_request", held)
    accepts, user = "accept" in request.POST, person(request)
    words = request.POST.get("answer", "")[:LONGEST_ANSWER]
    try:
        given = answer_request(request=held, accepts=accepts, answer=words, by=user)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, outcome_of(given, part.edition))
    return redirect("member:meetings_requests", part.edition.slug)


def outcome_of(given: Answered, edition: Edition) -> str:
    """What the answer led to: a time and a table at once, where a plan is in force and has room."""
    if given.request.state != MeetingRequestState.ACCEPTED:
        return _("You have refused.")
    if given.meeting is not None:
        begins = date_format(given.meeting.during.lower.astimezone(edition.zone), "DATETIME_FORMAT")
        where = given.meeting.table.name if given.meeting.table else _("remote")
        return _("You have accepted: you meet on %(when)s, %(where)s.") % {"when": begins, "where": where}
    if is_plan_in_force(edition):
        return _("You have accepted. The plan has no place free for both of you: the organisers look for one.")
    return _("You have accepted: the plan says when and where.")


@login_required
def withdraw(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Take back what one asked or agreed to, after a question that says what it undoes."""
    part = own_part(request, edition)
    held = own_request(part, pk)
    require(request, "forum.withdraw_request", held)
    if request.method == "POST":
        user, reason = person(request), request.POST.get("reason", "")[:LONGEST_ANSWER]
        agreed = held.state == MeetingRequestState.ACCEPTED
        done = _("The meeting is called off.") if agreed else _("Your request is withdrawn.")
        done_or_refused(request, done, lambda: withdraw_request(request=held, reason=reason, by=user))
        return redirect("member:meetings_requests", part.edition.slug)
    if held.state not in OPEN_MEETING_REQUESTS:
        return redirect("member:meetings_requests", part.edition.slug)
    seat = agenda_of_profile(part.profile).filter(meeting__request=held).first()
    context = page_of(
        part,
        "meetings_requests",
        held=held,
        other=held.recipient if held.sender_id == part.profile.pk else held.sender,
        entry=entries_of([seat], part.edition.zone)[0] if seat is not None else None,
    )
    return render(request, "member/meetings/withdraw.html", context)
