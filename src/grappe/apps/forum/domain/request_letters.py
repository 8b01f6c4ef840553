"""What the two sides of a meeting request are told."""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grappe.apps.accounts.letters import Letter, Written, post_all
from grappe.apps.forum.enums import MeetingRequestState
from grappe.apps.forum.links import page_address
from grappe.apps.forum.models import Delegate, Meeting, MeetingProfile, MeetingRequest


def post_to(*profiles: MeetingProfile, write: Callable[[], Letter]) -> None:
    """A letter to each delegate of these profiles, in her own language."""
    delegates = Delegate.objects.filter(profile__in=profiles).order_by("pk")
    readers = delegates.values_list("registration__email", "registration__language")
    post_all(Written(email, language, write) for email, language in readers)


def words_of(request: MeetingRequest) -> dict[str, object]:
    return {
        "year": request.edition.year,
        "sender": request.sender.name,
        "recipient": request.recipient.name,
        "message": request.message,
        "answer": request.answer,
        "address": page_address("member:meetings_requests", request.edition.slug),
    }


def tell_of_request(request: MeetingRequest) -> None:
    post_to(request.recipient, write=lambda: letter_asking(request))


def letter_asking(request: MeetingRequest) -> Letter:
    words = words_of(request)
    return (
        _("[Forum %(year)d] %(sender)s asks to meet you") % words,
        _("%(sender)s asks to meet you at the Forum. %(message)s Answer here: %(address)s") % words,
    )


def tell_of_answer(request: MeetingRequest, meeting: Meeting | None) -> None:
    if request.state == MeetingRequestState.REFUSED:
        post_to(request.sender, write=lambda: letter_refusing(request))
    elif meeting is None:
        post_to(request.sender, write=lambda: letter_accepting(request))
    else:
        post_to(request.sender, request.recipient, write=lambda: letter_about_meeting(request, meeting))


def letter_refusing(request: MeetingRequest) -> Letter:
    words = words_of(request)
    return (
        _("[Forum %(year)d] %(recipient)s cannot meet you") % words,
        _("%(recipient)s has refused your request for a meeting. %(answer)s") % words,
    )


def letter_accepting(request: MeetingRequest) -> Letter:
    words = words_of(request)
    return (
        _("[Forum %(year)d] %(recipient)s will meet you") % words,
        _("%(recipient)s has accepted to meet you. The plan will say when and where. %(answer)s") % words,
    )


def letter_about_meeting(request: MeetingRequest, meeting: Meeting) -> Letter:
    begins = meeting.during.lower.astimezone(request.edition.zone)
    words = words_of(request) | {
        "when": date_format(begins, "DATETIME_FORMAT"),
        "table": meeting.table.name if meeting.table else _("remote"),
        "address": page_address("member:meetings_agenda", request.edition.slug),
    }
    return (
        _("[Forum %(year)d] A meeting on %(when)s") % words,
        _("%(sender)s and %(recipient)s meet on %(when)s. Table: %(table)s. Your agenda: %(address)s") % words,
    )


def tell_of_withdrawal(request: MeetingRequest) -> None:
    post_to(request.sender, request.recipient, write=lambda: letter_withdrawing(request))


def letter_withdrawing(request: MeetingRequest) -> Letter:
    words = words_of(request)
    return (
        _("[Forum %(year)d] A meeting request is taken back") % words,
        _("The meeting between %(sender)s and %(recipient)s will not take place. %(answer)s") % words,
    )


def tell_of_expiry(request: MeetingRequest) -> None:
    post_to(request.sender, write=lambda: letter_of_expiry(request))


def letter_of_expiry(request: MeetingRequest) -> Letter:
    other = page_address("member:meetings_participant", request.edition.slug, request.recipient_id)
    words = words_of(request) | {"address": other}
    return (
        _("[Forum %(year)d] No answer from %(recipient)s") % words,
        _("%(recipient)s has not answered your request for a meeting in time. You may ask again: %(address)s") % words,
    )
