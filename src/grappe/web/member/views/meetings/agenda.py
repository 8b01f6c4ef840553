"""One's own agenda: page, paper, calendar. None of these addresses names a person but the secret one."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.core.errors import RefusedError
from grappe.apps.core.queries.prepared import PreparedQuestion
from grappe.apps.forum.agenda_entries import attended_by, entries_of
from grappe.apps.forum.documents.agenda import agenda_pdf
from grappe.apps.forum.documents.agenda_calendar import calendar_of
from grappe.apps.forum.domain.agenda_feeds import close_feed, open_feed
from grappe.apps.forum.domain.feedback import Opinion, give_feedback
from grappe.apps.forum.models import AgendaFeed, MeetingFeedback
from grappe.apps.forum.queries.agenda_marks import agenda_mark, feedback_mark
from grappe.apps.forum.queries.agendas import agenda_of_profile
from grappe.web.access import person
from grappe.web.member.forms.meetings import OpinionForm
from grappe.web.member.meeting_records import Part, own_part, page_of

# A copy may be kept by its owner only, and is asked about every time: most answers are then a bare 304.
CACHE = "private, no-cache"


def unless_held(request: HttpRequest, mark: str, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or 304 where the reader already holds the one with this mark."""
    etag = quote_etag(mark)
    answer = get_conditional_response(request, etag=etag) or draw()
    answer["ETag"], answer["Cache-Control"] = etag, CACHE
    return answer


@login_required
@require_safe
def agenda(request: HttpRequest, edition: str) -> HttpResponse:
    part = own_part(request, edition)
    feed = AgendaFeed.objects.filter(registration=part.registration).first()
    more = [get_language(), feed and feed.token, feedback_mark(part.profile), part.edition.place, part.profile.name]
    page = page_of(part, "meetings_agenda", feed=feed)
    mark = agenda_mark(part.registration.pk, part.profile.pk, *more, page["waiting"], timezone.localdate())
    if len(messages.get_messages(request)):
        # What is said once only is never kept.
        return show(request, part, page)
    return unless_held(request, mark, lambda: show(request, part, page))


def show(request: HttpRequest, part: Part, page: dict[str, object]) -> HttpResponse:
    entries = entries_of(agenda_of_profile(part.profile), part.edition.zone)
    said = {one.meeting_id: one for one in MeetingFeedback.objects.filter(profile=part.profile)}
    now, feed = timezone.now(), page["feed"]
    rows = [
        {"entry": one, "feedback": said.get(one.meeting.pk), "is_over": one.begins <= now, "is_mine": is_mine}
        for one in entries
        for is_mine in [one.seat.registration_id == part.registration.pk]
    ]
    address = (
        request.build_absolute_uri(reverse("agenda_feed", args=[feed.token])) if isinstance(feed, AgendaFeed) else ""
    )
    page |= {
        "mine": [row for row in rows if row["is_mine"]],
        "sessions": attended_by(part.registration),
        "colleagues": [row for row in rows if not row["is_mine"]],
        "address": address,
    }
    return render(request, "member/meetings/agenda.html", page)


@login_required
@require_safe
def agenda_file(request: HttpRequest, edition: str) -> HttpResponse:
    """The agenda as PDF."""
    part = own_part(request, edition)
    language = "en" if get_language() == "en" else "fr"
    mark = agenda_mark(part.registration.pk, None, "pdf", language, part.registration.full_name)
    headers = {"Content-Disposition": f'inline; filename="agenda-{part.edition.slug}.pdf"'}

    def draw() -> HttpResponse:
        return HttpResponse(agenda_pdf(part.registration, language), content_type="application/pdf", headers=headers)

    return unless_held(request, mark, draw)


@login_required
@require_POST
def feed(request: HttpRequest, edition: str) -> HttpResponse:
    """Make the address of the calendar, make it anew, or take it back."""
    part = own_part(request, edition)
    user = person(request)
    if "close" in request.POST:
        close_feed(registration=part.registration, by=user)
        messages.success(request, _("The address shows nothing any more."))
    else:
        open_feed(registration=part.registration, by=user)
        messages.success(request, _("Your calendar has an address. Whoever knows it reads your agenda: keep it."))
    return redirect("member:meetings_agenda", part.edition.slug)


WHOSE = PreparedQuestion(
    lambda feed: AgendaFeed.objects.filter(token=feed).values_list("registration_id", "registration__language"),
    feed="the token that is asked for",
)


@require_safe
def read_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar under its secret address: no sign-in, for programs that cannot."""
    found = WHOSE.rows(feed=token)
    if not found:
        raise Http404
    registration, language = found[0]

    def draw() -> HttpResponse:
        held = get_object_or_404(AgendaFeed.objects.select_related("registration__edition"), token=token)
        return HttpResponse(calendar_of(held.registration), content_type="text/calendar; charset=utf-8")

    return unless_held(request, agenda_mark(registration, None, "ics", language), draw)


@login_required
def feedback(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """What came of one meeting."""
    part = own_part(request, edition)
    seat = agenda_of_profile(part.profile).filter(meeting=pk).first()
    if seat is None:
        raise Http404
    held = MeetingFeedback.objects.filter(meeting=pk, profile=part.profile).first()
    form = OpinionForm(request.POST) if request.method == "POST" else OpinionForm(initial=told(held))
    if form.is_bound and form.is_valid():
        try:
            opinion = Opinion(**form.cleaned_data)
            give_feedback(meeting=seat.meeting, profile=part.profile, opinion=opinion, by=person(request))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you: your opinion is kept."))
            return redirect("member:meetings_agenda", part.edition.slug)
    entry = entries_of([seat], part.edition.zone)[0]
    context = page_of(part, "meetings_agenda", entry=entry, form=form)
    return render(request, "member/meetings/feedback.html", context)


def told(held: MeetingFeedback | None) -> dict[str, object]:
    """What this side said before."""
    if held is None:
        return {}
    names = ("took_place", "rating", "outcome", "reference", "note")
    agreement = held.agreement.code if held.agreement else ""
    return {name: getattr(held, name) for name in names} | {"project": held.project_id or "", "agreement": agreement}
