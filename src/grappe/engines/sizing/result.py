"""The answer: a category under each definition, the figures it rests on, and the reasoning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from grappe.engines.solving.exchange import Strict

ENGINE_VERSION = "1"


@dataclass(frozen=True)
class Step(Strict):
    """One line of reasoning: a code of `wording.TEMPLATES` and what fills it.

    `words` holds identifiers, years and lists; `numbers` holds per cents, euros and work units.
    """

    code: str
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Missing(Strict):
    """A figure that would be needed: `item` is accounts, awu, turnover, balance or investor_limits."""

    enterprise: str
    year: int | None
    item: str


@dataclass(frozen=True)
class Partner(Strict):
    """A partner enterprise, with those linked to it, and the per cent at which they are added."""

    members: tuple[str, ...]
    share: Decimal


@dataclass(frozen=True)
class Contribution(Strict):
    """What one enterprise adds in one year: its own figures (work units, euros), before `share` per cent."""

    enterprise: str
    year: int
    share: Decimal
    awu: Decimal | None
    turnover: Decimal | None
    balance: Decimal | None


@dataclass(frozen=True)
class YearFigures(Strict):
    """Aggregated figures of one year, in work units and euros.

    A figure named in `incomplete` lacks some accounts: it is then the least it can be. `possible` holds the
    categories of that year alone, the smallest first.
    """

    year: int
    awu: Decimal
    turnover: Decimal
    balance: Decimal
    incomplete: tuple[str, ...]
    possible: tuple[str, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Size(Strict):
    """Size under one definition.

    `category` is None when it cannot be told: `possible` then holds what remains possible and `missing`
    what would settle it. `public_share` is the per cent held by public bodies.
    """

    definition: str
    category: str | None
    possible: tuple[str, ...]
    linked: tuple[str, ...]
    partners: tuple[Partner, ...]
    public_share: Decimal
    years: tuple[YearFigures, ...]
    missing: tuple[Missing, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Assessment(Strict):
    """Size of `subject` on a day under every definition then in force."""

    subject: str
    on: date
    sizes: tuple[Size, ...]
    rules_version: str
    engine_version: str = ENGINE_VERSION

    def under(self, definition: str) -> Size:
        """Return the size under a definition, by name; KeyError when it was not in force."""
        for size in self.sizes:
            if size.definition == definition:
                return size
        raise KeyError(definition)
