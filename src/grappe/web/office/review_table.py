"""The proposals of a panel as one reader may see them; whatever is counted is counted over these alone."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from grappe.apps.accounts.models import User
from grappe.apps.calls.enums import RECEIVED
from grappe.apps.calls.models import Proposal
from grappe.apps.reviews.bridge.figures import Severity, figures_of
from grappe.apps.reviews.enums import STANDING, VoteValue
from grappe.apps.reviews.models import PanelSeat, PanelVote, Reading, ReviewPanel
from grappe.apps.reviews.phrases import conflict_label
from grappe.apps.reviews.queries.conflicts import conflicts_between
from grappe.apps.reviews.queries.readable import visible_proposals, visible_readings


@dataclass(frozen=True)
class Row:
    """One proposal; its marks are None where there are none, or none that the reader may see."""

    place: int
    proposal: Proposal
    readings: list[Reading]
    sent: int
    mark: float | None
    corrected: float | None
    votes: list[tuple[str, int]]


@dataclass(frozen=True)
class ReviewTable:
    """``hidden`` are the proposals the reader is tied to, with why."""

    rows: list[Row]
    hidden: list[tuple[Proposal, str]]
    seats: list[tuple[PanelSeat, int, Severity | None]]
    alpha: float | None
    sent: int
    asked: int


def table_of(user: User, panel: ReviewPanel) -> ReviewTable:
    figures = figures_of(user, panel)
    proposals = list(visible_proposals(user, panel).order_by("panel_rank__rank", "reference"))
    readings = list(visible_readings(user, panel).filter(state__in=STANDING).select_related("expert", "review"))
    votes = Counter(PanelVote.objects.filter(proposal__in=proposals).values_list("proposal_id", "value"))
    rows = [
        row_of(place, one, [held for held in readings if held.proposal_id == one.pk], votes, figures)
        for place, one in enumerate(proposals, 1)
    ]
    loads = Counter(one.expert_id for one in readings)
    severities = {one.expert.pk: one for one in figures.severities}
    seats = [(one, loads[one.user_id], severities.get(one.user_id)) for one in panel.seats.select_related("user")]
    sent = sum(row.sent for row in rows)
    return ReviewTable(rows, hidden_from(user, panel, proposals), seats, figures.alpha, sent, len(readings))


def row_of(place: int, proposal: Proposal, readings: list[Reading], votes: Any, figures: Any) -> Row:
    sent = sum(is_sent(one) for one in readings)
    cast = [
        (str(VoteValue(value).label), count) for (held, value), count in sorted(votes.items()) if held == proposal.pk
    ]
    return Row(
        place, proposal, readings, sent, figures.marks.get(proposal.pk), figures.corrected.get(proposal.pk), cast
    )


def is_sent(reading: Reading) -> bool:
    return hasattr(reading, "review") and reading.review.sent_at is not None


def hidden_from(user: User, panel: ReviewPanel, shown: list[Proposal]) -> list[tuple[Proposal, str]]:
    rest = panel.round.proposals.filter(state__in=RECEIVED).exclude(pk__in=[one.pk for one in shown])
    tied = conflicts_between([user], rest)
    return [
        (one, "; ".join(dict.fromkeys(conflict_label(held) for held in tied.get((user.pk, one.pk), ()))))
        for one in rest.order_by("reference")
    ]
