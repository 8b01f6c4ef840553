"""The question: a project, its partners, their costs, and the public money each one asks for."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from grappe.engines.aid.rules import Size
from grappe.engines.solving.exchange import Strict


class Kind(StrEnum):
    """What a partner is for State aid."""

    UNDERTAKING = "undertaking"
    RESEARCH = "research_organisation"


class Form(StrEnum):
    """Under which rules money is given."""

    EXEMPTED = "exempted"
    DE_MINIMIS = "de_minimis"
    UNION = "union"


@dataclass(frozen=True)
class Cost(Strict):
    """Eligible costs of one category, in euros. Two lines of one category are added up."""

    category: str
    amount: Decimal


@dataclass(frozen=True)
class Grant(Strict):
    """Money asked for: euros, from whom, for the costs of which category."""

    funder: str
    category: str
    amount: Decimal
    form: Form = Form.EXEMPTED


@dataclass(frozen=True)
class Received(Strict):
    """Aid granted earlier: `category` None for de minimis, else a category with a ceiling over years."""

    on: date
    amount: Decimal
    category: str | None = None


@dataclass(frozen=True)
class Partner(Strict):
    """A partner of the project.

    Parameters
    ----------
    id : any label unique in the project.
    size : of the whole undertaking; a French ETI is large.
    kind : an undertaking, or a research and knowledge-dissemination organisation.
    economic : whether a research organisation takes part by economic activity; its other work is no State aid.
    may_publish : whether a research organisation has the right to publish its results.
    undertaking : label shared by the partners that are one single undertaking; the partner's own by default.
    state : Member State, two letters.
    bonuses : those claimed. Collaboration is verified on the project's costs.
    costs, grants : the grants in the order in which they are to be kept when a ceiling binds.
    received : earlier aid to the same undertaking that counts towards ceilings over years, in this State.
    rate_class, in_territory, labelled : what a scheme's rates depend on.
    """

    id: str
    size: Size
    kind: Kind = Kind.UNDERTAKING
    economic: bool = False
    may_publish: bool = False
    undertaking: str | None = None
    state: str = "FR"
    bonuses: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()
    grants: tuple[Grant, ...] = ()
    received: tuple[Received, ...] = ()
    rate_class: str | None = None
    in_territory: bool = True
    labelled: bool = True

    @property
    def single(self) -> str:
        """The single undertaking it belongs to."""
        return self.undertaking or self.id

    @property
    def is_aided(self) -> bool:
        """Whether money given to it is State aid."""
        return self.kind is Kind.UNDERTAKING or self.economic

    @property
    def cost(self) -> Decimal:
        """All its eligible costs."""
        return sum((cost.amount for cost in self.costs), Decimal(0))

    def cost_of(self, category: str) -> Decimal:
        """Its eligible costs of one category."""
        return sum((cost.amount for cost in self.costs if cost.category == category), Decimal(0))


@dataclass(frozen=True)
class Project(Strict):
    """A project of which all aid is granted on one day.

    Parameters
    ----------
    granted_on : the day the right to the aid is conferred, whatever the day of payment.
    scheme, round : whose rates apply beside the ceilings; None applies none.
    union_rate : share of the costs that public money may reach where Union funds take part: the most favourable rate
        of the Union's rules that apply to the project.
    """

    granted_on: date
    partners: tuple[Partner, ...]
    scheme: str | None = None
    round: int | None = None
    union_rate: Decimal = field(default=Decimal(1))
