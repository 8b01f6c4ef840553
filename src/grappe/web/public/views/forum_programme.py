"""The programme of an edition as it was last published."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grappe.apps.accounts.models import User
from grappe.apps.forum.domain.session_choices import choose_session, leave_session
from grappe.apps.forum.domain.speaker_calls import is_call_open
from grappe.apps.forum.enums import EditionState, RegistrationState, SessionPart
from grappe.apps.forum.exchange.programme import SessionRecord
from grappe.apps.forum.models import Edition
from grappe.apps.forum.phrases.programme import change_text
from grappe.apps.forum.queries.own_sessions import sessions_of
from grappe.apps.forum.queries.programme import FORMS, SCHEDULES, Published, published_programme, written_programme
from grappe.apps.forum.queries.registration_lists import open_registration_of
from grappe.web.access import done_or_refused, person
from grappe.web.public.edition_programme import day_records
from grappe.web.public.editions import edition_seen
from grappe.web.public.timetable import timetable_of

LATEST = 20


def published_of(request: HttpRequest, slug: str) -> tuple[Edition, Published]:
    edition = edition_seen(request, slug)
    published = published_programme(edition)
    if published is None:
        raise Http404
    return edition, published


@require_safe
def show_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One day at a time: rooms side by side."""
    edition, published = published_of(request, slug)
    programme = published.programme
    days = day_records(programme)
    asked = request.GET.get("day", "")
    today = timezone.now().astimezone(programme.zone).date()
    day = next((one for one in days if one.date.isoformat() == asked), None)
    day = day or next((one for one in days if one.date == today), days[0])
    context = {
        "edition": edition,
        "published": published,
        "days": days,
        "day": day,
        "table": timetable_of(programme.sessions_of(day.date), [one.name for one in programme.rooms]),
        "zone": programme.zone,
        "speakers": programme.speakers_by_guid(),
        "tracks": programme.tracks_by_name(),
        "forms": SCHEDULES,
    }
    return render(request, "public/forum/programme.html", context)


@require_safe
def show_session(request: HttpRequest, slug: str, guid: UUID) -> HttpResponse:
    edition, published = published_of(request, slug)
    programme = published.programme
    session = next((one for one in programme.sessions if one.guid == guid), None)
    if session is None:
        raise Http404
    context = {
        "edition": edition,
        "session": session,
        "people": people_in(session, published),
        "track": programme.tracks_by_name().get(session.track),
        "room": next((one for one in programme.rooms if one.name == session.room), None),
        "zone": programme.zone,
        "day": session.day(programme.zone),
        "beside": [
            one
            for one in programme.sessions
            if one.guid != guid and one.begins < session.ends and session.begins < one.ends
        ],
        "choice": choice_of(request, edition, guid),
    }
    return render(request, "public/forum/session.html", context)


def choice_of(request: HttpRequest, edition: Edition, guid: UUID) -> str:
    """Whether the reader may choose the session, has chosen it, speaks in it; nothing for whoever is not coming."""
    mine = open_registration_of(request.user, edition) if isinstance(request.user, User) else None
    if mine is None or mine.state != RegistrationState.CONFIRMED or edition.state != EditionState.ANNOUNCED:
        return ""
    if mine.session_choices.filter(session__guid=guid).exists():
        return "chosen"
    return "speaks" if sessions_of(mine).filter(guid=guid).exists() else "open"


@login_required
@require_POST
def choose(request: HttpRequest, slug: str, guid: UUID) -> HttpResponse:
    """Put a session into one's agenda, or take it out."""
    edition, user = edition_seen(request, slug), person(request)
    session = get_object_or_404(edition.sessions, guid=guid)
    mine = open_registration_of(user, edition)
    if mine is None:
        raise Http404
    if "leave" in request.POST:
        leave_session(registration=mine, session=session, by=user)
        messages.success(request, _("Taken out of your agenda."))
    else:
        done_or_refused(
            request,
            _("In your agenda; no meeting is planned for you at that time."),
            lambda: choose_session(registration=mine, session=session, by=user),
        )
    return redirect("public:forum_session", slug, guid)


def people_in(session: SessionRecord, published: Published) -> list[tuple[Any, str]]:
    """Each person once, with every part she has."""
    people = published.programme.speakers_by_guid()
    parts: dict[UUID, list[str]] = {}
    for one in session.parts:
        parts.setdefault(one.speaker, []).append(str(SessionPart(one.part).label))
    return [(people[guid], ", ".join(names)) for guid, names in parts.items()]


@require_safe
def list_speakers(request: HttpRequest, slug: str) -> HttpResponse:
    edition, published = published_of(request, slug)
    programme = published.programme
    context = {
        "edition": edition,
        "speakers": [(one, list(programme.sessions_with(one.guid))) for one in programme.speakers],
        "zone": programme.zone,
    }
    return render(request, "public/forum/speakers.html", context)


@require_safe
def list_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Each version, the newest first, with what changed since the one before, in words."""
    edition, _published = published_of(request, slug)
    versions = edition.programme_versions.order_by("-number").only("number", "changes", "message", "published_at")
    told = [(one, [change_text(change, edition.zone) for change in one.changes]) for one in versions[:LATEST]]
    return render(request, "public/forum/changes.html", {"edition": edition, "versions": told})


@require_safe
def export_programme(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The published programme as pretalx or frab JSON, schedule XML or a calendar to subscribe to."""
    if form not in FORMS:
        raise Http404
    edition, published = published_of(request, slug)
    language = "fr" if get_language() == "fr" else "en"
    data = written_programme(edition, published, form=form, language=language)
    name = f"forum-{edition.slug}-v{published.version.number}.{form}"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(data, content_type=FORMS[form], headers=headers)


@require_safe
def show_call(request: HttpRequest, slug: str, call: int) -> HttpResponse:
    edition = edition_seen(request, slug)
    held = get_object_or_404(edition.speaker_calls.prefetch_related("themes"), pk=call)
    if edition.state == EditionState.PREPARED:
        raise Http404
    context = {"edition": edition, "call": held, "is_open": is_call_open(held), "now": timezone.now()}
    return render(request, "public/forum/call.html", context)
