"""Figures of a panel for one reader: marks, marks without severity, agreement; over what she may read only."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from grappe.apps.accounts.models import User
from grappe.apps.calls.models import CallRound
from grappe.apps.reviews.enums import PanelPhase
from grappe.apps.reviews.models import Review, ReviewPanel
from grappe.apps.reviews.queries.criteria import mark_of
from grappe.apps.reviews.queries.readable import readable_reviews, visible_proposals
from grappe.engines import judging


@dataclass(frozen=True)
class Severity:
    """How one expert scores beside the others, in points of 100."""

    expert: User
    reviews: int
    points: float
    error: float


@dataclass(frozen=True)
class PanelFigures:
    """``marks`` and ``corrected`` by proposal; ``alpha`` is None and ``severities`` empty where there is too little."""

    marks: dict[int, float]
    corrected: dict[int, float]
    severities: list[Severity]
    alpha: float | None


def figures_of(user: User, panel: ReviewPanel) -> PanelFigures:
    """Compute anew for each reader: figures over all would tell what is hidden from her."""
    marks: dict[tuple[int, int], float] = {}
    experts: dict[int, User] = {}
    for review in readable_reviews(user, panel):
        mark = mark_of(review)
        if mark is not None:
            marks[review.reading.proposal_id, review.reading.expert_id] = mark
            experts[review.reading.expert_id] = review.reading.expert
    if not marks:
        return PanelFigures({}, {}, [], None)
    proposals, readers = (sorted({pair[side] for pair in marks}) for side in (0, 1))
    rows, columns = ([names.index(pair[side]) for pair in marks] for side, names in ((0, proposals), (1, readers)))
    return PanelFigures(
        means(marks), *calibrated(proposals, [experts[one] for one in readers], rows, columns, list(marks.values()))
    )


def marks_for_funders(user: User, held: CallRound) -> dict[int, tuple[float, float, float]]:
    """Mean, lowest and highest mark of each proposal (0 to 100), once the panel has closed.

    A proposal that the person is tied to is left out; a mean is over its own reviews, so that it tells of no other.
    """
    panel = ReviewPanel.objects.select_related("round__call").filter(round=held, phase=PanelPhase.CLOSED).first()
    if panel is None:
        return {}
    found: dict[int, list[float]] = defaultdict(list)
    rows = Review.objects.filter(
        reading__panel=panel, reading__proposal__in=visible_proposals(user, panel), sent_at__isnull=False
    )
    for review in rows.select_related("reading").prefetch_related("scores__criterion"):
        mark = mark_of(review)
        if mark is not None:
            found[review.reading.proposal_id].append(mark)
    return {proposal: (sum(given) / len(given), min(given), max(given)) for proposal, given in found.items()}


def means(marks: dict[tuple[int, int], float]) -> dict[int, float]:
    found: dict[int, list[float]] = defaultdict(list)
    for (proposal, _expert), mark in marks.items():
        found[proposal].append(mark)
    return {proposal: sum(held) / len(held) for proposal, held in found.items()}


def calibrated(
    proposals: list[int], readers: list[User], rows: list[int], columns: list[int], values: list[float]
) -> tuple[dict[int, float], list[Severity], float | None]:
    """Corrected marks, severities and alpha, where the scores suffice."""
    table = np.full((len(readers), len(proposals)), np.nan)
    table[columns, rows] = values
    try:
        alpha: float | None = judging.krippendorff_alpha(table)
    except judging.TooFewScoresError:
        alpha = None
    try:
        found = judging.calibrate(judging.Scores.of(rows, columns, values))
    except judging.TooFewScoresError:
        return {}, [], alpha
    severities = [
        Severity(reader, columns.count(place), float(found.severity[place]), float(found.severity_error[place]))
        for place, reader in enumerate(readers)
    ]
    return dict(zip(proposals, found.corrected.tolist(), strict=True)), severities, alpha
