"""What authors tell each other beside the text."""

from django.utils import timezone

from grappe.apps.accounts.domain.audit import record_action, recorded
from grappe.apps.accounts.models import User
from grappe.apps.calls.models import FormQuestion, Proposal, ProposalComment


def comment_proposal(
    *, proposal: Proposal, text: str, question: FormQuestion | None = None, by: User
) -> ProposalComment:
    with recorded(by=by, verb="comment_proposal"):
        comment = ProposalComment.objects.create(proposal=proposal, question=question, text=text, made_by=by)
        record_action(by=by, verb="comment_proposal", target=proposal)
    return comment


def settle_comment(*, comment: ProposalComment, by: User) -> ProposalComment:
    """What it asked is done; it leaves the open ones."""
    with recorded(by=by, verb="settle_comment"):
        comment.settled_at, comment.settled_by = timezone.now(), by
        comment.save(update_fields=["settled_at", "settled_by"])
        record_action(by=by, verb="settle_comment", target=comment.proposal)
    return comment
