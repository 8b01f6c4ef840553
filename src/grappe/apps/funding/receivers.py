"""What the funding does when the calls change."""

from typing import Any

from django.dispatch import receiver

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import ProposalState, RoundState
from grappe.apps.calls.events import proposal_withdrawn, round_changed
from grappe.apps.calls.models import CallRound, Proposal
from grappe.apps.funding.domain.instruction import drop_decisions, open_decisions


@receiver(proposal_withdrawn)
def drop_files(proposal: Proposal, by: User | None, **_more: Any) -> None:
    if proposal.state == ProposalState.WITHDRAWN:
        drop_decisions(proposal=proposal, by=by)


@receiver(round_changed)
def open_files(round: CallRound, by: User | None, **_more: Any) -> None:  # noqa: A002
    """With the review of a round, each of its funders has a file on every proposal received."""
    if round.state == RoundState.IN_REVIEW:
        open_decisions(round=round, by=by)
