"""The answers: an intensity, or a project's ceilings, with the reasoning and the sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from grappe.engines.aid.rules import Status
from grappe.engines.solving.exchange import Strict

ENGINE_VERSION = "1"


@dataclass(frozen=True)
class Step(Strict):
    """One line of reasoning: a code of `wording.TEMPLATES`, what fills it, where it is written, whether it was read.

    Parameters that are shares (0 to 1) or euros are decimals; names and dates are text.
    """

    code: str
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    source: str | None = None
    status: Status | None = None


@dataclass(frozen=True)
class Intensity(Strict):
    """Greatest share of eligible costs that aid may cover, 0 to 1."""

    category: str
    size: str
    on: date
    max_intensity: Decimal
    steps: tuple[Step, ...]
    rules_version: str
    engine_version: str = ENGINE_VERSION


@dataclass(frozen=True)
class Line(Strict):
    """Costs of one category of one partner, in euros.

    Parameters
    ----------
    intensity : greatest share of the costs that State aid may cover.
    ceiling : the same in euros, rounded down to the cent.
    asked, allowed : State aid and de minimis asked for and what of it may be given.
    """

    category: str
    cost: Decimal
    intensity: Decimal
    ceiling: Decimal
    asked: Decimal
    allowed: Decimal


@dataclass(frozen=True)
class Share(Strict):
    """One grant: asked for, and what of it may be given; `limits` names the ceilings that cut it."""

    funder: str
    category: str
    form: str
    asked: Decimal
    allowed: Decimal
    limits: tuple[str, ...]


@dataclass(frozen=True)
class PartnerAid(Strict):
    """Ceilings of one partner, in euros. `effective_intensity` is the weighted mean over its categories."""

    partner: str
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    effective_intensity: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ProjectAid(Strict):
    """Ceilings of a project; `within` tells whether all that was asked for may be given."""

    granted_on: date
    within: bool
    partners: tuple[PartnerAid, ...]
    steps: tuple[Step, ...]
    rules_version: str
    engine_version: str = ENGINE_VERSION
