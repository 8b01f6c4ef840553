"""The rules as data: rates, bonuses, ceilings, dates of validity, sources, and whether the text was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from grappe.engines.aid.errors import InconsistentRulesError, NoRulesInForceError, UnknownCategoryError
from grappe.engines.solving.exchange import Strict


class Size(StrEnum):
    """Size of an undertaking for State aid; a micro-enterprise counts as small, a French ETI as large."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"

    @property
    def counted(self) -> "Size":
        """The size the rates know."""
        return Size.SMALL if self is Size.MICRO else self


class Status(StrEnum):
    """Whether a rule was read in a text that reproduces it, or is from memory and to be checked before use."""

    VERIFIED = "verified"
    MEMORY = "memory"


@dataclass(frozen=True)
class Bonus(Strict):
    """Points added to the intensity (0.15 for 15 points) when its condition is met."""

    name: str
    points: Decimal
    condition: str
    source: str
    status: Status


@dataclass(frozen=True)
class Category(Strict):
    """A category of cost.

    Parameters
    ----------
    base : intensity before bonuses, 0 to 1.
    caps : greatest intensity by size; a size that is absent may not be aided.
    size_points : added by size.
    bonuses : those that may apply; only the greatest counts when `exclusive`.
    threshold : euros per undertaking and project above which aid must be notified; None where the project's
        predominant category decides.
    ceiling, window_years : euros per undertaking over a number of years; None sets none.
    limit : any other condition, told as a step.
    """

    name: str
    source: str
    status: Status
    base: Decimal
    caps: Mapping[Size, Decimal]
    size_points: Mapping[Size, Decimal]
    bonuses: tuple[Bonus, ...] = ()
    exclusive: bool = True
    threshold: Decimal | None = None
    threshold_status: Status = Status.VERIFIED
    ceiling: Decimal | None = None
    window_years: int | None = None
    limit: str | None = None


@dataclass(frozen=True)
class Collaboration(Strict):
    """When partners collaborate effectively: shares of the project's eligible costs."""

    firm_at_most: Decimal
    research_at_least: Decimal
    three_states_sme: int
    three_states_large: int
    source: str
    status: Status


@dataclass(frozen=True)
class Dated(Strict):
    """A rule in force over a period, both ends included; None is open."""

    name: str
    valid_from: date
    valid_until: date | None
    source: str

    def is_in_force(self, on: date) -> bool:
        """Whether it applies to aid granted on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


Rule = TypeVar("Rule", bound=Dated)


@dataclass(frozen=True)
class Exemption(Dated):
    """A version of the block exemption, by the day of grant.

    Parameters
    ----------
    thresholds : euros by predominant category, in the order in which costs are added up to more than half; the last
        one applies otherwise.
    publish_above : euros of aid from which it must be published.
    """

    categories: tuple[Category, ...]
    collaboration: Collaboration
    thresholds: Mapping[str, Decimal]
    thresholds_source: str
    thresholds_status: Status
    publish_above: Decimal
    publish_months: int
    publish_source: str
    cumulation_source: str
    research_source: str

    def category(self, name: str) -> Category:
        """Return a category by its name."""
        for one in self.categories:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.categories)
        raise UnknownCategoryError(f"{name} is no category of {self.name}: one of {known}.")


@dataclass(frozen=True)
class DeMinimis(Dated):
    """A de minimis regulation: euros per single undertaking and Member State over some years.

    `rolling` is true when any years in a row count, false when the fiscal year and those before do.
    """

    status: Status
    ceiling: Decimal
    years: int
    rolling: bool


@dataclass(frozen=True)
class Rate(Strict):
    """Rate of a scheme for one kind of partner; `in_territory` and `labelled` None apply to both."""

    beneficiary: str
    rate: Decimal
    in_territory: bool | None = None
    labelled: bool | None = None
    basis: str = "full costs"


@dataclass(frozen=True)
class Scheme(Strict):
    """Rates of a scheme over some of its rounds (both ends included; None is open)."""

    name: str
    first_round: int | None
    last_round: int | None
    source: str
    status: Status
    rates: tuple[Rate, ...]
    note: str | None = None


@dataclass(frozen=True)
class RuleBook(Strict):
    """Every rule known, over time."""

    version: str
    exemptions: tuple[Exemption, ...]
    de_minimis: tuple[DeMinimis, ...]
    schemes: tuple[Scheme, ...]

    def exemption_on(self, on: date) -> Exemption:
        """Return the block exemption for aid granted on a day."""
        return _in_force(self.exemptions, on, "block exemption")

    def de_minimis_on(self, on: date) -> DeMinimis:
        """Return the de minimis rule for aid granted on a day."""
        return _in_force(self.de_minimis, on, "de minimis rule")


def _in_force(rules: tuple[Rule, ...], on: date, kind: str) -> Rule:
    for rule in rules:
        if rule.is_in_force(on):
            return rule
    earlier = [rule for rule in rules if rule.valid_until is not None and rule.valid_until < on]
    last = max(earlier, key=lambda rule: rule.valid_from, default=None)
    ended = None if last is None else last.valid_until
    known = "none held here is as old" if last is None else f"the latest before it, {last.name}, ended on {ended}"
    raise NoRulesInForceError(
        f"No {kind} is known for aid granted on {on}: {known}. Look up the one in force on that day and add its "
        "version, with its period and its source, to the book of rules.",
        on=on,
        ended=ended,
    )


def check_rules(book: RuleBook) -> None:
    """Raise `InconsistentRulesError` when two versions overlap or a rate is no share."""
    for rules in (book.exemptions, book.de_minimis):
        for earlier, later in pairwise(sorted(rules, key=lambda rule: rule.valid_from)):
            if earlier.valid_until is None or later.valid_from <= earlier.valid_until:
                raise InconsistentRulesError(
                    f"{earlier.name} and {later.name} are both in force on {later.valid_from}."
                )
    for exemption in book.exemptions:
        for one in exemption.categories:
            shares = [one.base, *one.caps.values(), *one.size_points.values(), *(b.points for b in one.bonuses)]
            if not all(0 <= share <= 1 for share in shares) or not one.caps:
                raise InconsistentRulesError(f"{exemption.name}, {one.name}: rates are shares from 0 to 1.")
