"""Calls for speakers: who proposes to speak, and what is decided."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.directory.enums import RequestStatus
from grappe.apps.forum.domain.sessions import add_session, give_part
from grappe.apps.forum.domain.speaker_letters import tell_proposer
from grappe.apps.forum.domain.speakers import add_speaker
from grappe.apps.forum.enums import EditionState, SessionPart, SessionState
from grappe.apps.forum.errors import AlreadyDecidedError, ProgrammeRefusedError
from grappe.apps.forum.models import CallForSpeakers, Edition, Session, Speaker, SpeakerProposal


def open_speaker_call(*, edition: Edition, values: dict[str, Any], by: User | None) -> CallForSpeakers:
    return keep_call(CallForSpeakers(edition=edition), values, by, "open_speaker_call")


def change_speaker_call(*, call: CallForSpeakers, values: dict[str, Any], by: User | None) -> CallForSpeakers:
    return keep_call(call, values, by, "change_speaker_call")


def keep_call(call: CallForSpeakers, values: dict[str, Any], by: User | None, verb: str) -> CallForSpeakers:
    themes = values.get("themes")
    with recorded(by=by, verb=verb):
        for name, value in values.items():
            if name != "themes":
                setattr(call, name, value)
        try:
            with transaction.atomic():
                call.save()
        except IntegrityError as error:
            raise ProgrammeRefusedError(_("A call closes after it opens: check the two dates.")) from error
        if themes is not None:
            call.themes.set(themes)
        record_action(by=by, verb=verb, target=call.edition, call=call.pk)
    return call


def is_call_open(call: CallForSpeakers) -> bool:
    return call.edition.state == EditionState.ANNOUNCED and call.opens_at <= timezone.now() < call.closes_at


def propose_talk(*, call: CallForSpeakers, values: dict[str, Any], by: User) -> SpeakerProposal:
    """Propose to speak while the call is open; the organiser decides."""
    refuse_closed(call)
    with recorded(by=by, verb="propose_talk"):
        proposal = SpeakerProposal.objects.create(call=call, user=by, **values)
        record_action(by=by, verb="propose_talk", target=proposal, title=proposal.title)
        tell_proposer(proposal)
    return proposal


def change_proposal(*, proposal: SpeakerProposal, values: dict[str, Any], by: User) -> SpeakerProposal:
    refuse_closed(proposal.call)
    with recorded(by=by, verb="change_speaker_proposal"):
        held = waiting(proposal)
        for name, value in values.items():
            setattr(held, name, value)
        held.save()
        record_action(by=by, verb="change_speaker_proposal", target=held, fields=sorted(values))
    return held


def withdraw_proposal(*, proposal: SpeakerProposal, by: User) -> SpeakerProposal:
    with recorded(by=by, verb="withdraw_speaker_proposal"):
        held = waiting(proposal)
        held.status = RequestStatus.WITHDRAWN
        held.save(update_fields=["status"])
        record_action(by=by, verb="withdraw_speaker_proposal", target=held)
    return held


def accept_proposal(*, proposal: SpeakerProposal, answer: str = "", by: User) -> Session:
    """Make a draft session and a speaker of it, and tell the person."""
    with recorded(by=by, verb="accept_speaker_proposal"):
        held = waiting(proposal)
        session = add_session(edition=held.call.edition, values=session_values(held), by=by)
        give_part(session=session, speaker=speaker_of(held, by), part=SessionPart.SPEAKER, by=by)
        held.session = session
        decide(held, RequestStatus.ACCEPTED, answer, by)
    return session


def refuse_proposal(*, proposal: SpeakerProposal, answer: str = "", by: User) -> SpeakerProposal:
    with recorded(by=by, verb="refuse_speaker_proposal"):
        held = waiting(proposal)
        decide(held, RequestStatus.REFUSED, answer, by)
    return held


def decide(held: SpeakerProposal, status: RequestStatus, answer: str, by: User) -> None:
    held.status, held.answer, held.decided_by, held.decided_at = status, answer, by, timezone.now()
    held.save()
    record_action(by=by, verb="decide_speaker_proposal", target=held, status=status, reason=answer)
    tell_proposer(held)


def waiting(proposal: SpeakerProposal) -> SpeakerProposal:
    """The proposal, locked; of two people who decide at a time, the second is told."""
    rows = SpeakerProposal.objects.select_for_update(of=("self",)).select_related("call__edition")
    held = rows.get(pk=proposal.pk)
    if held.status != RequestStatus.PENDING:
        raise AlreadyDecidedError(_("This proposal is decided already. Reload the page to see how."))
    return held


def refuse_closed(call: CallForSpeakers) -> None:
    if not is_call_open(call):
        raise ProgrammeRefusedError(_("This call for speakers is not open: see the edition's page for its dates."))


def session_values(proposal: SpeakerProposal) -> dict[str, Any]:
    language = "fr" if proposal.language == "fr" else "en"
    return {
        "kind": proposal.kind,
        "state": SessionState.DRAFT,
        f"title_{language}": proposal.title,
        f"abstract_{language}": proposal.abstract,
        "language": proposal.language,
    }


def speaker_of(proposal: SpeakerProposal, by: User) -> Speaker:
    """The person among the edition's speakers: by address, else added."""
    edition = proposal.call.edition
    known = edition.speakers.filter(email__iexact=proposal.email).first()
    if known is not None:
        return known
    language = "fr" if proposal.language == "fr" else "en"
    values = {
        "user": proposal.user,
        "full_name": proposal.full_name,
        "email": proposal.email,
        "job_title": proposal.job_title,
        "organisation": proposal.organisation,
        "organisation_name": proposal.organisation_name,
        f"biography_{language}": proposal.biography,
    }
    return add_speaker(edition=edition, values=values, by=by)
