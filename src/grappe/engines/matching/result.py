"""The answer: suggestions, each with the reasons for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from grappe.engines.solving.exchange import Strict


class Code(StrEnum):
    """Why somebody is suggested; what words say it is the reader's business.

    The figures and the evidence that go with each stand in `docs/explanation/matching.md`.
    """

    WORKED_TOGETHER = "worked_together"
    SHARED_PARTNERS = "shared_partners"
    SAME_THEMES = "same_themes"
    SAME_SECTORS = "same_sectors"
    COMPLEMENTARY = "complementary"
    SAME_WORDS = "same_words"
    SAME_SENSE = "same_sense"
    OFFERS_WHAT_IS_NEEDED = "offers_what_is_needed"
    NEEDS_WHAT_IS_OFFERED = "needs_what_is_offered"
    FILLS_ROLE = "fills_role"
    MEETS_RULE = "meets_rule"
    SAME_PLACE = "same_place"
    ACTIVE = "active"
    NEWCOMER = "newcomer"
    SHARED_MEMBERS = "shared_members"
    MEMBERS_WORKED_TOGETHER = "members_worked_together"


class EvidenceKind(StrEnum):
    """What an evidence's name belongs to."""

    PROJECT = "project"
    ORGANISATION = "organisation"
    STATEMENT = "statement"
    TEXT = "text"


@dataclass(frozen=True)
class Evidence(Strict):
    """Something that can be looked at; organisations appear here only if they are findable or asked about."""

    kind: EvidenceKind
    id: str


@dataclass(frozen=True)
class Reason(Strict):
    """One reason.

    Parameters
    ----------
    code : which.
    strength : what it adds to the score, above what an average candidate gets; the greatest comes first.
    figures : by name, such as projects, last_year, partners, likeness.
    labels : themes, sectors, roles, rules or words that it is about.
    evidence : the most telling first, a few at most.
    """

    code: Code
    strength: float
    figures: Mapping[str, float] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Suggestion(Strict):
    """An organisation or a cluster, or a second one beside it for pairs.

    Parameters
    ----------
    id : of the organisation or cluster.
    other : of the second cluster of a pair, else None.
    score : higher is better; comparable within one answer only.
    reasons : the strongest first; at least one.
    """

    id: str
    score: float
    reasons: tuple[Reason, ...]
    other: str | None = None


@dataclass(frozen=True)
class Answer(Strict):
    """Suggestions, the best first.

    Parameters
    ----------
    suggestions : no more than were wished for; fewer where the must-haves leave fewer.
    considered : candidates that meet all must-haves.
    model : name of the weights used.
    """

    suggestions: tuple[Suggestion, ...]
    considered: int
    model: str
