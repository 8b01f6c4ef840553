"""A definition of size as data: ceilings, ownership tests, dates of validity and sources."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from grappe.engines.sizing.errors import InconsistentRulesError, NoRulesInForceError
from grappe.engines.sizing.problem import Investor
from grappe.engines.solving.exchange import Strict


@dataclass(frozen=True)
class Ceiling(Strict):
    """A category and what it may not exceed: headcount strictly below, euros at most (either of the two)."""

    category: str
    awu_below: Decimal
    turnover_max: Decimal
    balance_max: Decimal


@dataclass(frozen=True)
class ExemptInvestor(Strict):
    """An investor whose minority holdings are left out, below its limits (euros, heads)."""

    kind: Investor
    invested_below: Decimal | None = None
    budget_below: Decimal | None = None
    inhabitants_below: int | None = None


@dataclass(frozen=True)
class Provision(Strict):
    """Where a part of the definition is written, and whether the text was read or is from memory."""

    topic: str
    source: str
    status: str


@dataclass(frozen=True)
class Definition(Strict):
    """One definition of size.

    Parameters
    ----------
    ceilings : from the smallest category up; `above` names what exceeds them all.
    linked_above : per cent of votes above which enterprises are linked.
    partner_from : per cent from which they are partners; None when partners are not added.
    public_body_from : per cent held by public bodies from which `above` applies; None when it does not.
    links_through_persons : whether two enterprises of one person on one market are linked.
    consecutive_years : closed years a crossing must last before the status changes (1 or 2).
    history_years : years after which the first one may be taken as the status then held.
    consolidated : whether the law asks for figures without sales and balances inside the group.
    stale_after_years : accounts older than this are not the last closed ones.
    """

    name: str
    valid_from: date
    valid_until: date | None
    source: str
    ceilings: tuple[Ceiling, ...]
    above: str
    linked_above: Decimal
    partner_from: Decimal | None
    public_body_from: Decimal | None
    links_through_persons: bool
    consolidated: bool
    consecutive_years: int
    history_years: int
    stale_after_years: int
    exempt_investors: tuple[ExemptInvestor, ...] = ()
    provisions: tuple[Provision, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """All categories, the smallest first."""
        return (*(ceiling.category for ceiling in self.ceilings), self.above)

    def is_in_force(self, on: date) -> bool:
        """Whether it was in force on that day, both ends included."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


@dataclass(frozen=True)
class RuleBook(Strict):
    """Every definition known, over time."""

    version: str
    definitions: tuple[Definition, ...]

    def in_force(self, on: date) -> tuple[Definition, ...]:
        """Return the definitions in force on a day.

        Raises
        ------
        NoRulesInForceError : none was.
        """
        found = tuple(definition for definition in self.definitions if definition.is_in_force(on))
        if not found:
            raise NoRulesInForceError(f"No definition of size was in force on {on}: ask for a later date.")
        return found


def check_rules(book: RuleBook) -> None:
    """Raise `InconsistentRulesError` when a definition contradicts itself or another one."""
    for definition in book.definitions:
        _check_definition(definition)
    ordered = sorted(book.definitions, key=lambda definition: (definition.name, definition.valid_from))
    for earlier, later in pairwise(ordered):
        ends = earlier.valid_until
        if earlier.name == later.name and (ends is None or later.valid_from <= ends):
            raise InconsistentRulesError(f"Two versions of {later.name} are in force on {later.valid_from}.")


def _check_definition(definition: Definition) -> None:
    for lower, upper in pairwise(definition.ceilings):
        if not (
            lower.awu_below < upper.awu_below
            and lower.turnover_max < upper.turnover_max
            and lower.balance_max < upper.balance_max
        ):
            raise InconsistentRulesError(f"{definition.name}: {upper.category} must exceed {lower.category}.")
    if len(set(definition.categories)) != len(definition.categories) or not definition.ceilings:
        raise InconsistentRulesError(f"{definition.name}: give at least one ceiling and no category twice.")
    if definition.consecutive_years not in {1, 2}:
        raise InconsistentRulesError(f"{definition.name}: consecutive_years is 1 or 2.")
    if definition.valid_until is not None and definition.valid_until < definition.valid_from:
        raise InconsistentRulesError(f"{definition.name}: it ends before it begins.")
    if definition.partner_from is not None and not 0 < definition.partner_from <= definition.linked_above:
        raise InconsistentRulesError(f"{definition.name}: partners begin between 0 and the linked share.")
