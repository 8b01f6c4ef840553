"""What a person may read of a panel. Whatever she is shown is counted over this and nothing else.

A list, a mean, a severity or a rank over more than she may see would tell what it was computed from.
"""

from django.db.models import QuerySet

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import RECEIVED
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.enums import STANDING, PanelPhase
from grappe.apps.reviews.models import Reading, Review, ReviewPanel
from grappe.apps.reviews.rules import TALKING, panel_seats_of, runs_panel, shut_out


def visible_proposals(user: User, panel: ReviewPanel) -> QuerySet[Proposal]:
    """The received proposals of a panel without those the person is tied to."""
    return panel.round.proposals.filter(state__in=RECEIVED).exclude(pk__in=shut_out(user, panel))


def visible_readings(user: User, panel: ReviewPanel) -> QuerySet[Reading]:
    """Who reads what: for whoever runs the panel; an expert sees her own readings only."""
    rows = Reading.objects.filter(panel=panel, proposal__in=visible_proposals(user, panel))
    return rows if runs_panel(user, panel) else rows.filter(expert=user)


def readable_reviews(user: User, panel: ReviewPanel) -> QuerySet[Review]:
    """Reviews sent in that the person may read: none of a proposal that still waits for her own."""
    own = Reading.objects.filter(panel=panel, expert=user, state__in=STANDING)
    unsent = own.exclude(review__sent_at__isnull=False).values("proposal")
    rows = Review.objects.filter(reading__panel=panel, reading__state__in=STANDING, sent_at__isnull=False)
    rows = rows.filter(reading__proposal__in=visible_proposals(user, panel)).exclude(reading__proposal__in=unsent)
    talks = panel.phase in TALKING and panel.pk in panel_seats_of(user)
    if not (talks or runs_panel(user, panel)):
        rows = rows.filter(reading__proposal__in=own.values("proposal"))
    return rows.select_related("reading__proposal", "reading__expert").prefetch_related("scores__criterion")


def is_tied_on_a_panel(user: User) -> bool:
    """Whether there is a panel of whose proposals the person may not see all.

    The log then keeps the reviews' entries from her: who sent in how many would tell who read what is hidden.
    """
    panels = ReviewPanel.objects.select_related("round__call").exclude(phase=PanelPhase.PREPARED)
    return any(shut_out(user, panel) for panel in panels)
