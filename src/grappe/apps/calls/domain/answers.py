"""Saving answers so that no text is ever lost: one that comes too late is kept aside, to be merged by its author."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_draft, lock_part
from grappe.apps.calls.domain.partners import unsign
from grappe.apps.calls.enums import RevisionFate
from grappe.apps.calls.errors import ProposalRefusedError
from grappe.apps.calls.models import Answer, AnswerRevision, FormQuestion, Proposal, ProposalPartner


@dataclass(frozen=True)
class Text:
    """A text, the revision it was written from, and the key under which it was sent."""

    text: str
    base: int
    key: UUID | None


@dataclass(frozen=True)
class Saved:
    """What became of a text: the answer in force, and the text's own revision where it was kept aside."""

    answer: Answer
    aside: AnswerRevision | None = None


def save_answer(
    *,
    proposal: Proposal,
    question: FormQuestion,
    partner: ProposalPartner | None = None,
    text: str,
    base: int,
    key: UUID | None = None,
    by: User,
) -> Saved:
    """Save a text written from revision ``base``. Sent twice with one key, it is saved once.

    Autosave leaves no entry in the log for each pause of a typist: the revisions say who wrote what.
    """
    require_own(proposal, question, partner)
    with recorded(by=by, verb="save_answer"):
        if partner is None:
            lock_draft(proposal)
        else:
            touch_signature(lock_part(partner))
        answer = lock_answer(proposal, question, partner)
        sent = answer.revisions.filter(key=key).first() if key else None
        if sent is not None and sent.text == text:
            return Saved(answer, sent if sent.fate == RevisionFate.ASIDE else None)
        if sent is not None:
            # The reply to the first sending got lost, and the author wrote on: the text goes on from there.
            base, key = base if sent.number is None else sent.number, None
        if text == answer.text:
            return Saved(answer)
        if base != answer.revision:
            return Saved(answer, keep(answer, Text(text, base, key), RevisionFate.ASIDE, by))
        answer.text, answer.updated_by = text, by
        answer.revision += 1
        answer.save(update_fields=["text", "updated_by", "revision", "updated_at"])
        keep(answer, Text(text, base, key), RevisionFate.TAKEN, by)
    return Saved(answer)


def require_own(proposal: Proposal, question: FormQuestion, partner: ProposalPartner | None) -> None:
    if question.section.call_id != proposal.round.call_id:
        raise ProposalRefusedError(_("This question belongs to another call."))
    is_own = partner is not None and partner.proposal_id == proposal.pk
    if question.section.is_for_each_partner != is_own or (partner is not None and not is_own):
        raise ProposalRefusedError(_("This question is not answered there."))


def lock_answer(proposal: Proposal, question: FormQuestion, partner: ProposalPartner | None) -> Answer:
    answer, _made = Answer.objects.get_or_create(proposal=proposal, question=question, partner=partner)
    return Answer.objects.select_for_update().get(pk=answer.pk)


def touch_signature(partner: ProposalPartner) -> None:
    unsign(partner)
    partner.save(update_fields=["state", "signed_at", "signed_by", "signed_digest"])


def keep(answer: Answer, sent: Text, fate: RevisionFate, by: User) -> AnswerRevision:
    return AnswerRevision.objects.create(
        answer=answer,
        base=sent.base,
        number=answer.revision if fate == RevisionFate.TAKEN else None,
        text=sent.text,
        fate=fate,
        key=sent.key,
        saved_by=by,
    )


def merge_revision(*, revision: AnswerRevision, text: str, base: int, by: User) -> Saved:
    """Save the text an author made of both; the one kept aside is settled only if nobody came between again."""
    with recorded(by=by, verb="merge_revision"):
        answer = revision.answer
        saved = save_answer(
            proposal=answer.proposal, question=answer.question, partner=answer.partner, text=text, base=base, by=by
        )
        # What could not be saved now stands aside in its turn, and replaces the one it was made of.
        settle(revision, RevisionFate.MERGED)
        record_action(by=by, verb="merge_revision", target=answer.proposal, question=answer.question.code)
    return saved


def drop_revision(*, revision: AnswerRevision, by: User) -> None:
    """Its author does not want the text kept aside; it stays on record."""
    with recorded(by=by, verb="drop_revision"):
        settle(revision, RevisionFate.DROPPED)
        answer = revision.answer
        record_action(by=by, verb="drop_revision", target=answer.proposal, question=answer.question.code)


def settle(revision: AnswerRevision, fate: RevisionFate) -> None:
    """The author's earlier texts that came too late too were steps towards this one."""
    waiting = revision.answer.revisions.filter(saved_by=revision.saved_by_id, pk__lte=revision.pk)
    waiting.filter(fate=RevisionFate.ASIDE).update(fate=fate)
