"""The life of a proposal: opened, described, withdrawn, and what became of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.domain.locking import lock_draft, lock_proposal, require_open
from grappe.apps.calls.domain.notices import tell_of_outcome
from grappe.apps.calls.enums import RECEIVED, PartnerState, ProposalState
from grappe.apps.calls.errors import AlreadyDecidedError, ProposalRefusedError
from grappe.apps.calls.events import proposal_withdrawn
from grappe.apps.calls.models import Author, CallRound, Proposal, ProposalPartner
from grappe.apps.calls.rules import forget_rights
from grappe.apps.directory.models import Organisation, Theme

HEAD = ("acronym", "title_fr", "title_en", "abstract_fr", "abstract_en", "starts_on", "months")


class ChangedMeanwhileError(ProposalRefusedError):
    """Somebody changed the same values after they were read; ``held`` says what now stands where they differ."""

    def __init__(self, held: dict[str, Any], revision: int) -> None:
        super().__init__(
            _("Somebody changed this part while you were writing. Your text is below, beside theirs: save again.")
        )
        self.held = held
        self.revision = revision


def open_proposal(
    *,
    round: CallRound,  # noqa: A002
    lead: Organisation,
    acronym: str,
    language: str = "fr",
    values: dict[str, Any] | None = None,
    by: User,
) -> Proposal:
    """Open a draft in the name of the organisation that leads it; only its authors see it."""
    if language not in round.call.languages:
        raise ProposalRefusedError(_("This call takes no proposals in this language: choose another one."))
    with recorded(by=by, verb="open_proposal"):
        require_open(round.pk)
        CallRound.objects.filter(pk=round.pk).update(proposals_opened=F("proposals_opened") + 1)
        number = CallRound.objects.values_list("proposals_opened", flat=True).get(pk=round.pk)
        proposal = Proposal.objects.create(
            round=round,
            reference=f"{round.slug}-{number:04d}".upper(),
            lead=lead,
            acronym=acronym,
            language=language,
            opened_by=by,
            is_simulated=round.is_simulated,
            **(values or {}),
        )
        partner = ProposalPartner.objects.create(
            proposal=proposal,
            organisation=lead,
            is_lead=True,
            state=PartnerState.JOINED,
            territory=lead.department,
            contact_name=by.full_name,
            contact_email=by.email,
        )
        Author.objects.create(partner=partner, user=by)
        record_action(by=by, verb="open_proposal", target=proposal, round=round.slug)
        forget_rights(by)
    return proposal


def describe_proposal(
    *, proposal: Proposal, values: dict[str, Any], themes: Iterable[Theme] | None = None, seen: int, by: User
) -> Proposal:
    """Change what stands at the head of a proposal, unless somebody changed the same values meanwhile."""
    with recorded(by=by, verb="describe_proposal"):
        held = lock_draft(proposal)
        changed = [name for name in HEAD if name in values and getattr(held, name) != values[name]]
        if held.revision != seen and changed:
            raise ChangedMeanwhileError({name: getattr(held, name) for name in changed}, held.revision)
        for name in changed:
            setattr(held, name, values[name])
        if changed:
            held.revision += 1
            held.save(update_fields=[*changed, "revision", "updated_at"])
            record_action(by=by, verb="describe_proposal", target=held, fields=changed)
        if themes is not None:
            held.themes.set(themes)
    return held


def withdraw_proposal(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    """Give a proposal up for good, a draft or a received one, as long as nothing is decided."""
    with recorded(by=by, verb="withdraw_proposal", reason=reason):
        held = lock_proposal(proposal)
        if held.state not in {ProposalState.DRAFT, ProposalState.SUBMITTED}:
            raise AlreadyDecidedError(_("This proposal is decided or withdrawn already."))
        held.state, held.state_reason = ProposalState.WITHDRAWN, reason
        held.save(update_fields=["state", "state_reason", "updated_at"])
        record_action(by=by, verb="withdraw_proposal", target=held, reason=reason)
        proposal_withdrawn.send(Proposal, proposal=held, by=by)
    return held


def record_outcome(*, proposal: Proposal, state: ProposalState, reason: str = "", by: User | None) -> Proposal:
    """Say what became of a received proposal: not eligible, selected, on the reserve list or refused."""
    with recorded(by=by, verb="record_outcome", reason=reason):
        held = lock_proposal(proposal)
        if held.state not in RECEIVED or state not in RECEIVED:
            raise ProposalRefusedError(_("Only a proposal that was received and not withdrawn is decided on."))
        if state in {ProposalState.INELIGIBLE, ProposalState.REFUSED} and not reason:
            raise ProposalRefusedError(_("Say why: the consortium reads it."))
        held.state, held.state_reason = state, reason
        held.save(update_fields=["state", "state_reason", "updated_at"])
        record_action(by=by, verb="record_outcome", target=held, reason=reason, state=state)
        tell_of_outcome(held)
    return held
