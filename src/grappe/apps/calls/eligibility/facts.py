"""What is known of a proposal, a rule, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from grappe.apps.calls.enums import RuleCode, Verdict

FIRMS, RESEARCH = ("firm", "service_provider"), ("laboratory", "school")


@dataclass(frozen=True)
class Ceiling:
    """Euros of aid a partner may get: at least ``low``, at most ``high``; equal where all is known."""

    low: Decimal
    high: Decimal
    rate: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class PartnerFacts:
    """One partner. None says that nobody has stated it yet.

    Parameters
    ----------
    group : label that linked organisations share; partners of two groups are independent.
    kind, size : of the register's lists; None where they are not known.
    country : two letters; None where it is not known.
    cost : eligible costs in euros.
    in_label_territory, in_first_territory : whether its work is done there.
    aid : asked for, with other aid for the same costs, in euros.
    de_minimis_over : euros of de minimis aid above the ceiling, 0 below it.
    """

    id: int
    name: str
    group: str
    is_lead: bool = False
    kind: str | None = None
    country: str | None = None
    size: str | None = None
    cost: Decimal = Decimal(0)
    in_label_territory: bool | None = None
    in_first_territory: bool | None = None
    aid: Decimal | None = None
    ceiling: Ceiling | None = None
    de_minimis: Decimal = Decimal(0)
    de_minimis_over: Decimal | None = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A proposal: ``labels`` are granted, ``labels_asked`` wait for their committee."""

    partners: tuple[PartnerFacts, ...]
    labels: int = 0
    labels_asked: int = 0
    months: int | None = None

    @property
    def cost(self) -> Decimal:
        return sum((partner.cost for partner in self.partners), Decimal(0))


@dataclass(frozen=True)
class Rule:
    """A condition with its limits, as its row states it."""

    code: RuleCode
    parameters: Mapping[str, Any] = field(default_factory=dict)
    key: int = 0

    def number(self, name: str) -> Decimal | None:
        value = self.parameters.get(name)
        return None if value is None else Decimal(str(value))


@dataclass(frozen=True)
class Finding:
    """A verdict, on one partner or the whole, with the figures it was reached by.

    ``reason`` is a code of `phrases.findings.REASONS`; counts are numbers, shares from 0 to 1, amounts euros.
    """

    rule: Rule
    verdict: Verdict
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)
    partner: int | None = None
