"""The answers: an assignment with its proof, a lottery, or the limits that make one impossible."""

from dataclasses import dataclass
from enum import StrEnum

from grappe.engines.assignment.problem import Pair
from grappe.engines.solving.exchange import Strict

ENGINE_VERSION = "1"


class Objective(StrEnum):
    """What is maximised: the total; the total with the worst-off proposal at its best; or leximin."""

    TOTAL = "total"
    WORST = "worst"
    LEXIMIN = "leximin"


@dataclass(frozen=True)
class MixPrice(Strict):
    """Price of one demand, or of one organisation, on one proposal."""

    proposal: str
    kind: str
    label: str
    price: float


@dataclass(frozen=True)
class Certificate(Strict):
    """What no valid assignment exceeds.

    Parameters
    ----------
    total_bound : of the total, among assignments whose proposals all reach `floor` (any, when it is None).
    worst_bound : of the worst score, among all assignments; None when it was not asked for.
    floor : score below which no proposal was let.
    reviewer_prices : one per reviewer, in the order of the problem.
    proposal_weights : one per proposal, at least 1.
    mix_prices : those that are not 0.
    priced_bound : bound on the same totals that follows from the prices by adding up: `check` repeats it. It is at or
        above `total_bound`, which the solver may have lowered by branching.
    """

    total_bound: float
    worst_bound: float | None
    floor: float | None
    reviewer_prices: tuple[float, ...]
    proposal_weights: tuple[float, ...]
    mix_prices: tuple[MixPrice, ...]
    priced_bound: float


@dataclass(frozen=True)
class Fairness(Strict):
    """What lifting the worst-off proposal costs.

    Parameters
    ----------
    free_total, free_worst : total and worst score of an assignment of greatest total.
    price : share of the greatest total given up, 0 to 1 for affinities of 0 or more.
    """

    free_total: float
    free_worst: float
    price: float


@dataclass(frozen=True)
class Assignment(Strict):
    """Who reads what.

    Parameters
    ----------
    pairs : in the order of proposals then reviewers.
    total : sum of the affinities of the pairs.
    worst : least score; the score of a proposal is the sum of the affinities of its reviewers.
    scores : of each proposal, in the order of the problem.
    optimal : whether total (and worst, when asked for) reach their bounds, to 1e-6 of the largest affinity.
    """

    objective: Objective
    pairs: tuple[Pair, ...]
    total: float
    worst: float
    scores: tuple[float, ...]
    optimal: bool
    certificate: Certificate
    fairness: Fairness | None = None
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Change(Strict):
    """One limit loosened.

    Parameters
    ----------
    kind : `need`, `most`, `least`, `trait_least`, `trait_most`, `organisation`, `pinned` or `forbidden`.
    proposal, reviewer, label : what it is about, where it applies; the label is the trait or the organisation.
    now, then : the limit as it is and as it would have to be (for a pair, 1 kept, 0 dropped).
    """

    kind: str
    proposal: str | None
    reviewer: str | None
    label: str | None
    now: int
    then: int


@dataclass(frozen=True)
class Remedy(Strict):
    """Changes that together make an assignment possible; `size` is the number of units of all changes.

    `kinds` says which limits were allowed to move: one kind alone, or all.
    """

    kinds: tuple[str, ...]
    size: int
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Infeasibility(Strict):
    """Why there is no assignment.

    Parameters
    ----------
    limits : limits that cannot hold together: without any one of them the others can. Given as changes with `then`
        equal to `now`. Empty when the search for it was too long.
    remedies : the smallest one first; one per kind of limit that suffices alone.
    """

    limits: tuple[Change, ...]
    remedies: tuple[Remedy, ...]
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Share(Strict):
    """Probability that a pair is drawn, as a fraction."""

    proposal: str
    reviewer: str
    numerator: int
    denominator: int


@dataclass(frozen=True)
class Lottery(Strict):
    """A randomised assignment.

    Parameters
    ----------
    shares : probability of each pair that may be drawn; none above the cap.
    expected_total : expected sum of affinities, the greatest under the cap.
    kept : the same, as a share of the greatest total without cap.
    bound : of the expected total, from `reviewer_prices`.
    """

    shares: tuple[Share, ...]
    expected_total: float
    kept: float
    bound: float
    reviewer_prices: tuple[float, ...]
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Repair(Strict):
    """An assignment changed as little as possible.

    Parameters
    ----------
    pairs, total, worst, scores : as in an `Assignment`.
    added, removed : pairs beside the previous assignment; those that had become impossible are among the removed.
    unavoidable : pairs of the previous assignment that had become impossible.
    least_added : no valid assignment adds fewer pairs.
    total_bound : of the totals of the valid assignments that add no more.
    """

    pairs: tuple[Pair, ...]
    total: float
    worst: float
    scores: tuple[float, ...]
    added: tuple[Pair, ...]
    removed: tuple[Pair, ...]
    unavoidable: tuple[Pair, ...]
    least_added: int
    total_bound: float
    engine_version: str = ENGINE_VERSION
