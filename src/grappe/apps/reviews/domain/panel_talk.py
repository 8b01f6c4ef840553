"""After the reviews: the consortium is heard, the panel talks, votes and ranks."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import RECEIVED
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.domain.panels import lock_panel
from grappe.apps.reviews.domain.review_letters import invite_to_answer
from grappe.apps.reviews.enums import PanelPhase, VoteValue
from grappe.apps.reviews.errors import InConflictError, ReviewRefusedError
from grappe.apps.reviews.models import DiscussionPost, LeadAnswer, PanelVote, RankedProposal, ReviewPanel
from grappe.apps.reviews.rules import TALKING, panel_of, shut_out


def invite_answers(*, panel: ReviewPanel, by: User) -> int:
    """Tell every lead that the reviews are open to answers; returns how many letters left."""
    told = 0
    with recorded(by=by, verb="invite_answers"):
        for proposal in panel.round.proposals.filter(state__in=RECEIVED):
            leads = User.objects.filter(authorships__partner__proposal=proposal, authorships__partner__is_lead=True)
            for user in leads.distinct():
                invite_to_answer(user, proposal.acronym, proposal.pk)
                told += 1
        record_action(by=by, verb="invite_answers", target=panel)
    return told


def answer_reviews(*, proposal: Proposal, text: str, by: User) -> LeadAnswer:
    """What the lead says to the reviews, until the hearing is over."""
    with recorded(by=by, verb="answer_reviews"):
        panel = held_panel(proposal)
        if panel.phase != PanelPhase.HEARING:
            raise ReviewRefusedError(_("The reviews are not open to answers: see the dates of the round."))
        if panel.answers_due_at is not None and panel.answers_due_at <= timezone.now():
            raise ReviewRefusedError(_("The hour by which answers were due is over."))
        answer, _made = LeadAnswer.objects.update_or_create(proposal=proposal, defaults={"text": text, "given_by": by})
        record_action(by=by, verb="answer_reviews", target=answer)
    return answer


def speak(*, proposal: Proposal, text: str, by: User) -> DiscussionPost:
    with recorded(by=by, verb="speak"):
        require_talk(proposal, by)
        return DiscussionPost.objects.create(proposal=proposal, text=text, said_by=by)


def vote(*, proposal: Proposal, value: VoteValue, by: User) -> PanelVote:
    """Vote at the panel's meeting; a changed mind keeps the former vote in the history."""
    with recorded(by=by, verb="vote"):
        panel = require_talk(proposal, by)
        if panel.phase != PanelPhase.MEETING:
            raise ReviewRefusedError(_("The panel votes at its meeting."))
        held, _made = PanelVote.objects.update_or_create(proposal=proposal, user=by, defaults={"value": value})
        record_action(by=by, verb="vote", target=held)
    return held


@transaction.atomic
def rank_proposals(*, panel: ReviewPanel, order: Sequence[int], by: User) -> None:
    """Put these proposals in this order, in the places they hold together.

    Whoever has a conflict orders the others only: proposals she may not see keep their places among all, so that
    neither what she does nor what she is shown tells where they stand.
    """
    with recorded(by=by, verb="rank_proposals"):
        held = lock_panel(panel)
        hidden = shut_out(by, held)
        if set(order) & hidden:
            raise InConflictError(_("You are tied to one of these proposals: leave it out."))
        whole = whole_order(held)
        if set(order) != set(whole) - hidden:
            raise ReviewRefusedError(_("Give every proposal its place: the list has changed, reload the page."))
        following = iter(order)
        placed = [one if one in hidden else next(following) for one in whole]
        for rank, proposal in enumerate(placed, 1):
            RankedProposal.objects.update_or_create(proposal_id=proposal, defaults={"rank": rank})
        record_action(by=by, verb="rank_proposals", target=held)


def whole_order(panel: ReviewPanel) -> list[int]:
    """Every received proposal, the ranked ones first."""
    rows = panel.round.proposals.filter(state__in=RECEIVED).order_by("panel_rank__rank", "reference")
    return list(rows.values_list("pk", flat=True))


def require_talk(proposal: Proposal, by: User) -> ReviewPanel:
    panel = held_panel(proposal)
    if panel.phase not in TALKING:
        raise ReviewRefusedError(_("The panel does not discuss yet: see its phase."))
    if proposal.pk in shut_out(by, panel):
        raise InConflictError(_("You are tied to this proposal."))
    return panel


def held_panel(proposal: Proposal) -> ReviewPanel:
    panel = panel_of(proposal)
    if panel is None:
        raise ReviewRefusedError(_("No panel reviews this proposal."))
    return lock_panel(panel)
