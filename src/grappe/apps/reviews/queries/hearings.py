"""Which consortiums may read their reviews, and which may answer them."""

from django.db.models import QuerySet

from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.enums import PanelPhase
from grappe.apps.reviews.models import ReviewPanel

HEARD = (PanelPhase.HEARING, PanelPhase.DISCUSSION, PanelPhase.MEETING, PanelPhase.CLOSED)


def is_heard(proposal: Proposal) -> bool:
    """Whether the reviews of a received proposal are open to its lead."""
    return ReviewPanel.objects.filter(round=proposal.round_id, phase__in=HEARD).exists()


def waiting_for_an_answer(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Of these, the ones whose reviews are open to answers and have none yet."""
    return proposals.filter(round__review_panel__phase=PanelPhase.HEARING, lead_answer=None)
