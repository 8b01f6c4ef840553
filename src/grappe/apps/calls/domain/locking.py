"""A proposal held for a change: a draft, of a round that was open when the request arrived."""

from django.utils.translation import gettext as _

from grappe.apps.calls.enums import ProposalState, RoundStage
from grappe.apps.calls.errors import ProposalLockedError, RoundNotOpenError
from grappe.apps.calls.models import Proposal, ProposalPartner
from grappe.apps.calls.queries.stages import Moment, moment_of


def require_open(round_id: int) -> Moment:
    """The moment at which the round was read, if it was open; call it first in the transaction."""
    moment = moment_of(round_id)
    if moment.stage in {RoundStage.PREPARED, RoundStage.UPCOMING}:
        raise RoundNotOpenError(_("This round is not open yet: see its page for the hour at which it opens."))
    if moment.stage == RoundStage.CANCELLED:
        raise RoundNotOpenError(_("This round is cancelled: see the page of the call for the next one."))
    if moment.stage != RoundStage.OPEN:
        raise RoundNotOpenError(
            _("This round closed on %(closes)s and your request came on %(came)s: nothing can be changed any more.")
            % {"closes": moment.told(moment.closes_at), "came": moment.told(moment.at)}
        )
    return moment


def lock_proposal(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("round__call", "lead")
    return rows.get(pk=proposal.pk)


def lock_draft(proposal: Proposal) -> Proposal:
    """Hold a proposal that may still be written in."""
    require_open(proposal.round_id)
    held = lock_proposal(proposal)
    if held.state != ProposalState.DRAFT:
        raise ProposalLockedError(
            _("This proposal is submitted or withdrawn: its lead can take it back while the round is open.")
        )
    return held


def lock_part(partner: ProposalPartner) -> ProposalPartner:
    """Hold one partner's part of a draft; the proposal comes first, as for everybody who changes both."""
    lock_draft(partner.proposal)
    rows = ProposalPartner.objects.select_for_update(of=("self",)).select_related(
        "proposal__round__call", "organisation"
    )
    return rows.get(pk=partner.pk)
