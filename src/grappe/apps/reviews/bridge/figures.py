"""Figures of a panel for one reader: marks, marks without severity, agreement; over what she may read only."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from grappe.apps.accounts.models import User
from grappe.apps.reviews.models import ReviewPanel
from grappe.apps.reviews.queries.criteria import mark_of
from grappe.apps.reviews.queries.readable import readable_reviews
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
