"""The question: an enterprise, those around it, their accounts and who holds what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from grappe.engines.solving.exchange import Strict


class Kind(StrEnum):
    """What an owner is: only enterprises bring figures."""

    ENTERPRISE = "enterprise"
    PERSON = "person"
    PUBLIC_BODY = "public_body"


class Investor(StrEnum):
    """Investors whose holdings of 25 % to 50 % may be left out (Annex, Article 3(2))."""

    PUBLIC_INVESTMENT = "public_investment_corporation"
    VENTURE_CAPITAL = "venture_capital"
    BUSINESS_ANGEL = "business_angel"
    UNIVERSITY = "university"
    RESEARCH_CENTRE = "non_profit_research_centre"
    INSTITUTIONAL = "institutional_investor"
    LOCAL_AUTHORITY = "small_local_authority"


@dataclass(frozen=True)
class Accounts(Strict):
    """One closed accounting year; a figure that is not known is None.

    Parameters
    ----------
    year : the calendar year in which the accounting period ends.
    awu : headcount, in annual work units (full-time years).
    turnover, balance : euros, without VAT; balance-sheet total.
    closed_on : date of closure; None stands for 31 December of `year`.
    covers : other enterprises these accounts already consolidate in full.
    """

    year: int
    awu: Decimal | None = None
    turnover: Decimal | None = None
    balance: Decimal | None = None
    closed_on: date | None = None
    covers: tuple[str, ...] = ()

    def is_closed(self, on: date) -> bool:
        """Whether the period had ended on that day."""
        return (self.closed_on or date(self.year, 12, 31)) <= on


@dataclass(frozen=True)
class Enterprise(Strict):
    """An enterprise, or an owner of one that is a person or a public body.

    Parameters
    ----------
    id : any label unique in the problem.
    investor : set when it is one of the investors whose minority holdings may be exempt.
    first_year : its first accounting year, when known; earlier years then count for nothing.
    markets : labels of the markets it is active in, adjacent ones included; two enterprises of one
        person are linked when they share a label.
    acts_with : for persons, a label shared by those who act jointly (a family, a pact).
    budget, inhabitants : of a local authority, euros a year and heads.
    """

    id: str
    kind: Kind = Kind.ENTERPRISE
    accounts: tuple[Accounts, ...] = ()
    investor: Investor | None = None
    first_year: int | None = None
    markets: tuple[str, ...] = ()
    acts_with: str | None = None
    budget: Decimal | None = None
    inhabitants: int | None = None

    @property
    def is_linkable(self) -> bool:
        """Whether it can belong to a group: persons and plain public bodies cannot."""
        return self.kind is Kind.ENTERPRISE or (self.kind is Kind.PUBLIC_BODY and self.investor is not None)

    def accounts_of(self, year: int) -> Accounts | None:
        """Its accounts of that year, if given."""
        return next((accounts for accounts in self.accounts if accounts.year == year), None)


@dataclass(frozen=True)
class Holding(Strict):
    """A direct stake of `owner` in `owned`.

    Parameters
    ----------
    capital, votes : per cent, 0 to 100; votes None means the same as capital.
    control : the owner appoints the majority of the board or has a dominant influence by contract,
        statutes or agreement (Article 3(3) b to d). For an exempt investor, true only when it takes part
        in the management: the law presumes that it does not.
    invested : euros put in, asked of business angels only.
    """

    owner: str
    owned: str
    capital: Decimal
    votes: Decimal | None = None
    control: bool = False
    invested: Decimal | None = None

    @property
    def voting(self) -> Decimal:
        """Share of the votes, per cent."""
        return self.capital if self.votes is None else self.votes


@dataclass(frozen=True)
class Problem(Strict):
    """The enterprise to be sized (`subject`) within the graph of those that hold one another."""

    subject: str
    enterprises: tuple[Enterprise, ...]
    holdings: tuple[Holding, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Enterprise]:
        """Enterprises by identifier."""
        return {enterprise.id: enterprise for enterprise in self.enterprises}

    @cached_property
    def holdings_in(self) -> Mapping[str, tuple[Holding, ...]]:
        """Holdings by the enterprise that is held."""
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault(holding.owned, []).append(holding)
        return {owned: tuple(holdings) for owned, holdings in found.items()}

    @cached_property
    def holdings_of(self) -> Mapping[str, tuple[Holding, ...]]:
        """Holdings by their owner."""
        found: dict[str, list[Holding]] = {}
        for holding in self.holdings:
            found.setdefault(holding.owner, []).append(holding)
        return {owner: tuple(holdings) for owner, holdings in found.items()}
